import { hasWords, isOutdated, type Pair } from '../targets/rules'

/** A paragraph of the Korean that was cut off from another, or joined to another, by the newest version. */
export interface Parting {
  kind: 'split' | 'merged'
  /** The paragraph it was cut off from; of a merge the one that went. By numbers. */
  from: number
  /** The new paragraph; of a merge the one that took it in. */
  into: number
  /** The English of `from`, and its Korean in the version before. */
  english: string
  korean: string | null
  /** Whether the one that went stood before the one that took it in. */
  precedes: boolean
}

/** Where English may be parted as its Korean was: from a pair with words into one that still has none. */
export function splitsFrom(pair: Pair, pairs: Pair[], partings: Parting[]): number[] {
  if (!hasWords(pair)) return []
  return partings
    .filter(({ kind, from }) => kind === 'split' && from === pair.source.number)
    .map(({ into }) => into)
    .filter((into) => pairs.some((other) => other.source.number === into && !hasWords(other)))
}

/** English of paragraphs that went into this one, as long as its own was not looked at since. */
export function joinsInto(pair: Pair, partings: Parting[]): Parting[] {
  if (hasWords(pair) && !isOutdated(pair)) return []
  return partings.filter(
    ({ kind, into, english }) => kind === 'merged' && into === pair.source.number && english.trim() !== '',
  )
}

/** Where a text may be parted without a cursor: behind each of its sentences, as a number of characters. */
export function sentenceEnds(text: string): number[] {
  return [...text.matchAll(/[.!?…]["”’)\]*_]*\s+(?=\S)/g)].map((found) => found.index + found[0].length)
}
