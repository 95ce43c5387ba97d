import { isEditor, type Person } from '../people/rules'
import type { SourceVersion } from '../sources/rules'
import type { TranslationVersion } from '../submissions/rules'
import type { Kind } from '../text/blocks'

/** An editor's yes to exactly one translation version. No row, no yes. */
export interface Approval {
  id: string
  translationVersionId: string
  approvedBy: string
  approvedByName: string
  approvedAt: Date
  /** Only where an editor approved their own words: why nobody else did. */
  ownWorkReason: string | null
  /** Given for English that had been published before it came here, in an archive. */
  importedAsPublished: boolean
}

/** A version sent back, with reasons. It stays sent back: the answer to it is a new version. */
export interface Return {
  id: string
  translationVersionId: string
  returnedBy: string
  returnedByName: string
  returnedAt: Date
  reasons: string
}

/** A paragraph somebody had submitted in their words, and that says something else now by another's hand. */
export interface WordChange {
  personId: string
  /** Of the paragraph. */
  number: number
  kind: Kind
  korean: string
  /** The translation version it stood in as they wrote it, and what it said there. */
  submittedIn: number
  theirs: string
  now: string
  by: string
}

/** What is known about one version when an editor decides on it. */
export interface Facts {
  person: Person
  version: Pick<TranslationVersion, 'number' | 'sourceNumber'>
  /** Whose words the version holds. */
  authors: Pick<Person, 'id'>[]
  latest: Pick<TranslationVersion, 'number'>
  latestSource: Pick<SourceVersion, 'number'>
  approval: Approval | null
  returned: Return | null
  /** Whether readers see it now. */
  isPublic: boolean
  /** Whether the house lets an editor approve their own words, with a reason. */
  ownWorkAllowed: boolean
}

export type Obstacle =
  'already-approved' | 'not-an-editor' | 'own-work' | 'returned' | 'source-moved-on' | 'superseded'

/** The first thing that stands between this version and its approval, or null when the way is clear. */
export function obstacleToApproval(facts: Facts): Obstacle | null {
  const { person, version, latest, latestSource, approval, returned, ownWorkAllowed } = facts
  if (!isEditor(person)) return 'not-an-editor'
  if (returned) return 'returned'
  if (approval) return 'already-approved'
  if (version.number < latest.number) return 'superseded'
  if (version.sourceNumber < latestSource.number) return 'source-moved-on'
  if (isOwnWork(facts) && !ownWorkAllowed) return 'own-work'
  return null
}

export function isOwnWork({ person, authors }: Facts): boolean {
  return authors.some((author) => author.id === person.id)
}

export function obstacleToOwnWorkReason(
  facts: Facts,
  reason: string,
): 'own-work-reason' | 'reasons-too-long' | null {
  if (!isOwnWork(facts)) return null
  if (reason.trim() === '') return 'own-work-reason'
  return reason.length > longestReasons ? 'reasons-too-long' : null
}

export type ReturnObstacle = 'not-an-editor' | 'returned' | 'still-public' | 'superseded'

/** An approved version may be sent back as long as readers do not see it: that takes the yes back. */
export function obstacleToReturn(facts: Facts): ReturnObstacle | null {
  const { person, version, latest, approval, returned, isPublic } = facts
  if (!isEditor(person)) return 'not-an-editor'
  if (returned) return 'returned'
  if (isPublic) return 'still-public'
  if (!approval && version.number < latest.number) return 'superseded'
  return null
}

export const longestReasons = 10_000

export function obstacleToReasons(reasons: string): 'reasons-missing' | 'reasons-too-long' | null {
  if (reasons.trim() === '') return 'reasons-missing'
  return reasons.length > longestReasons ? 'reasons-too-long' : null
}
