import { isEditor, type Person } from '../people/rules'

/** A Korean post that readers had where it comes from, and that nobody has approved or changed here. */
export interface WaitingPost {
  entryId: string
  publicId: string
  /** Of the article it became. */
  slug: string
  /** Inline Markdown. */
  title: string
  /** Where readers had it, or ''. */
  address: string
  publishedAt: Date | null
}

/** An editor's word for all that wait, carried out behind the page. */
export interface TakeoverJob {
  id: string
  askedBy: string
  askedByName: string
  askedAt: Date
  /** How many waited when it was asked for. */
  total: number
  finishedAt: Date | null
  /** Why it ended before its end: a rule, as in refusals.json, or `stopped`. */
  fault: string | null
}

export type Obstacle =
  | 'not-an-editor'
  | 'takeover-nothing-chosen'
  | 'takeover-not-confirmed'
  | 'takeover-nothing-waits'
  | 'takeover-under-way'

/** To take posts over is to approve them. */
export function obstacleToTakingOver(person: Person): 'not-an-editor' | null {
  return isEditor(person) ? null : 'not-an-editor'
}

export function obstacleToChosen(person: Person, chosen: string[]): Obstacle | null {
  return obstacleToTakingOver(person) ?? (chosen.length === 0 ? 'takeover-nothing-chosen' : null)
}

interface AllFacts {
  person: Person
  waiting: number
  /** Whether the person has said that all of them may come before readers. */
  confirmed: boolean
  isUnderWay: boolean
}

export function obstacleToAll({ person, waiting, confirmed, isUnderWay }: AllFacts): Obstacle | null {
  const obstacle = obstacleToTakingOver(person)
  if (obstacle) return obstacle
  if (isUnderWay) return 'takeover-under-way'
  if (waiting === 0) return 'takeover-nothing-waits'
  return confirmed ? null : 'takeover-not-confirmed'
}
