import { mayTranslate, type Person } from '../people/rules'
import { isTranslatable, type Pair } from '../targets/rules'

/** English of one pair that an engine was asked for, or had written in a draft; for the Korean as it reads now. */
export interface Alternative {
  /** Null for the words of a draft. */
  id: string | null
  engine: string
  /** What the engine was asked, by name; null for drafts from before questions were kept. */
  question: string | null
  /** How many answers to the same question there were with it. */
  nth: number
  text: string | null
  markupLost: boolean
  /** A kind of `engines.json`, when nothing came of it. */
  fault: string | null
  answeredAt: Date | null
}

/** An alternative that was asked for, as the job finds it. */
export interface Asked {
  id: string
  articleId: string
  segmentId: string
  sourceSegmentId: string
  sourceVersionId: string
  sourceText: string
  engine: string
  question: string
  nth: number
  sentAt: Date | null
  answeredAt: Date | null
}

/** Whoever has read so many wordings of an engine writes the next one. */
export const mostAnswers = 5

export interface Wish {
  person: Person
  pair: Pair
  /** Whether the engine is set up, and has not been asked often enough. */
  isSetUp: boolean
  /** Which answer to the question it would be. */
  nth: number
  /** Characters of Korean that the house may still send this month; null without a budget. */
  left: number | null
}

export type Obstacle =
  'not-a-translator' | 'nothing-to-translate' | 'engine-not-set-up' | 'alternatives-enough' | 'budget-spent'

export function obstacleToAlternative({ person, pair, isSetUp, nth, left }: Wish): Obstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (!isTranslatable(pair)) return 'nothing-to-translate'
  if (!isSetUp) return 'engine-not-set-up'
  if (nth > mostAnswers) return 'alternatives-enough'
  return left !== null && [...pair.source.text].length > left ? 'budget-spent' : null
}

/** Answers to a question that are had already, those of drafts counted. */
export function answersTo(question: string, all: Alternative[]): Alternative[] {
  return all.filter((one) => one.question === question && one.text !== null)
}

/**
 * Which answer is asked for next, or null when there is nothing to pay for: an engine that says the same every time has
 * said it, or somebody who saw fewer answers (`seen`) than there are has more to read already.
 */
export function nextAnswer(had: number, hasVariety: boolean, seen: number): number | null {
  if (had > 0 && !hasVariety) return null
  return seen < had ? null : had + 1
}
