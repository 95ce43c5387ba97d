import type { NumberedBlock } from '../text/blocks'
import { literally } from '../text/patterns'
import { plain } from '../text/rendering'

/** What somebody looks for, ready for the index (`published.words_in`) and for the eye. */
export interface Sought {
  /** A tsquery of what stands in the index as it is: pairs of syllables, or one alone, and either stem of a word that has two. */
  indexed: string
  /** Everything else, for PostgreSQL to stem. */
  others: string
  /** What is marked where it is found: Korean words without their particles, English words by their stems, a number with its unit. */
  marks: string[]
}

export const resultsLength = 10

/** Of more articles than this it is only said that there are more, and pages go no further. */
export const mostCounted = 1000
export const lastPage = mostCounted / resultsLength

/** So many characters are looked for at most. */
export const longestQuery = 200

/** Particles that are taken off the end of a word that is looked for; what is left is found with any particle. */
const particle =
  /(?<=[가-힣]{2})(?:은|는|이|가|을|를|의|에|에서|에게|께서|로|으로|와|과|도|만|까지|부터|처럼|보다|이나|이라는|라는|들|들은|들이|들을|들의)$/

export function soughtIn(query: string): Sought {
  const words = wordsIn(query.slice(0, longestQuery))
  const hangul = words.filter(({ isHangul }) => isHangul).map(({ word }) => word)
  const others = words.filter(({ isHangul }) => !isHangul).map(({ word }) => word)
  const stems = others.flatMap((word) => twoStems.get(word.toLowerCase()) ?? [])
  return {
    indexed: [...new Set([...hangul.flatMap(pairsOf), ...stems])].join(' & '),
    others: others.filter((word) => !twoStems.has(word.toLowerCase())).join(' '),
    marks: [...new Set(marksOf(words))],
  }
}

/** Of words of one syllable PostgreSQL does not see that the plural is the same word, and gives it another stem. */
const twoStems = new Map(
  Object.entries({
    'bus buses': "('bus' | 'buse')",
    'gas gases': "('gas' | 'gase')",
    'lens lenses': "('len' | 'lens')",
    'plus pluses': "('plus' | 'pluse')",
  }).flatMap(([forms, stems]) => forms.split(' ').map((form): [string, string] => [form, stems])),
)

/** What English says no with: stop words as "not" is, of which PostgreSQL keeps the "won" of "won't". */
const denial = /n['’]t$/i

interface Word {
  word: string
  isHangul: boolean
  /** It is written onto the number before it: 126만. */
  isUnit: boolean
}

function wordsIn(text: string): Word[] {
  const found = text.matchAll(/[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}])(?:(?![가-힣])[\p{L}\p{N}'’.-])*/gu)
  return [...found].flatMap(({ 0: word, index }) => {
    const isHangul = /^[가-힣]/.test(word)
    if (!isHangul && denial.test(word)) return []
    const isUnit = isHangul && /\p{N}$/u.test(text.slice(0, index))
    return [{ word: isHangul ? withoutParticles(word) : word, isHangul, isUnit }]
  })
}

function marksOf(words: Word[]): string[] {
  return words.flatMap(({ word, isHangul }, at) => {
    const next = words[at + 1]
    if (next?.isUnit) return [word + next.word]
    return words[at]!.isUnit ? [] : [isHangul ? word : stemOf(word)]
  })
}

/** Two may be glued together: 조합에서는. */
function withoutParticles(word: string): string {
  return word.replace(particle, '').replace(particle, '')
}

function pairsOf(word: string): string[] {
  if (word.length === 1) return [`'${word}'`]
  return Array.from({ length: word.length - 1 }, (_, at) => `'${word.slice(at, at + 2)}'`)
}

/** Short enough that "cooperatives" is marked where "cooperative" is looked for; the index knows better what is found. */
function stemOf(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s?$/, '')
  return lower.length > 4 ? lower.replace(/(?:ies|ing|ed|es|s|e|y)$/, '') : lower
}

export interface Passage {
  parts: { text: string; isMark: boolean }[]
}

const longestPassage = 160

/** What finds the marks in a text; null where there are none. */
export type Marked = RegExp | null

/** Korean stands anywhere in a word, behind its number where it has one; other words are marked from their beginning to their end. */
export function markedBy(marks: string[]): Marked {
  if (marks.length === 0) return null
  const each = [...marks].sort((one, other) => other.length - one.length).map(patternOf)
  return new RegExp(each.join('|'), 'giu')
}

function patternOf(mark: string): string {
  const [, number, unit] = /^([^가-힣]+)([가-힣]+)$/.exec(mark) ?? []
  if (number) return `(?<!\\p{N})${literally(number)}\\s?${unit}`
  if (/[가-힣]/.test(mark)) return mark
  return `(?<![\\p{L}\\p{N}])${literally(mark)}[\\p{L}\\p{N}]*`
}

/** The paragraph that has the most of what was looked for, cut around the first of it; null where none has any. */
export function passageIn(content: NumberedBlock[], marked: Marked): Passage | null {
  if (!marked) return null
  let best: { text: string; kinds: number } | null = null
  for (const { kind, text } of content) {
    if (kind === 'title' || text === '') continue
    const kinds = new Set(text.match(marked)?.map((found) => found.toLowerCase())).size
    if (kinds > (best?.kinds ?? 0)) best = { text, kinds }
  }
  return best && passageAround(plain(best.text).replace(/\s+/g, ' '), marked)
}

function passageAround(text: string, marked: RegExp): Passage | null {
  const first = text.search(marked)
  if (first < 0) return null
  const begin = first < longestPassage / 2 ? 0 : startOfWord(text, first - longestPassage / 3)
  const end = endOfWord(text, begin + longestPassage)
  const shown = text.slice(begin, end)
  return { parts: partsOf(`${begin > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`, marked) }
}

/** A text in turns of what is marked and what is not. */
export function partsOf(text: string, marked: Marked): Passage['parts'] {
  const parts: Passage['parts'] = []
  let last = 0
  for (const { 0: found, index } of marked ? text.matchAll(marked) : []) {
    if (index > last) parts.push({ text: text.slice(last, index), isMark: false })
    parts.push({ text: found, isMark: true })
    last = index + found.length
  }
  if (last < text.length) parts.push({ text: text.slice(last), isMark: false })
  return parts
}

function startOfWord(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at)
  return at - space < 20 ? space + 1 : Math.round(at)
}

function endOfWord(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return at - space < 20 ? space : at
}
