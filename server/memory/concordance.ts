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
export const mostReadThrough = 20_000

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
  if (language === 'ko' && recall && sought.length > 1) {
    const { answer, complete } = await recall.holding(sought, mostLookedAt)
    const rows = await entriesWhere(
      db,
      'entry.source_key in (select source_key from memory_entries where id = any(?::bigint[]))',
      [answer],
    )
    return { rows, all: answer.length < mostLookedAt, complete }
  }
  const wordsOfIt = language === 'en' ? (sought.match(/[\p{L}\p{N}]+/gu) ?? []) : []
  if (wordsOfIt.length > 0) {
    const long = wordsOfIt.filter((word) => word.length > 1)
    const query = (long.length > 0 ? long : wordsOfIt).map((word) => `${word}:*`).join(' & ')
    const rows = await entriesWhere(
      db,
      "to_tsvector('pg_catalog.simple', entry.target_text::text) @@ to_tsquery('pg_catalog.simple', ?)",
      [query],
    )
    return { rows, all: rows.length < mostLookedAt, complete: true }
  }
  const newest = `entry.id in (select id from memory_entries order by id desc limit ${mostReadThrough})
    and position(? in lower(translate(${language === 'ko' ? 'entry.source_text' : 'entry.target_text'}, '*_~\`[]\\', ''))) > 0`
  const rows = await entriesWhere(db, newest, [sought])
  return { rows, all: rows.length < mostLookedAt, complete: !(await hasMoreThan(db, mostReadThrough)) }
}

async function entriesWhere(db: Db, condition: string, values: (string | string[])[]): Promise<Concordant[]> {
  return rowsOf<Concordant>(
    db.raw(
      `select entry.id, entry.source_text, entry.target_text, closed.mark, closed.reason, closed.closed_at, ${originColumns}
       from memory_entries entry ${originJoins}
       left join lateral (
         select * from closed_versions each where each.translation_version_id = entry.translation_version_id
         order by closed_at desc limit 1) closed on true
       where ${condition}
       order by entry.id desc limit ${mostLookedAt}`,
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
