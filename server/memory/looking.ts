import { breather } from '../breath'
import { rowsOf, type Db } from '../db/connection'
import { withNumbersOf } from './numbers'
import {
  inOrder,
  isInContext,
  keyOf,
  mostMatches,
  rateFrom,
  type Found,
  type Match,
  type Origin,
  type Recall,
  type Wanted,
} from './rules'

/** Wordings that are fetched and measured for one segment; the best one has never been seen behind the eighth. */
const mostLikely = 16

/** When all of those belong to versions that were taken back, so many more are looked at, once. */
const mostLikelyAgain = 400

export async function found(db: Db, recall: Recall | null, wanted: Wanted[]): Promise<Found[]> {
  const texts = wanted.map(({ text }) => text)
  const likely = await recall?.likely(texts, mostLikely)
  if (!likely) return look(db, wanted, null)
  const first = await look(db, wanted, likely.answer, likely.complete)
  const again = first.flatMap(({ matches }, index) =>
    matches.length === 0 && likely.answer[index]!.length === mostLikely ? [index] : [],
  )
  if (again.length === 0) return first
  const more = await recall!.likely(
    again.map((index) => texts[index]!),
    mostLikelyAgain,
  )
  const second = await look(
    db,
    again.map((index) => wanted[index]!),
    more.answer,
    more.complete,
  )
  return first.map((one, index) => (again.includes(index) ? second[again.indexOf(index)]! : one))
}

/** All in one question to PostgreSQL: each one more costs a look-up more than the rows it saves. */
async function look(db: Db, wanted: Wanted[], likely: string[][] | null, complete = false): Promise<Found[]> {
  const keys = wanted.map(({ text }) => keyOf(text))
  const { entries, keyOfLikely } = await openEntries(db, keys, likely?.flat() ?? [])
  const breathe = breather()
  const all: Found[] = []
  for (const [index, one] of wanted.entries()) {
    const alike = (likely?.[index] ?? []).flatMap((id) => keyOfLikely.get(id) ?? [])
    const rated = ratedFor(one.text, keys[index]!, alike, entries)
    all.push({ matches: matchesOf(one, rated, entries), complete })
    await breathe()
  }
  return all
}

/** Of an entry `each`: its version is offered. */
const isOpen = `not exists (
  select from closed_versions closed where closed.translation_version_id = each.translation_version_id)`

/** Rates of wordings by their keys. */
type Rated = Map<string, number>

function ratedFor(text: string, key: string, alike: string[], entries: Map<string, Entry[]>): Rated {
  const rate = rateFrom(text)
  const rated = alike.flatMap((other): [string, number][] => {
    const percent = rate(entries.get(other)![0]!.sourceText)
    return percent === null ? [] : [[other, percent]]
  })
  const best = rated.sort(([, one], [, other]) => other - one).slice(0, mostMatches)
  return new Map([[key, 100], ...best])
}

type Entry = Origin & {
  id: string
  sourceKey: string
  sourceText: string
  targetText: string
  previousKey: string | null
  nextKey: string | null
}

export const originColumns = `article.slug as article_slug, version.title as article_title, version.number as version,
  approver.name as approved_by_name, entry.imported_from, entry.created_at as at`
export const originJoins = `
  left join translation_versions version on version.id = entry.translation_version_id
  left join articles article on article.id = entry.article_id
  left join people approver on approver.id = entry.approved_by`

/**
 * By their keys, entries of versions that are offered: those with one of the keys, and those that say in Korean what one with
 * one of the ids says. Entries that say the same twice are one; the newest stands for them.
 */
async function openEntries(
  db: Db,
  keys: string[],
  likely: string[],
): Promise<{ entries: Map<string, Entry[]>; keyOfLikely: Map<string, string> }> {
  const rows = await rowsOf<Entry & { likely: string[] }>(
    db
      .raw(
        `select asked.likely, entry.id, entry.source_key, entry.source_text, entry.target_text, entry.previous_key,
           entry.next_key, ${originColumns}
         from (
           select source_key, array_remove(array_agg(id), null) as likely from (
             select id, source_key from memory_entries where id = any(:likely::bigint[])
             union all select null, unnest(:keys::text[])
           ) each group by source_key
         ) asked
         cross join lateral (
           select distinct on (target_text, previous_key, next_key) *
           from memory_entries each where each.source_key = asked.source_key and ${isOpen}
           order by target_text, previous_key, next_key, id desc
         ) entry ${originJoins}`,
        { keys, likely: [...new Set(likely)] },
      )
      .options({ name: 'memory-entries' }),
  )
  const entries = new Map<string, Entry[]>()
  const keyOfLikely = new Map<string, string>()
  for (const row of rows) {
    const same = entries.get(row.sourceKey)
    if (same) same.push(row)
    else entries.set(row.sourceKey, [row])
    for (const id of row.likely) keyOfLikely.set(id, row.sourceKey)
  }
  return { entries, keyOfLikely }
}

function matchesOf(wanted: Wanted, rated: Rated, entries: Map<string, Entry[]>): Match[] {
  const ranked = [...rated].flatMap(([key, rate]) =>
    (entries.get(key) ?? []).map((entry) => ({
      entry,
      entryId: entry.id,
      rate,
      inContext: rate === 100 && isInContext(wanted, entry),
    })),
  )
  const seen = new Set<string>()
  return inOrder(ranked)
    .filter(({ entry }) => {
      const said = `${entry.sourceKey} ${entry.targetText}`
      return !seen.has(said) && seen.add(said)
    })
    .slice(0, mostMatches)
    .map(({ entry, rate, inContext }) => matchFrom(entry, rate, inContext, wanted.text))
}

function matchFrom(entry: Entry, rate: number, inContext: boolean, here: string): Match {
  const remembered = { ko: entry.sourceText, en: entry.targetText }
  const { articleSlug, articleTitle, version, approvedByName, importedFrom, at } = entry
  return {
    ...{ entryId: entry.id, rate, inContext, ko: entry.sourceText },
    ...(rate === 100 ? { en: entry.targetText, numbersReplaced: [] } : withNumbersOf(here, remembered)),
    origin: { articleSlug, articleTitle, version, approvedByName, importedFrom, at },
  }
}
