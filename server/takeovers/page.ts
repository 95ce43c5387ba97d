import type { Person } from '../people/rules'
import { plain } from '../text/rendering'
import { obstacleToTakingOver, type TakeoverJob, type WaitingPost } from './rules'

/** Posts that readers had elsewhere and that wait for an editor's yes here. */
export interface TakeoverPage {
  rows: { publicId: string; slug: string; title: string; address: string; publishedAt: Date | null }[]
  total: number
  /** Why this person may only look. */
  obstacle: string | null
  /** Why what was just asked for was not done. */
  refused: string | null
  /** How many were just published. */
  taken: number | null
  underWay: { by: string; at: Date; done: number; total: number } | null
  /** Why the last job ended before its end, while any wait. */
  fault: string | null
  wasStopped: boolean
  /** What the last job of all did, while nothing waits. */
  finished: { number: number; at: Date } | null
  page: { number: number; hasPrevious: boolean; hasNext: boolean }
}

export const postsAPage = 50

export interface TakeoverFacts {
  person: Person
  /** Of this page of the list. */
  posts: WaitingPost[]
  total: number
  job: TakeoverJob | null
  number: number
  refused?: string | null
  taken?: number | null
}

export function takeoverPage(facts: TakeoverFacts): TakeoverPage {
  const { person, posts, total, job, number, refused = null, taken = null } = facts
  const isUnderWay = job !== null && job.finishedAt === null
  const fault = total > 0 && job?.finishedAt ? job.fault : null
  return {
    rows: posts.map(({ publicId, slug, title, address, publishedAt }) => ({
      ...{ publicId, slug, title: plain(title), address, publishedAt },
    })),
    ...{ total, refused, taken },
    obstacle: obstacleToTakingOver(person),
    underWay: isUnderWay ? { by: job.askedByName, at: job.askedAt, ...progressOf(job, total) } : null,
    fault: fault === 'stopped' ? null : fault,
    wasStopped: fault === 'stopped',
    finished: total === 0 && job?.finishedAt && !job.fault ? { number: job.total, at: job.finishedAt } : null,
    page: { number, hasPrevious: number > 1, hasNext: number * postsAPage < total },
  }
}

/** What came in meanwhile waits as well, so it is never more than was asked for. */
export function progressOf(job: TakeoverJob, waiting: number): { done: number; total: number } {
  return { done: Math.max(0, job.total - waiting), total: job.total }
}
