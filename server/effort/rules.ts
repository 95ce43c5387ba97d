import { isAdmin, isEditor, type Person } from '../people/rules'
import { distanceFrom } from '../text/distance'
import { shareUnchanged } from '../text/unmodified'

/** A pair that began as a draft of the memory or of an engine, and that a person has confirmed since. */
export interface Reworked {
  slug: string
  title: string
  number: number
  /** Whose words it began as: the id of an engine, or `memory`. */
  source: string
  matchRate: number | null
  draft: string
  english: string
  personId: string
  personName: string
  draftedAt: Date
  confirmedAt: Date
  /** That the person who confirmed was at work on it; null when nothing is known of it. */
  seconds: number | null
  billedCharacters: number | null
}

/** What it took to make it right. */
export interface Effort {
  /** Characters that were added, taken out or replaced. */
  edits: number
  /** Characters of the longer of the two texts. */
  length: number
  /** Percent: the edits to the length. 0 when the draft was confirmed as it was. */
  changed: number
  /** Percent of the words that were left as they were and in their order. */
  unchanged: number
}

/** Beyond this many characters an edit distance says nothing that the share of words does not say. */
const longestMeasured = 20_000

export function effortOf({ draft, english }: Pick<Reworked, 'draft' | 'english'>): Effort {
  const length = Math.max(draft.length, english.length)
  const unchanged = Math.round(100 * (draft === english ? 1 : shareUnchanged(draft, english)))
  const edits =
    length > longestMeasured
      ? Math.round((length * (100 - unchanged)) / 100)
      : distanceFrom(draft)(english, length)
  return { edits, length, changed: percentOf(edits, length), unchanged }
}

/** Never 0 for something, nor 100 for less than all. */
function percentOf(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0
  return part === whole ? 100 : Math.min(99, Math.max(1, Math.round((100 * part) / whole)))
}

export type Measured = Reworked & Effort

/** Percent of changed characters up to which a pair belongs to each group; the first is "as it was". */
export const groups = [0, 10, 25, 50, 100] as const

export interface Summary {
  pairs: number
  /** Percent of the pairs that were confirmed as they were drafted. */
  asItWas: number
  /** Percent of all characters that were changed. */
  changed: number
  /** Percent of the words left, over all characters. */
  unchanged: number
  /** The median of what is known, or null. */
  seconds: number | null
  /** How many pairs are in each of `groups`. */
  spread: number[]
}

export function summaryOf(rows: Measured[]): Summary {
  const length = sum(rows.map((row) => row.length))
  const edits = sum(rows.map((row) => row.edits))
  const left = sum(rows.map((row) => row.unchanged * row.length))
  return {
    pairs: rows.length,
    asItWas: percentOf(rows.filter(({ changed }) => changed === 0).length, rows.length),
    changed: percentOf(edits, length),
    unchanged: length === 0 ? 0 : Math.round(left / length),
    seconds: median(rows.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]))),
    spread: groups.map(
      (most, index) =>
        rows.filter(({ changed }) => changed <= most && changed > (groups[index - 1] ?? -1)).length,
    ),
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2)
}

/** Everybody sees what drafts were worth; how somebody else works is the business of those who answer for the work. */
export function maySee(person: Person, { personId }: Pick<Reworked, 'personId'>): boolean {
  return isEditor(person) || isAdmin(person) || personId === person.id
}

/** Days back that one can look. */
export const periods = [30, 90, 365] as const
export type Period = (typeof periods)[number]

export function periodFrom(asked: unknown): Period {
  return periods.find((period) => String(period) === asked) ?? 90
}
