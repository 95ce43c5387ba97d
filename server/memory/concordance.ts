import { rowsOf, type Db } from '../db/connection'
import { originColumns, originJoins } from './looking'
import { evened, type Language, type Origin, type Recall } from './rules'

/** An entry that holds the words looked for; `mark` when it is offered no more, and why. */
export interface Concordant extends Origin {
  id: string
  sourceText: string
  targetText: string
  mark: 'withdrawn' | 'retracted' | null
  reason: string | null
  closedAt: Date | null
}

export interface Concordance {
  entries: Concordant[]
  /** There are more, older ones. */
  more: boolean
  /** False when not all of the memory was searched. */
  complete: boolean
}

/** As many as are shown, and as many as are looked at for them. */
export const mostShown = 50
const mostLookedAt = 400

/** Without the copy, or for a single syllable, only so many of the newest entries are read through. */
export const mostReadThrough = 10_000

export async function concordance(
  db: Db,
  recall: Recall | null,
  words: string,
  language: Language,
): Promise<Concordance> {
  const sought = evened(words).toLowerCase()
  const { rows, all, complete } = await candidates(db, recall, sought, language)
  const text = (entry: Concordant) => (language === 'ko' ? entry.sourceText : entry.targetText)
  const holding = once(rows).filter((entry) => evened(text(entry)).toLowerCase().includes(sought))
  return { entries: holding.slice(0, mostShown), more: !all || holding.length > mostShown, complete }
}

interface Candidates {
  rows: Concordant[]
  /** Whether these are all that there are. */
  all: boolean
  complete: boolean
}

async function candidates(
  db: Db,
  recall: Recall | null,
  sought: string,
  language: Language,
): Promise<Candidates> {
  const side = language === 'ko' ? 'entry.source_text' : 'entry.target_text'
  if (language === 'ko' && recall && sought.length > 1) {
    const { answer, complete } = await recall.holding(sought, mostLookedAt)
    const rows = await entriesWhere(
      db,
      'entry.source_key in (select source_key from memory_entries where id = any(?::bigint[]))',
      [answer],
    )
    return { rows, all: answer.length < mostLookedAt, complete }
  }
  const query = language === 'en' ? textSearchFor(sought) : null
  if (query === null) {
    const rows = await entriesWhere(db, `${newest(mostReadThrough)} and ${holds(side)}`, [sought])
    return { rows, all: rows.length < mostLookedAt, complete: !(await hasMoreThan(db, mostReadThrough)) }
  }
  // A common word stands in the newest entries often enough; its list in the index would be most of the memory.
  const first = await entriesWhere(db, `${newest(2_000)} and ${holds(side)}`, [sought])
  if (once(first).length > mostShown) return { rows: first, all: false, complete: true }
  const rows = await entriesWhere(
    db,
    `${wordsOfEnglish} @@ ${query.ask}('pg_catalog.simple', ?) and ${holds(side)}`,
    [query.text, sought],
  )
  return { rows, all: rows.length < mostLookedAt, complete: true }
}

/** As the index has it, so that the index is used; of what is endless, the beginning. */
const wordsOfEnglish = `to_tsvector('pg_catalog.simple', left(entry.target_text::text, 100000))`

/** Words from their beginnings on; initials as PostgreSQL reads them; null for what its text search does not see. */
function textSearchFor(sought: string): { ask: string; text: string } | null {
  const words = sought.match(/[\p{L}\p{N}]+/gu) ?? []
  const long = words.filter((word) => word.length > 1)
  if (long.length > 0) return { ask: 'to_tsquery', text: long.map((word) => `${word}:*`).join(' & ') }
  return words.length > 0 ? { ask: 'plainto_tsquery', text: sought } : null
}

function newest(count: number): string {
  return `entry.id in (select id from memory_entries order by id desc limit ${count})`
}

/** Nearly as `evened` has it, so that only what can hold the words is fetched. */
function holds(side: string): string {
  return `position(? in lower(translate(${side}, '“”‘’*_~\`[]\\', '""'''''))) > 0`
}

/** Found first and sorted then: with both at once PostgreSQL likes to walk all entries from the newest on. */
async function entriesWhere(db: Db, condition: string, values: (string | string[])[]): Promise<Concordant[]> {
  return rowsOf<Concordant>(
    db.raw(
      `with hits as materialized (select id from memory_entries entry where ${condition})
       select entry.id, entry.source_text, entry.target_text, closed.mark, closed.reason, closed.closed_at, ${originColumns}
       from (select id from hits order by id desc limit ${mostLookedAt}) hit
       join memory_entries entry on entry.id = hit.id ${originJoins}
       left join lateral (
         select * from closed_versions each where each.translation_version_id = entry.translation_version_id
         order by closed_at desc limit 1) closed on true
       order by entry.id desc`,
      values,
    ),
  )
}

async function hasMoreThan(db: Db, count: number): Promise<boolean> {
  const [row] = await rowsOf<{ more: boolean }>(
    db.raw(`select exists (select from memory_entries order by id desc offset ${count} limit 1) as more`),
  )
  return row!.more
}

/** The same pair approved again and again is shown once, as it stands: open before taken back, then the newest. */
function once(rows: Concordant[]): Concordant[] {
  const seen = new Map<string, Concordant>()
  for (const row of rows) {
    const said = `${row.sourceText}\n${row.targetText}`
    const before = seen.get(said)
    if (!before || (before.mark !== null && row.mark === null)) seen.set(said, row)
  }
  return [...seen.values()]
}
