import { setImmediate as breath } from 'node:timers/promises'
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
const mostLikely = 24

/** When all of those belong to versions that were taken back, so many more are looked at, once. */
const mostLikelyAgain = 400

/** Milliseconds of measuring after which other requests have their turn. */
const turn = 8

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

/** Wordings measured first; then what the best of them were rendered as, together with whatever is the same. */
async function look(db: Db, wanted: Wanted[], likely: string[][] | null, complete = false): Promise<Found[]> {
  const wordings = await wordingsOf(db, likely ?? [])
  const breathe = breather()
  const rated: Rated[] = []
  for (const [index, { text }] of wanted.entries()) {
    rated.push(ratedFor(text, likely?.[index] ?? [], wordings))
    await breathe()
  }
  const entries = await openEntriesWith(db, [...new Set(rated.flatMap((rates) => [...rates.keys()]))])

  const all: Found[] = []
  for (const [index, one] of wanted.entries()) {
    all.push({ matches: matchesOf(one, rated[index]!, entries), complete })
    await breathe()
  }
  return all
}

function breather(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < turn) return
    await breath()
    begun = performance.now()
  }
}

/** Of an entry `each`: its version is offered. */
const isOpen = `not exists (
  select from closed_versions closed where closed.translation_version_id = each.translation_version_id)`

interface Wording {
  sourceKey: string
  sourceText: string
}

/** Those that no version which is offered has are left out, or they would crowd out others. */
async function wordingsOf(db: Db, likely: string[][]): Promise<Map<string, Wording>> {
  const ids = [...new Set(likely.flat())]
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<Wording & { id: string }>(
    db
      .raw(
        `select id, source_key, source_text from memory_entries entry where id = any(?::bigint[]) and exists (
           select from memory_entries each where each.source_key = entry.source_key and ${isOpen})`,
        [ids],
      )
      .options({ name: 'memory-wordings' }),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Rates of wordings by their keys. */
type Rated = Map<string, number>

function ratedFor(text: string, ids: string[], wordings: Map<string, Wording>): Rated {
  const rate = rateFrom(text)
  const rated = ids.flatMap((id): [string, number][] => {
    const wording = wordings.get(id)
    const percent = wording ? rate(wording.sourceText) : null
    return percent === null ? [] : [[wording!.sourceKey, percent]]
  })
  const best = rated.sort(([, one], [, other]) => other - one).slice(0, mostMatches)
  return new Map([[keyOf(text), 100], ...best])
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

/** Entries that say the same twice are one; the newest stands for them. */
async function openEntriesWith(db: Db, keys: string[]): Promise<Map<string, Entry[]>> {
  if (keys.length === 0) return new Map()
  const rows = await rowsOf<Entry>(
    db
      .raw(
        `select entry.id, entry.source_key, entry.source_text, entry.target_text, entry.previous_key, entry.next_key, ${originColumns}
         from (
           select distinct on (source_key, target_text, previous_key, next_key) *
           from memory_entries each where source_key = any(?) and ${isOpen}
           order by source_key, target_text, previous_key, next_key, id desc
         ) entry ${originJoins}`,
        [keys],
      )
      .options({ name: 'memory-entries' }),
  )
  const byKey = new Map<string, Entry[]>()
  for (const row of rows) byKey.set(row.sourceKey, [...(byKey.get(row.sourceKey) ?? []), row])
  return byKey
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
