import { namePattern } from './names'
import { romanised, romanisedName } from './romanising'

/** What a word of the Korean may be, for somebody who looks it over. */
export interface Guess {
  /** Without the particles that hung on it. */
  korean: string
  kind: 'term' | 'person' | 'organisation' | 'place'
  /** '' where nothing can be guessed. */
  english: string
}

export interface Selected {
  word: string
  /** What follows it in the paragraph: 씨, a title, an age in brackets say that it is a person. */
  after?: string
  /** The English of the paragraph, where a name may stand already. */
  english?: string
}

export function guessed({ word, after = '', english = '' }: Selected): Guess {
  const selected = word.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 200)
  const korean = withoutParticles(selected)
  const kind = kindOf(korean, korean === selected ? after : '')
  return { korean, kind, english: englishFor(korean, kind, english) }
}

/** 씨 and 님 are no part of a name; other particles go where three syllables and more are left, or two of a plain noun. */
function withoutParticles(word: string): string {
  const bare = word.replace(
    /(?:\s?(?:씨|님)|\s(?:군|양))(?:은|는|이|가|을|를|의|과|와|도|에게|께)?$/,
    (all, at: number) => (at >= 2 ? '' : all),
  )
  if (bare !== word) return bare
  const [, stem] = particled.exec(word) ?? []
  return stem ?? word
}

/** As few syllables as carry a word, before the longest row of particles; 이 and 가 and the like end many nouns. */
const sure =
  '(?:입니다|이라고|라고|이라는|라는|에서는|에서도|에게서|에서|에게|에는|에도|으로|까지|부터|보다|처럼|들이|들은|들을|들의|께서|은|는|을|를|의|와|과)'
const particled = new RegExp(`^(.*[가-힣]{2,})${sure}$`)

/** The kind of a name by its last syllables, or by what stands behind it. */
export function kindOf(korean: string, after = ''): Guess['kind'] {
  const word = korean.replace(/\s/g, '')
  if (organisation.test(word)) return 'organisation'
  if (isPersonal(word) && behindAPerson.test(after)) return 'person'
  if (place.test(word)) return 'place'
  return 'term'
}

function isPersonal(word: string): boolean {
  return /^[가-힣]{2,5}$/.test(word)
}

const behindAPerson =
  /^\s?(?:[가-힣]{0,8}\s?)(?:씨|님|대표|이사장|이사|회장|사장|위원장|의원|시장|군수|도지사|장관|총리|대통령|교수|박사|기자|작가|감독|팀장|국장|과장|소장|원장|센터장|조합장|간사|활동가)|^\s?\(\d{1,2}\)/
const organisation =
  /(?:협동조합|조합|재단|협회|연합회?|연맹|위원회|센터|대학교|은행|주식회사|회사|노조|연구소|연구원|기금|공사|공단|의회|학교|병원|신문|방송|출판사|도서관|박물관|빵집|상인회)$/
const place = /^[가-힣]{2,5}(?:시|군|구|읍|면|동|리|도|로|길|산|강|역|섬|마을|시장)$/

function englishFor(korean: string, kind: Guess['kind'], english: string): string {
  if (kind === 'term') return /^[A-Za-z][\w .&-]*$/.test(korean) ? korean : ''
  if (kind === 'person') return spelledThere(korean, english) ?? romanisedName(korean) ?? ''
  if (kind === 'place') return placeName(korean)
  const [, own = '', generic = ''] =
    new RegExp(`^(.*?)(${Object.keys(generics).join('|')})$`).exec(korean.trim()) ?? []
  return own.trim() ? `${romanised(own)} ${generics[generic]}` : ''
}

/** A full name in the English that can be a spelling of this one. */
function spelledThere(korean: string, english: string): string | null {
  return namePattern(korean)?.exec(english)?.[0] ?? null
}

/** Units of administration stand behind a hyphen, save cities and what a map calls by an English word. */
function placeName(korean: string): string {
  const [, name = korean, unit = ''] =
    /^(.+?)(시장|마을|시|군|구|읍|면|동|리|도|로|길|산|강|역|섬)$/.exec(korean) ?? []
  const english: Record<string, string> = {
    ...{
      시: '',
      군: ' County',
      강: ' River',
      역: ' Station',
      섬: ' Island',
      시장: ' Market',
      마을: ' Village',
    },
  }
  if (unit === '산') return romanised(korean)
  const after = english[unit] ?? (unit && `-${romanised(unit).toLowerCase()}`)
  return `${romanised(name)}${after}`
}

const generics: Record<string, string> = {
  ...{
    사회적협동조합: 'Social Cooperative',
    협동조합: 'Cooperative',
    재단: 'Foundation',
    협회: 'Association',
  },
  ...{ 연합회: 'Federation', 연합: 'Alliance', 위원회: 'Committee', 센터: 'Center', 대학교: 'University' },
  ...{
    은행: 'Bank',
    노조: 'Union',
    연구소: 'Institute',
    연구원: 'Institute',
    기금: 'Fund',
    병원: 'Hospital',
  },
  ...{ 작은도서관: 'Small Library', 도서관: 'Library', 박물관: 'Museum', 빵집: 'Bakery', 학교: 'School' },
}
