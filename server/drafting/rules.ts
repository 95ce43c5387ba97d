import { mayTranslate, type Person } from '../people/rules'
import { hasWords, isTranslatable, type Pair } from '../targets/rules'

/** One filling of what is open in an article: from memory first, then by the engine. */
export interface Draft {
  id: string
  publicId: string
  articleId: string
  sourceVersionId: string
  askedBy: string
  askedAt: Date
  engine: string | null
  finishedAt: Date | null
  /** Why it ended early: the kind of an engine's fault, or `stopped` by a person. */
  fault: string | null
}

/** One segment of a draft. */
export interface Piece {
  segmentId: string
  sourceSegmentId: string
  sourceText: string
  sentAt: Date | null
  answeredAt: Date | null
}

/** How far a draft is; all counts of segments. */
export interface Progress {
  total: number
  done: number
  fromMemory: number
  fromMachine: number
  markupLost: number
  /** The engine would not take them. */
  refused: number
  /** Sent and never answered: the engine may have charged them, so they are not sent again by themselves. */
  lost: number
}

export type Obstacle = 'not-a-translator' | 'nothing-to-draft' | 'already-drafting'

export function obstacleToDraft(person: Person, pairs: Pair[], unfinished: Draft | null): Obstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (unfinished) return 'already-drafting'
  return pairs.some(isDraftable) ? null : 'nothing-to-draft'
}

/** A draft fills what is empty. Words that stand, whoever wrote them, are not its to touch. */
export function isDraftable(pair: Pair): boolean {
  return isTranslatable(pair) && !hasWords(pair)
}

/** What is neither answered nor on its way. */
export function isUnsent(piece: Piece): boolean {
  return !piece.sentAt && !piece.answeredAt
}

/** Korean that tells an engine what the article is about; it is neither translated nor charged. */
export function contextOf(pairs: Pair[]): string {
  return pairs
    .filter(({ source }) => ['title', 'summary', 'heading'].includes(source.kind))
    .map(({ source }) => source.text)
    .join('\n')
}

/** Milliseconds to wait before a request is tried again after a fault that time may mend. */
export const pauses = [2_000, 8_000]
