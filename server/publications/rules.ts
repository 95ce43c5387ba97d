import { isEditor, type Person } from '../people/rules'

export const languages = ['ko', 'en'] as const
export type Language = (typeof languages)[number]

/** An approved version put before readers, and whether and why it was taken back. */
export interface Publication {
  id: string
  articleId: string
  language: Language
  /** Of the version that was published: the Korean's own number, or the translation's. */
  number: number
  sourceNumber: number
  title: string
  publishedByName: string
  publishedAt: Date
  retractedAt: Date | null
  retractedByName: string | null
  retractionReason: string | null
}

/** A version to be published later. */
export interface Schedule {
  id: string
  publicId: string
  articleId: string
  language: Language
  number: number
  publishAt: Date
  scheduledByName: string
  scheduledAt: Date
  calledOffAt: Date | null
  calledOffByName: string | null
  publicationId: string | null
  /** Why the day came and nothing was published: a rule, as in refusals.json. */
  refused: string | null
}

export interface Facts {
  person: Person
  number: number
  isApproved: boolean
  isReturned: boolean
  /** The newest publication in this language, standing or retracted. */
  standing: Publication | null
  /** The schedule in this language that is still to come. */
  open: Schedule | null
}

export type Obstacle = 'already-published' | 'not-an-editor' | 'not-approved' | 'returned'

/** An earlier approved version has no obstacle: publishing it again is how one goes back to it. */
export function obstacleToPublication({
  person,
  number,
  isApproved,
  isReturned,
  standing,
}: Facts): Obstacle | null {
  if (!isEditor(person)) return 'not-an-editor'
  if (isReturned) return 'returned'
  if (!isApproved) return 'not-approved'
  if (isPublic(standing) && standing.number === number) return 'already-published'
  return null
}

export type ScheduleObstacle = Obstacle | 'already-scheduled' | 'time-past' | 'time-too-far'

export function obstacleToSchedule(facts: Facts): ScheduleObstacle | null {
  return obstacleToPublication(facts) ?? (facts.open ? 'already-scheduled' : null)
}

/** Nobody plans ten years ahead; somebody mistypes a year. */
const furthest = 10 * 366 * 24 * 3600 * 1000

export function obstacleToTime(publishAt: Date, now: Date): 'time-past' | 'time-too-far' | null {
  if (publishAt <= now) return 'time-past'
  return publishAt.getTime() - now.getTime() > furthest ? 'time-too-far' : null
}

export function isOpenSchedule({ calledOffAt, publicationId, refused }: Schedule): boolean {
  return calledOffAt === null && publicationId === null && refused === null
}

export function obstacleToCallingOff(
  person: Person,
  schedule: Schedule,
): 'not-an-editor' | 'schedule-closed' | null {
  if (!isEditor(person)) return 'not-an-editor'
  return isOpenSchedule(schedule) ? null : 'schedule-closed'
}

export function isPublic(publication: Publication | null): publication is Publication {
  return publication !== null && publication.retractedAt === null
}

export type RetractionObstacle = 'already-retracted' | 'not-an-editor' | 'not-published'

export function obstacleToRetraction(
  person: Person,
  standing: Publication | null,
): RetractionObstacle | null {
  if (!isEditor(person)) return 'not-an-editor'
  if (!standing) return 'not-published'
  return isPublic(standing) ? null : 'already-retracted'
}

export const longestReason = 2_000

export function obstacleToReason(reason: string): 'reason-too-long' | 'reasons-missing' | null {
  if (reason.trim() === '') return 'reasons-missing'
  return reason.length > longestReason ? 'reason-too-long' : null
}
