import { createHash } from 'node:crypto'
import type { Budget, Engine, EngineFault, Neighbours, Term, Translation } from '../engines/rules'
import type { Recall } from '../memory/rules'
import { mayTranslate, type Person } from '../people/rules'
import { hasWords, isTranslatable, needsNone, type Pair } from '../targets/rules'
import { fromCodes, type Code } from '../text/codes'

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

/** What English is made with, beside the memory in PostgreSQL. */
export interface Means {
  /** The engine that drafts, null when none is set up; the others are asked pair by pair. */
  engine: Engine | null
  others: readonly Engine[]
  /** The copy of the memory that finds what is alike. */
  recall: Recall | null
  budget: Budget
  /** Agreed renderings of terms and names that hold in an article. */
  terms: (articleId: string) => Promise<Term[]>
}

/** How far a draft is; counts of segments, save the last. */
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
  /** Characters that were sent, as the engine counted them or, where it does not say, as we do. */
  cost: number
}

/** Percent from which a match is a draft. Below it is worth a look, in the dock, and no more. */
export const leastDraftedRate = 75

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

/** Of a neighbour an engine is told so many characters, those nearest to the text. */
const nearest = 600

/** For each segment that has words, the Korean before and after it. */
export function neighboursIn(pairs: Pair[]): Map<string, Neighbours> {
  const told = pairs.filter(isTranslatable).map(({ source }) => source)
  return new Map(
    told.map(({ segmentId }, index) => [
      segmentId,
      {
        before: (told[index - 1]?.text ?? '').slice(-nearest),
        after: (told[index + 1]?.text ?? '').slice(0, nearest),
      },
    ]),
  )
}

/** All that an engine is told of one text. */
export interface Question {
  text: string
  context: string
  neighbours: Neighbours
  terms: Term[]
}

/** The same question has the same name, and is not paid for twice. What an engine does not hear makes no difference. */
export function nameOfQuestion(
  { id, manner, can }: Engine,
  { text, context, neighbours, terms }: Question,
): string {
  const heard = [
    ...[id, manner, text],
    can.context ? [context, neighbours.before, neighbours.after] : [],
    can.terms === 'none' ? [] : terms.filter(({ ko }) => text.includes(ko)).map(({ ko, en }) => [ko, en]),
  ]
  return createHash('sha256').update(JSON.stringify(heard)).digest('hex')
}

/** All engines that are set up, the one that drafts first. */
export function enginesIn({ engine, others }: Pick<Means, 'engine' | 'others'>): Engine[] {
  return engine ? [engine, ...others] : []
}

/** What is asked of an engine about one pair of an article, and under which name it is remembered. */
export function questionOf(
  engine: Engine,
  pairs: Pair[],
  segmentId: string,
  terms: Term[],
): Question & { name: string } {
  const text = pairs.find(({ source }) => source.segmentId === segmentId)?.source.text ?? ''
  const neighbours = neighboursIn(pairs).get(segmentId) ?? { before: '', after: '' }
  const question = { text, context: contextOf(pairs), neighbours, terms }
  return { ...question, name: nameOfQuestion(engine, question) }
}

/** An engine's answer as Markdown, and whether its marks came back as they were. */
export function withMarkup(
  { text: answer, codesLost }: Pick<Translation, 'text' | 'codesLost'>,
  codes: Code[],
): { text: string; markupLost: boolean } {
  const { text, lost } = fromCodes(answer, codes)
  return { text, markupLost: lost || (codesLost && codes.length > 0) }
}

/** Milliseconds to wait before a request is tried again after a fault that time may mend. */
export const pauses: readonly number[] = [2_000, 8_000]

/** Nobody's job waits longer than this for an engine that asks for patience; then a person tries again. */
const longestWait = 60_000

/**
 * Milliseconds until the next try, or null when there is none: the fault will not pass, or may have been charged, or the
 * pauses are used up, or the engine asks for more patience than a job has.
 */
export function waitAfter(fault: EngineFaultFacts, pause: number | null): number | null {
  if (!fault.laterHelps || fault.mayBeBilled || pause === null) return null
  const wait = Math.max(pause, fault.retryAfter ?? 0)
  return wait > longestWait ? null : wait
}

type EngineFaultFacts = Pick<EngineFault, 'laterHelps' | 'mayBeBilled' | 'retryAfter'>
