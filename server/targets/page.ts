import { difference, merge, type Change } from '../text/differences'
import type { SaveOutcome } from './rules'

interface Place {
  slug: string
  number: number
}

interface Mine {
  text: string
}

/**
 * What the script on the review screen learns from a save. After a conflict `text` is theirs; `base` is what both
 * started from, `mine` what was sent, and `merged` is there when both edits can stand together.
 */
export interface OutcomeJson {
  outcome: SaveOutcome['outcome']
  revision: string
  text: string
  base: string | null
  mine: string | null
  confirmed: boolean
  /** Percent of the machine's words that stand, where somebody has to say first that they were read. */
  unread: number | null
  savedAt: string | null
  by: string | null
  merged: string | null
  /** Theirs and mine against the base, word by word; null where both began from nothing. */
  theirParts: Change[] | null
  myParts: Change[] | null
}

export function outcomeJson(outcome: SaveOutcome, mine: Mine): OutcomeJson {
  return {
    outcome: outcome.outcome,
    revision: outcome.revision,
    text: outcome.text,
    base: outcome.baseText,
    mine: outcome.outcome === 'conflict' ? mine.text : null,
    confirmed: outcome.confirmed,
    unread: outcome.unread ?? null,
    savedAt: outcome.savedAt ? new Date(outcome.savedAt).toISOString() : null,
    by: outcome.savedByName,
    merged: mergedWith(outcome, mine),
    ...partsOf(outcome, mine),
  }
}

/** The same conflict as a page of its own, for a screen without script. */
export interface ConflictPage {
  title: string
  slug: string
  number: number
  base: string | null
  theirs: string
  by: string | null
  mine: string
  theirParts: Change[] | null
  myParts: Change[] | null
  merged: string | null
  revision: string
}

export function conflictPage({ slug, number }: Place, outcome: SaveOutcome, mine: Mine): ConflictPage {
  return {
    title: String(number),
    slug,
    number,
    base: outcome.baseText || null,
    theirs: outcome.text,
    by: outcome.savedByName,
    mine: mine.text,
    merged: mergedWith(outcome, mine),
    ...partsOf(outcome, mine),
    revision: outcome.revision,
  }
}

function partsOf(
  { outcome, baseText, text }: SaveOutcome,
  mine: Mine,
): Pick<OutcomeJson, 'theirParts' | 'myParts'> {
  if (outcome !== 'conflict' || !baseText) return { theirParts: null, myParts: null }
  return { theirParts: difference(baseText, text), myParts: difference(baseText, mine.text) }
}

function mergedWith({ outcome, baseText, text }: SaveOutcome, mine: Mine): string | null {
  if (outcome !== 'conflict') return null
  const merged = merge(baseText ?? '', text, mine.text)
  return merged.clean ? merged.text : null
}
