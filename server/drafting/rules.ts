import { mayTranslate, type Person } from '../people/rules'
import { hasWords, isTranslatable, needsNone, type Pair } from '../targets/rules'

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
  /** Words stand there by now: somebody wrote them after the draft was asked for. */
  written: boolean
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

/** `underWay` is a draft that is still being made, or whose last request is still out after it was stopped. */
export function obstacleToDraft(person: Person, pairs: Pair[], underWay: Draft | null): Obstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (underWay) return 'already-drafting'
  return pairs.some(isDraftable) ? null : 'nothing-to-draft'
}

/** A draft fills what is empty. Words that stand, whoever wrote them, are not its to touch. */
export function isDraftable(pair: Pair): boolean {
  return isTranslatable(pair) && !hasWords(pair) && !needsNone(pair)
}

/** What is neither answered nor on its way, and what nobody has written meanwhile. */
export function isWaiting(piece: Piece): boolean {
  return !piece.sentAt && !piece.answeredAt && !piece.written
}

/** Characters of Korean that a draft would send, as engines count them. Memory may spare some. */
export function charactersOf(pairs: Pair[]): number {
  return pairs.filter(isDraftable).reduce((sum, { source }) => sum + [...source.text].length, 0)
}

/** Korean that tells an engine what the article is about; it is neither translated nor charged. */
export function contextOf(pairs: Pair[]): string {
  return pairs
    .filter(({ source }) => ['title', 'summary', 'heading'].includes(source.kind))
    .map(({ source }) => source.text)
    .join('\n')
}

/** Milliseconds to wait before a request is tried again after a fault that time may mend. */
export const pauses: readonly number[] = [2_000, 8_000]
