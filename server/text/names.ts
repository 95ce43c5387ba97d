/**
 * Whether a Korean personal name and an English spelling can be the same. There are many ways to romanise: 이명박 is
 * Lee Myung-bak and 노무현 Roh Moo-hyun, and hardly anyone is spelled by the official rules. Families are a table,
 * syllables are classes of sounds; both orders, with a hyphen, a blank or nothing between syllables.
 */
export function namePattern(korean: string): RegExp | null {
  const known = patterns.get(korean)
  if (known !== undefined) return known
  if (patterns.size > 5000) patterns.clear()
  const pattern = newPattern(korean)
  patterns.set(korean, pattern)
  return pattern
}

const patterns = new Map<string, RegExp | null>()

function newPattern(korean: string): RegExp | null {
  const name = korean.replace(/\s/g, '')
  if (!/^[가-힣]{2,5}$/.test(name)) return null
  const ways = splits(name).flatMap(({ families, given }) => {
    const family = `(?:${families.join('|')})`
    const rest = [...given].map(syllable).join('[ -]?')
    const initial = '(?:[A-Z]\\. ?)?'
    return [`${family}[ ,.-]{0,2}${initial}${rest}`, `${rest} ${initial}${family}`]
  })
  return new RegExp(`\\b(?:${ways.join('|')})\\b`, 'i')
}

/** Spellings of the family name alone, as an English article uses it from the second mention on. */
export function familySpellings(korean: string): string[] {
  return splits(korean.replace(/\s/g, '')).flatMap(({ families }) => families)
}

/** Whether Hangul begins with what can be a family name. */
export function hasFamilyName(korean: string): boolean {
  return FAMILIES[korean[0]!] !== undefined || DOUBLE_FAMILIES[korean.slice(0, 2)] !== undefined
}

/** How syllables that are no name of a person may be spelled together, as a pattern. */
export function soundPattern(hangul: string): string {
  return [...hangul].map(syllable).join('[ -]?')
}

/** Family and given name; 남궁민 may be 남궁 민 or 남 궁민. */
function splits(name: string): { families: string[]; given: string }[] {
  const double = name.length > 2 ? DOUBLE_FAMILIES[name.slice(0, 2)] : undefined
  const single = { families: FAMILIES[name[0]!]?.split(' ') ?? [syllable(name[0]!)], given: name.slice(1) }
  return double ? [{ families: double.split(' '), given: name.slice(2) }, single] : [single]
}

const FAMILIES: Record<string, string> = {
  ...{ 김: 'Kim Gim', 이: 'Lee Yi Rhee Li I Ri Yee', 박: 'Park Pak Bak Bark', 최: 'Choi Choe Chae Choy' },
  ...{ 정: 'Jung Jeong Chung Cheong Jong Chong', 강: 'Kang Gang', 조: 'Cho Jo Joe', 윤: 'Yoon Yun Youn' },
  ...{ 장: 'Jang Chang', 임: 'Lim Im Rim Yim', 한: 'Han Hahn', 오: 'Oh O', 서: 'Seo Suh So', 신: 'Shin Sin' },
  ...{ 권: 'Kwon Gwon Kweon', 황: 'Hwang Whang', 안: 'Ahn An', 송: 'Song', 류: 'Ryu Yoo Yu Ryoo Lyu' },
  ...{
    유: 'Yoo Yu You Ryu',
    홍: 'Hong',
    전: 'Jeon Chun Jun Chon Cheon',
    고: 'Ko Koh Go Goh',
    문: 'Moon Mun',
  },
  ...{ 손: 'Son Sohn', 양: 'Yang', 배: 'Bae Pae', 백: 'Paik Baek Paek Baik', 허: 'Heo Hur Huh Ho Hu' },
  ...{ 남: 'Nam', 심: 'Shim Sim', 노: 'Roh No Noh Ro', 하: 'Ha Hah', 곽: 'Kwak Gwak', 성: 'Sung Seong Song' },
  ...{
    차: 'Cha',
    주: 'Joo Ju Chu',
    우: 'Woo U Wu',
    구: 'Koo Ku Gu',
    민: 'Min',
    진: 'Jin Chin',
    지: 'Ji Chi',
  },
  ...{ 엄: 'Eom Um Ohm', 원: 'Won', 천: 'Cheon Chun', 방: 'Bang Pang', 현: 'Hyun Hyeon', 반: 'Ban Pan' },
  ...{
    왕: 'Wang',
    추: 'Choo Chu',
    도: 'Do Doh',
    명: 'Myung Myeong',
    기: 'Ki Gi',
    연: 'Yeon Youn',
    표: 'Pyo',
  },
  ...{
    마: 'Ma',
    나: 'Na Ra',
    라: 'Ra Na',
    변: 'Byun Byeon Pyun',
    염: 'Yeom Yum',
    여: 'Yeo Yuh',
    석: 'Seok Suk',
  },
  ...{
    선: 'Sun Seon',
    설: 'Seol Sul',
    길: 'Gil Kil',
    탁: 'Tak',
    국: 'Kook Guk',
    은: 'Eun',
    편: 'Pyun Pyeon',
  },
}
const DOUBLE_FAMILIES: Record<string, string> = {
  ...{ 남궁: 'Namgung Namkung Namgoong', 황보: 'Hwangbo', 제갈: 'Jegal Jekal', 선우: 'Sunwoo Seonu Sunoo' },
  ...{ 독고: 'Dokgo Dokko', 사공: 'Sagong Sakong', 서문: 'Seomun Suhmoon' },
}

/** How one syllable may be spelled, as a pattern. */
function syllable(character: string): string {
  const code = character.charCodeAt(0) - 0xac00
  const [initial, vowel, final] = [Math.floor(code / 588), Math.floor(code / 28) % 21, code % 28]
  return `(?:${INITIALS[initial]})(?:${VOWELS[vowel]})(?:${FINALS[final]})`
}

/** In the order of Unicode: ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ. */
const INITIALS =
  'k|g|c kk|gg|k|g n|r|l d|t tt|dd|d|t r|l|n| m b|p pp|bb|b|p s|sh ss|s  j|ch|z|g jj|j|ch ch|c|j k|c t|th p|ph h|'.split(
    ' ',
  )
/** ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ. */
const VOWELS =
  'a|ah|u ae|ai|a|e ya|ia yae eo|u|o|uh|eu|ou|au|e e|ae yeo|you|yu|yo|eo|u|o|young|ye ye|yae|e o|oh|oe wa|oa|ua wae|oae oe|oi|we|oy|o|ae|wae yo|yoh|io u|oo|ou|woo wo|weo|wu|uo|o we|ue wi|ui|we|wee yu|yoo|you|u eu|u|o|oo|e ui|eui|ee|i|hui|wi|euy i|ee|yi|e|y|lee|ui|ie'.split(
    ' ',
  )
/** None, then ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ. */
const FINALS =
  'h| k|g|ck|c|ng k k n|nn n n t|d l|r|ll l|k|g m l l l p l m p|b|m p t|s|d t ng|n t t k t p t|h'.split(' ')
