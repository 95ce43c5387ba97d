import type { NumberedBlock } from '../text/blocks'
import { literally } from '../text/patterns'
import { plain } from '../text/rendering'

/** What somebody looks for, ready for the index (`published.words_in`) and for the eye. */
export interface Sought {
  /** A tsquery of pairs of syllables, as they stand in the index; '' where nothing is asked in Hangul. */
  hangul: string
  /** Everything else, for PostgreSQL to stem. */
  others: string
  /** What is marked where it is found: Korean words without their particles, English words by their stems. */
  marks: string[]
}

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

/** A word of one syllable is found at the beginning of every pair. */
function pairsOf(word: string): string[] {
  if (word.length === 1) return [`'${word}':*`]
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

/** The paragraph that has the most of what was looked for, cut around the first of it; null where none has any. */
export function passageIn(content: NumberedBlock[], marks: string[]): Passage | null {
  if (marks.length === 0) return null
  let best: { text: string; kinds: number } | null = null
  for (const { kind, text } of content) {
    if (kind === 'title' || text === '') continue
    const kinds = new Set([...text.matchAll(patternOf(marks))].map(([found]) => found.toLowerCase())).size
    if (kinds > (best?.kinds ?? 0)) best = { text, kinds }
  }
  return best && passageAround(plain(best.text).replace(/\s+/g, ' '), marks)
}

function passageAround(text: string, marks: string[]): Passage | null {
  const first = text.search(patternOf(marks))
  if (first < 0) return null
  const begin = first < longestPassage / 2 ? 0 : startOfWord(text, first - longestPassage / 3)
  const end = endOfWord(text, begin + longestPassage)
  const shown = text.slice(begin, end)
  return { parts: partsOf(`${begin > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`, marks) }
}

/** A text in turns of what is marked and what is not. */
export function partsOf(text: string, marks: string[]): Passage['parts'] {
  const parts: Passage['parts'] = []
  let last = 0
  for (const { 0: found, index } of marks.length === 0 ? [] : text.matchAll(patternOf(marks))) {
    if (index > last) parts.push({ text: text.slice(last, index), isMark: false })
    parts.push({ text: found, isMark: true })
    last = index + found.length
  }
  if (last < text.length) parts.push({ text: text.slice(last), isMark: false })
  return parts
}

/** Korean stands anywhere in a word; other words are marked from their beginning to their end. */
function patternOf(marks: string[]): RegExp {
  const each = [...marks]
    .sort((one, other) => other.length - one.length)
    .map((mark) => (/[가-힣]/.test(mark) ? mark : `(?<![\\p{L}\\p{N}])${literally(mark)}[\\p{L}\\p{N}]*`))
  return new RegExp(each.join('|'), 'giu')
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
