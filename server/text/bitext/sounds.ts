/**
 * How a name sounds, by its consonants alone: 마케도니아 and Macedonia, 페이스북 and Facebook, 김민지 and Kim Min-ji. Every way of
 * writing one language in the letters of the other keeps them better than it keeps the vowels. Consonants that Korean does not
 * tell apart, or that are exchanged from system to system, are one class: k t p s c r m n.
 */

/** Fewer consonants are shared by chance too often. */
const FEWEST = 3

/** The sounds of a run of Hangul: of the whole and of each beginning of it, since particles follow a name without a space. */
export function soundsOfHangul(run: string): string[] {
  const sounds = new Set<string>()
  let sound = ''
  for (const [index, syllable] of [...run].slice(0, LONGEST_NAME).entries()) {
    const code = syllable.charCodeAt(0) - 0xac00
    const beginning = joined(sound, INITIALS[Math.floor(code / 588)]!)
    sound = joined(beginning, FINALS[code % 28]!)
    if (index === 0) continue
    if (sound.length >= FEWEST) sounds.add(sound)
    if (beginning.length >= FEWEST && code % 28 === NIEUN) sounds.add(beginning)
  }
  return [...sounds]
}

/** The longest name in Hangul that anybody has counted on. */
const LONGEST_NAME = 9
/** A last ㄴ may be a particle: 그리스는, 그리슨. */
const NIEUN = 4

/** In the order of Unicode: ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ. */
const INITIALS = 'k k n t t r m p p s s  c c c k t p '.split(' ')
/** None, then ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ. */
const FINALS = ' k k k n n n t r k m r r r p r m p p t t n t t k t p '.split(' ')

/** The ways in which a word in Latin letters may sound; none for one that is too short to tell. */
export function soundsOfLatin(word: string): string[] {
  const letters = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
  if (letters.length < SHORTEST_WORD || letters.length > LONGEST_WORD) return []
  const sounds = new Set<string>()
  for (const spelling of spellingsOf(letters)) {
    const sound = consonantsOf(spelling)
    if (sound.length >= FEWEST) sounds.add(sound)
  }
  return [...sounds]
}

const SHORTEST_WORD = 4
const LONGEST_WORD = 24

/** What is pronounced in two ways is written in both. */
function spellingsOf(word: string): string[] {
  const plain = ALWAYS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word)
  return EITHER.reduce(
    (texts, [pattern, ...sounds]) =>
      texts.length >= MOST_SPELLINGS
        ? texts
        : texts.flatMap((text) =>
            pattern.test(text)
              ? sounds.map((sound) => text.replace(new RegExp(pattern, 'g'), sound))
              : [text],
          ),
    [plain],
  )
}

const MOST_SPELLINGS = 16

const ALWAYS: [RegExp, string][] = [
  [/ph/g, 'p'],
  [/sch|sh/g, 's'],
  [/tch/g, 'C'],
  [/ck|qu|q/g, 'k'],
  [/x/g, 'ks'],
  [/(?:ti|si|ci)(?=on|a[ln])/g, 's'],
  [/dg(?=e)/g, 'C'],
  [/mb$/g, 'm'],
  // Silent where Korean has no syllable for it: server 서버, Mark 마크.
  [/(?<=[aeiouyw])r(?![aeiouyr])/g, ''],
]

const EITHER: [RegExp, ...string[]][] = [
  [/ch/, 'C', 'k'],
  [/th/, 't', 's'],
  [/gh/, '', 'k'],
  [/c(?=[eiy])/, 's', 'k'],
  [/g(?=[eiy])/, 'C', 'k'],
  [/z/, 'C', 's'],
  [/ng/, 'n', 'nk'],
  [/(?<=.{3})e?s$/, '', 's'],
]

const CLASSES: Record<string, string> = {
  ...{ k: 'k', c: 'k', g: 'k', t: 't', d: 't', p: 'p', b: 'p', f: 'p', v: 'p' },
  ...{ s: 's', z: 's', C: 'c', j: 'c', l: 'r', r: 'r', m: 'm', n: 'n' },
}

function consonantsOf(spelling: string): string {
  let sound = ''
  for (const letter of spelling) sound = joined(sound, CLASSES[letter] ?? '')
  return sound
}

/** What is written twice is heard once: 필리핀 and Philippines, 안녕 and annyeong. */
function joined(sound: string, next: string): string {
  return next === '' || sound.endsWith(next) ? sound : sound + next
}
