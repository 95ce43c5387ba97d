import { UncleanText, clean } from '../text/cleaning'
import { isWorthRemembering } from './rules'

/** A pair out of a file. */
export interface ImportedPair {
  sourceText: string
  targetText: string
  importedFrom: string
}

export type LineRule = 'line-columns' | 'line-empty' | 'line-too-long' | 'line-unclean'

/** As many characters as a target holds. */
const longest = 200_000

/** The first line of a file that names its columns. */
export function isHeading(line: string): boolean {
  return /^\ufeff?ko\ten(\tsource)?$/i.test(line)
}

/** `ko`, `en` and perhaps `source`, apart by tabs; or the name of what is wrong with the line. */
export function pairIn(line: string, file: string): ImportedPair | LineRule {
  const columns = line.split('\t')
  if (columns.length !== 2 && columns.length !== 3) return 'line-columns'
  if (columns.some((column) => column.length > longest)) return 'line-too-long'
  try {
    const [sourceText, targetText, source] = columns.map((column) => clean(column).trim())
    const pair = { sourceText: sourceText!, targetText: targetText!, importedFrom: source || file }
    return isWorthRemembering(pair) ? pair : 'line-empty'
  } catch (error) {
    if (error instanceof UncleanText) return 'line-unclean'
    throw error
  }
}
