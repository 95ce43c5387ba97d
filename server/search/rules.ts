import type { NumberedBlock } from '../text/blocks'
import { literally } from '../text/patterns'
import { plain } from '../text/rendering'

/** What somebody looks for, ready for the index (`published.words_in`) and for the eye. */
export interface Sought {
  /** A tsquery of pairs of syllables, or of one alone, as they stand in the index; '' where nothing is asked in Hangul. */
  hangul: string
  /** Everything else, for PostgreSQL to stem. */
  others: string
  /** What is marked where it is found: Korean words without their particles, English words by their stems. */
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
  const words =
    query
      .slice(0, longestQuery)
      .match(/[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}])(?:(?![가-힣])[\p{L}\p{N}'’.-])*/gu) ?? []
  const hangul = words.filter((word) => /^[가-힣]/.test(word)).map(withoutParticles)
  const others = words.filter((word) => !/^[가-힣]/.test(word))
  return {
    hangul: [...new Set(hangul.flatMap(pairsOf))].join(' & '),
    others: others.join(' '),
    marks: [...new Set([...hangul, ...others.map(stemOf)])],
  }
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

/** Korean stands anywhere in a word; other words are marked from their beginning to their end. */
export function markedBy(marks: string[]): Marked {
  if (marks.length === 0) return null
  const each = [...marks]
    .sort((one, other) => other.length - one.length)
    .map((mark) => (/[가-힣]/.test(mark) ? mark : `(?<![\\p{L}\\p{N}])${literally(mark)}[\\p{L}\\p{N}]*`))
  return new RegExp(each.join('|'), 'giu')
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
