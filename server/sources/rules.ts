import { isEditor, type Person } from '../people/rules'
import type { Attributes, Block, Kind } from '../text/blocks'

/** The Korean of an article, frozen and numbered. */
export interface SourceVersion {
  id: string
  articleId: string
  number: number
  /** What kind of change made it; null for the first. */
  significance: Significance | null
  note: string
  createdBy: string
  createdAt: Date
  title: string
}

export const significances = ['typo', 'update', 'correction'] as const
export type Significance = (typeof significances)[number]

/** The wording of a segment in one source version. */
export interface SourceSegment {
  id: string
  segmentId: string
  /** Stable in the article, whatever is moved around it. */
  number: number
  position: number
  kind: Kind
  text: string
  attributes: Attributes
  fingerprint: string
}

/** An editor's yes to exactly one source version. */
export interface SourceApproval {
  id: string
  sourceVersionId: string
  approvedBy: string
  approvedByName: string
  approvedAt: Date
}

export type BlocksObstacle = 'title-missing' | 'text-missing' | 'photograph-missing'

/** What an article cannot be kept without: a title, words, and every photograph its text speaks of. */
export function obstacleToBlocks(blocks: Block[]): BlocksObstacle | null {
  if (!blocks.some(({ kind, text }) => kind === 'title' && text.trim() !== '')) return 'title-missing'
  if (!blocks.some(({ kind, text }) => !isHead(kind) && text.trim() !== '')) return 'text-missing'
  if (blocks.some(isUnillustrated)) return 'photograph-missing'
  return null
}

/** What stands above the body. */
export function isHead(kind: Kind): kind is 'title' | 'summary' | 'byline' {
  return kind === 'title' || kind === 'summary' || kind === 'byline'
}

function isUnillustrated({ kind, attributes }: Block): boolean {
  return kind === 'figure' && !attributes.media
}

export type AdditionObstacle = BlocksObstacle | 'not-an-editor' | 'identities-astray'

export function obstacleToAddition(
  person: Person,
  blocks: Block[],
  identities: (string | null)[],
): AdditionObstacle | null {
  if (!isEditor(person)) return 'not-an-editor'
  const known = identities.filter((identity) => identity !== null)
  if (identities.length !== blocks.length || new Set(known).size !== known.length) return 'identities-astray'
  return obstacleToBlocks(blocks)
}

export type ApprovalObstacle = 'not-an-editor' | 'source-already-approved' | 'source-moved-on'

export interface ApprovalFacts {
  person: Person
  version: SourceVersion
  latest: SourceVersion
  approval: SourceApproval | null
}

export function obstacleToSourceApproval(facts: ApprovalFacts): ApprovalObstacle | null {
  const { person, version, latest, approval } = facts
  if (!isEditor(person)) return 'not-an-editor'
  if (approval) return 'source-already-approved'
  return version.number === latest.number ? null : 'source-moved-on'
}
