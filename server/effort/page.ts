import type { EngineFace } from '../engines/rules'
import type { Person } from '../people/rules'
import { groups, maySee, periods, summaryOf, type Measured, type Period, type Summary } from './rules'

/** What drafts were worth, in figures and plain bars. */
export interface EffortPage {
  period: Period
  periods: readonly Period[]
  /** Upper ends, in percent, of the groups that `spread` counts. */
  groups: readonly number[]
  all: Summary
  engines: Line[]
  weeks: Line[]
  articles: Line[]
  people: Line[]
  /** Whether others' figures are left out of `people`. */
  onlyOwn: boolean
}

export interface Line extends Summary {
  /** An engine's name or `memory`, the first day of a week, a title, a name. */
  label: string
  /** Of an article. */
  slug: string | null
}

/** As many articles as somebody reads on a page; the file has all of them. */
const mostArticles = 40

export function effortPage(
  rows: Measured[],
  period: Period,
  person: Person,
  engines: readonly EngineFace[],
  dayIn: (at: Date) => string,
): EffortPage {
  const nameOf = (id: string) => engines.find((one) => one.id === id)?.label ?? id
  const seen = rows.filter((row) => maySee(person, row))
  const titles = new Map(rows.map(({ slug, title }) => [slug, title]))
  const names = new Map(seen.map(({ personId, personName }) => [personId, personName]))
  const ofArticles = linesBy(rows, ({ slug }) => slug).map((line) => ({
    ...line,
    ...{ label: titles.get(line.label)!, slug: line.label },
  }))
  return {
    ...{ period, periods, groups },
    all: summaryOf(rows),
    engines: byPairs(linesBy(rows, ({ source }) => nameOf(source))),
    weeks: linesBy(rows, ({ confirmedAt }) => mondayOf(dayIn(confirmedAt))).sort((one, other) =>
      one.label < other.label ? -1 : 1,
    ),
    articles: ofArticles.slice(0, mostArticles),
    people: byPairs(linesBy(seen, ({ personId }) => personId)).map((line) => ({
      ...line,
      label: names.get(line.label)!,
    })),
    onlyOwn: seen.length < rows.length,
  }
}

/** In the order in which they come up. */
function linesBy(rows: Measured[], nameOf: (row: Measured) => string): Line[] {
  const grouped = new Map<string, Measured[]>()
  for (const row of rows) {
    const own = grouped.get(nameOf(row))
    if (own) own.push(row)
    else grouped.set(nameOf(row), [row])
  }
  return [...grouped].map(([label, own]) => ({ label, slug: null, ...summaryOf(own) }))
}

function byPairs(lines: Line[]): Line[] {
  return lines.sort((one, other) => other.pairs - one.pairs)
}

/** The day a week begins on, of a day written 2026-11-27. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

const columns = [
  ...['article', 'title', 'paragraph', 'source', 'match_rate', 'person', 'drafted_at', 'confirmed_at'],
  ...['draft_characters', 'final_characters', 'edits', 'changed_percent', 'unchanged_percent', 'seconds'],
  'billed_characters',
]

/** The pairs this person may see, a line each. With the mark that tells spreadsheets of UTF-8, or they garble the Korean. */
export function effortFile(rows: Measured[], person: Person): string {
  const lines = rows
    .filter((row) => maySee(person, row))
    .map((row) => [
      ...[row.slug, row.title, row.number, row.source, row.matchRate, row.personName],
      ...[row.draftedAt.toISOString(), row.confirmedAt.toISOString()],
      ...[row.draft.length, row.english.length, row.edits, row.changed, row.unchanged, row.seconds],
      row.billedCharacters,
    ])
  return `\ufeff${[columns, ...lines].map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet takes what begins with one of these signs for a formula; a quotation mark in front makes it words. */
function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const words = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}
