import { isIP } from 'node:net'
import { isEditor, type Person } from '../people/rules'
import type { Language } from '../publications/rules'
import { isTranslated, type NumberedBlock } from '../text/blocks'
import { plain } from '../text/rendering'

/** What sort of thing a reader says is wrong. */
export const reportKinds = ['translation', 'fact', 'name', 'language', 'other'] as const
export type ReportKind = (typeof reportKinds)[number]

/** Nobody translated the Korean. */
export function kindsIn(language: Language): ReportKind[] {
  return reportKinds.filter((kind) => language === 'en' || kind !== 'translation')
}

/** What a reader says of one paragraph. */
export interface Report {
  kind: ReportKind
  /** Of the paragraph, without marks; '' for all of it. */
  sentence: string
  text: string
}

/** Where it is said. */
export interface ReportPlace {
  language: Language
  slug: string
  number: number
}

export const longestReport = 2_000
export const longestSentence = 1_000

export type ReportObstacle = 'report-trap' | 'report-empty' | 'report-too-long'

/** `trap` is a field that no person sees; what fills it in is no person. */
export function obstacleToReport(text: string, trap: string): ReportObstacle | null {
  if (trap !== '') return 'report-trap'
  if (!/[^\s\p{Cf}]/u.test(text)) return 'report-empty'
  return [...text].length > longestReport ? 'report-too-long' : null
}

export function obstacleToClearing(person: Person): 'not-an-editor' | null {
  return isEditor(person) ? null : 'not-an-editor'
}

/** Paragraphs of a public article that have words. */
export function placesIn(content: NumberedBlock[]): NumberedBlock[] {
  return content.filter(({ kind, text }) => isTranslated(kind) && text.trim() !== '')
}

/** A paragraph as readers see it, of a table its rows. */
export function wordsOf({ kind, text }: Pick<NumberedBlock, 'kind' | 'text'>): string {
  if (kind !== 'table') return plain(text)
  const rows = text.split('\n').filter((row) => /[^\s|:-]/.test(row))
  return rows.map((row) => plain(cellsOf(row.trim()).join(' · ')).trim()).join('\n')
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

/** A longer paragraph is pointed at as a whole: what cuts sentences copies all of it for each. */
const longestParagraph = 10_000

/**
 * The sentences of a paragraph as readers see it, of a table its rows; none where it is but one, or longer than anybody would
 * look through.
 */
export function sentencesOf(block: Pick<NumberedBlock, 'kind' | 'text'>, language: Language): string[] {
  const words = wordsOf(block)
  if (words.length > longestParagraph) return []
  const whole = block.kind === 'table' ? words.split('\n') : sentencesIn(oneLine(words), language)
  const pieces = whole
    .map((piece) => piece.trim())
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece) && piece.length <= longestSentence)
  return pieces.length > 1 ? [...new Set(pieces)] : []
}

function sentencesIn(text: string, language: Language): string[] {
  return Array.from(segmenters[language].segment(text), ({ segment }) => segment)
}

const segmenters: Record<Language, Intl.Segmenter> = {
  ko: new Intl.Segmenter('ko', { granularity: 'sentence' }),
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
}

/** Words that were picked out of a paragraph, or '' where they do not stand in it: nobody writes on our pages for us. */
export function quotedFrom(block: Pick<NumberedBlock, 'kind' | 'text'>, words: string): string {
  const quoted = oneLine(words)
  const isThere = quoted.length <= longestSentence && oneLine(wordsOf(block)).includes(quoted)
  return isThere ? quoted : ''
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Where a report comes from, as PostgreSQL understands it; it is counted and not kept. */
export function addressOf(ip: string | undefined): string {
  const address = (ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIP(address) ? address : '0.0.0.0'
}
