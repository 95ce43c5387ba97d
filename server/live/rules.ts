import type { Take } from '../takes/rules'
import { numbersIn } from '../takes/rules'
import { stateOf, type Origin, type Pair, type PairState } from '../targets/rules'

/** Who did it, as others see it. */
export interface Someone {
  publicId: string
  name: string
}

/** A pair as it stands now, for the browsers that have the article open. */
export interface PairEvent {
  number: number
  revision: string
  text: string
  state: PairState
  origin: Origin | null
  /** Whose words, or whose confirmation, these are; null for a draft. */
  by: Someone | null
  at: string | null
}

/** Number, revision and state of a pair: what a browser compares with its own to know what it has missed. */
export type Standing = [number: number, revision: string, state: PairState]

/** Number of a pair, and how many comments on it there are, and are open. */
export type TalkEvent = [number: number, all: number, open: number]

/** Somebody with the article open, and the pair they are in, if any. */
export interface HereEvent extends Someone {
  number: number | null
}

export interface TakeEvent extends Someone {
  first: number
  last: number
  /** Of the pairs that lie in it today. */
  numbers: number[]
}

export function pairEvent(pair: Pair, people: Map<string, Someone>): PairEvent {
  const { source, target } = pair
  const state = stateOf(pair)
  const [by, at] = deedOf(pair)
  return {
    number: source.number,
    revision: target.revision,
    text: target.text,
    state,
    origin: target.text.trim() === '' ? null : target.origin,
    by: (by && people.get(by)) || null,
    at: at?.toISOString() ?? null,
  }
}

function deedOf(pair: Pair): [string | null, Date | null] {
  const { origin, savedBy, savedAt, confirmedBy, confirmedAt } = pair.target
  if (stateOf(pair) === 'confirmed') return [confirmedBy, confirmedAt]
  return origin === 'machine' || origin === 'memory' ? [null, savedAt] : [savedBy, savedAt]
}

/** Ids of everybody whose words or confirmation stand here. */
export function peopleIn(pairs: Pair[]): string[] {
  const ids = pairs.flatMap(({ target }) => [target.savedBy, target.confirmedBy])
  return [...new Set(ids.filter((id) => id !== null))]
}

export function standingOf(pair: Pair): Standing {
  return [pair.source.number, pair.target.revision, stateOf(pair)]
}

export function takeEvent(
  { personPublicId, name, first, last }: Take,
  segments: Pair['source'][],
): TakeEvent {
  return { publicId: personPublicId, name, first, last, numbers: numbersIn({ first, last }, segments) }
}

/** Windows a person may have open at once at one process; a browser by itself comes to six. */
export const mostStreams = 20
