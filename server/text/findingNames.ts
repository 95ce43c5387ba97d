import { familySpellings, hasFamilyName, namePattern, soundPattern } from './names'

/** A name that stands in a Korean paragraph and in the English beside it. */
export interface FoundName {
  korean: string
  kind: 'person' | 'organisation'
  english: string
  /** Of a person. */
  nameOrder: 'family-first' | 'given-first' | null
}

/**
 * Names of people and organisations, found where both sides bear them out: the Korean sounds like the English, and the English
 * is written as a name. Rather none than a wrong one: titles alone prove nothing, and most words in front of them are no names.
 * Both texts are plain; of a paragraph longer than any the beginning is read.
 */
export function namesIn(wholeKorean: string, wholeEnglish: string): FoundName[] {
  const [korean, english] = [wholeKorean.slice(0, mostCharacters), wholeEnglish.slice(0, mostCharacters)]
  const found = new Map<string, FoundName>()
  const said = english.match(phrases) ?? []
  if (said.length === 0) return []
  for (const word of new Set(korean.match(/[가-힣]{3,}/g))) {
    const name = organisationIn(word, said) ?? personIn(word, said.join('\n'))
    if (name) found.set(name.korean, name)
  }
  return [...found.values()]
}

/** Every word is looked for beside every name. */
const mostCharacters = 3_000

/** Family name and one to three syllables, the longest that the English has; particles and titles hang on behind. */
function personIn(word: string, english: string): FoundName | null {
  if (!hasFamilyName(word)) return null
  for (let length = Math.min(4, word.length); length >= 3; length--) {
    const korean = word.slice(0, length)
    if (borrowed.test(korean.slice(1))) continue
    const spelled = spelledAsName(korean, english)
    if (spelled) return { korean, kind: 'person', english: spelled, nameOrder: orderOf(korean, spelled) }
  }
  return null
}

/** Syllables that no given name has: 유튜브 is no Ms. You. */
const borrowed = /[브크트프드르즈츠튜뷰큐퓨듀쉬]/

/** Two names with a blank between, each with a capital letter: Obama is no 오바마 with the family name O. */
function spelledAsName(korean: string, english: string): string | null {
  const pattern = namePattern(korean)
  if (!pattern) return null
  for (const match of english.matchAll(new RegExp(pattern.source, 'gi'))) {
    const [text] = match
    const [before, after] = [
      english.slice(0, match.index).slice(-1),
      english.slice(match.index + text.length, match.index + text.length + 2),
    ]
    const isWhole = !/[\p{L}-]/u.test(before) && !/^(?:[\p{L}]|-\p{L})/u.test(after)
    if (isWhole && /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*(?:-?\p{L}\p{Ll}*)?){1,2}$/u.test(givenFirst(text)))
      return text
  }
  return null
}

/** `Wang-young Kim` has its hyphen in front; for looking at the capitals the order does not matter. */
function givenFirst(text: string): string {
  const [first = '', ...rest] = text.split(' ')
  return first.includes('-') ? [...rest, first].join(' ') : text
}

function orderOf(korean: string, spelled: string): 'family-first' | 'given-first' {
  const families = familySpellings(korean).join('|')
  return new RegExp(`^(?:${families})\\b`, 'i').test(spelled) ? 'family-first' : 'given-first'
}

/** What organisations are called by, in both languages. */
const sorts: [korean: string, english: string][] = [
  ['사회적협동조합|협동조합|조합', 'Co-?operative|Co-op|Union|Association|Guild'],
  ['재단', 'Foundation'],
  [
    '협회|연합회|연합|연맹|연대',
    'Association|Federation|Alliance|Society|League|Union|Solidarity|Coalition|Network',
  ],
  ['네트워크', 'Network'],
  ['위원회', 'Committee|Commission|Council|Board'],
  ['센터', 'Cent(?:er|re)'],
  ['대학교|대학', 'University|College'],
  ['초등학교|중학교|고등학교|학교', 'School|Academy'],
  ['은행', 'Bank'],
  ['노조|노동조합', 'Union'],
  ['연구소|연구원', 'Institute|Cent(?:er|re)|Laborator(?:y|ies)|Lab'],
  ['공사|공단', 'Corporation|Agency|Service|Authority'],
  ['의회', 'Council|Assembly'],
  ['병원|의료원', 'Hospital|Clinic|Medical Cent(?:er|re)'],
  ['신문|일보', 'Newspaper|Daily|News|Times|Ilbo|Shinmun|Sinmun'],
  ['방송', 'Broadcasting|TV|Radio'],
  ['출판사|출판', 'Press|Publish(?:ers|ing)|Books'],
  ['도서관', 'Library'],
  ['박물관|미술관', 'Museum|Gallery'],
  ['빵집|베이커리', 'Bakery'],
  ['상인회', 'Merchants|Traders'],
]

const sortsOfKorean = sorts.map(([korean, english]) => ({
  ending: new RegExp(`^([가-힣]{2,12}?)(?:${korean})(?![가-힣]{3})`),
  generic: new RegExp(`^(?:${english})$`),
}))

/** Words with capitals, and the small words between them. */
const phrases = /\p{Lu}[\p{L}\p{N}’'-]*(?: (?:(?:of|for|the|and|&) )*\p{Lu}[\p{L}\p{N}’'-]*)+/gu

/** A name of its own and what sort of thing it is, both of which the English phrase has: 온새이동협동조합, Onsae Mobility Cooperative. */
function organisationIn(word: string, said: string[]): FoundName | null {
  for (const { ending, generic } of sortsOfKorean) {
    const match = ending.exec(word)
    if (!match) continue
    const spelled = said
      .map((phrase) => organisationPhrase(phrase.split(' '), match[1]!, generic))
      .find((phrase) => phrase !== null)
    if (spelled) return { korean: match[0], kind: 'organisation', english: spelled, nameOrder: null }
  }
  return null
}

function organisationPhrase(words: string[], own: string, generic: RegExp): string | null {
  const sort = words.findLastIndex((word) => generic.test(word))
  const name = words.findIndex((word) => soundsLikeBeginning(word, own))
  if (sort < 0 || name < 0 || sort === name) return null
  // An Institute for Social Policy goes on behind what it is.
  const end = /^(?:of|for)$/.test(words[sort + 1] ?? '') ? words.length - 1 : Math.max(sort, name)
  return words.slice(Math.min(sort, name), end + 1).join(' ')
}

/** At least two syllables, and the whole of the English word. */
function soundsLikeBeginning(word: string, own: string): boolean {
  for (let length = Math.min(5, own.length); length >= 2; length--)
    if (new RegExp(`^${soundPattern(own.slice(0, length))}$`, 'i').test(word)) return word.length >= 4
  return false
}
