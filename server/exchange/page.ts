import { plain } from '../text/rendering'
import {
  counted,
  isDraft,
  noCounts,
  waitings,
  type ArchiveImport,
  type Counts,
  type Outcome,
  type Warning,
} from './rules'

/** One import and what became of every entry. */
export interface ImportPage {
  id: string
  files: string
  moreFiles: number
  askedBy: string
  askedAt: Date
  isRunning: boolean
  done: number
  /** Null while the files are still being read. */
  total: number | null
  fault: { rule: string; detail: Record<string, string | number> } | null
  isStopped: boolean
  mended: { file: string; kind: string; count: number }[]
  counts: Counts
  rows: OutcomeRow[]
  page: { number: number; hasPrevious: boolean; hasNext: boolean }
}

export interface OutcomeRow {
  number: number
  title: string
  kind: string
  isDraft: boolean
  fate: string
  /** The sentence that says why, or null. */
  reason: string | null
  slug: string | null
  waits: boolean
  warnings: Warning[]
  fetched: number
  linked: string[]
}

export const outcomesAPage = 100

/** `counts` are of all entries, `outcomes` the ones of this page. */
export function importPage(
  asked: ArchiveImport,
  counts: Counts,
  outcomes: Outcome[],
  number: number,
): ImportPage {
  const { publicId, files, fileCount, askedByName, askedAt, finishedAt, done, total, mended } = asked
  const first = (number - 1) * outcomesAPage
  return {
    id: publicId,
    ...{ files: files.join(', '), moreFiles: fileCount - files.length },
    ...{ askedBy: askedByName, askedAt, isRunning: finishedAt === null, done, total, mended, counts },
    fault:
      asked.fault === null || asked.fault === 'stopped'
        ? null
        : { rule: asked.fault, detail: asked.faultDetail },
    isStopped: asked.fault === 'stopped',
    rows: outcomes.map((outcome, index) => rowOf(outcome, first + index + 1)),
    page: { number, hasPrevious: number > 1, hasNext: first + outcomesAPage < done },
  }
}

export function countsOf(outcomes: Outcome[]): Counts {
  const counts = noCounts()
  for (const outcome of outcomes) counted(counts, outcome)
  return counts
}

function rowOf({ entry, fate, slug, warnings, fetched, linked }: Outcome, number: number): OutcomeRow {
  const reason = 'reason' in fate ? fate.reason : null
  return {
    number,
    title: plain(entry.title) || entry.externalId,
    kind: entry.kindSaid,
    isDraft: isDraft(entry),
    fate: fate.fate,
    reason: reason && sentenceFor(reason),
    slug,
    waits: reason === 'waits-english',
    warnings,
    fetched: fetched.length,
    linked,
  }
}

/** Reasons of the archive's own have their words there; a text that no article can be made of is refused as any other. */
function sentenceFor(reason: string): string {
  const isOurs =
    (waitings as readonly string[]).includes(reason) ||
    reason.startsWith('no-article-') ||
    reason === 'trashed'
  return isOurs ? `archive:reasons.${reason}` : `refusals:${reason}`
}
