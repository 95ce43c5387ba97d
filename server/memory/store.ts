import { rowsOf, type Db } from '../db/connection'
import { concordance, type Concordance } from './concordance'
import type { ImportedPair } from './importing'
import { found } from './looking'
import {
  isWorthRemembering,
  keyOf,
  type Found,
  type MemoryEntry,
  type NewMemoryEntry,
  type Recall,
  type Search,
  type Wanted,
} from './rules'

/** Called in the transaction of the approval. */
export async function remember(trx: Db, entries: NewMemoryEntry[]): Promise<void> {
  const rows = entries
    .filter(isWorthRemembering)
    .map((entry) => ({ ...entry, sourceKey: keyOf(entry.sourceText) }))
  if (rows.length > 0) await trx.batchInsert('memoryEntries', rows, 500)
}

/** For each text that has one, the entry approved last that says the same. */
export async function exactMatches(db: Db, texts: string[]): Promise<Map<string, MemoryEntry>> {
  const keys = new Map(texts.map((text) => [text, keyOf(text)]))
  const entries = await rowsOf<MemoryEntry & { sourceKey: string }>(
    db.raw(
      `select distinct on (source_key) id, source_key, source_text, target_text, article_id, segment_id,
         translation_version_id, approved_by, created_at
       from memory_entries entry
       where source_key = any(?) and not exists (
         select from closed_versions closed where closed.translation_version_id = entry.translation_version_id)
       order by source_key, id desc`,
      [[...new Set(keys.values())]],
    ),
  )
  const byKey = new Map(entries.map(({ sourceKey, ...entry }) => [sourceKey, entry]))
  return new Map([...keys].flatMap(([text, key]) => (byKey.has(key) ? [[text, byKey.get(key)!]] : [])))
}

/**
 * What the memory has for each of these segments, in one go for all open pairs of an article. What is the same comes from
 * PostgreSQL itself and is never behind; what is alike comes by way of the copy, when there is one.
 */
export async function matchesFor(db: Db, recall: Recall | null, wanted: Wanted[]): Promise<Found[]> {
  return found(db, recall, wanted)
}

/** Keeps pairs that are not there yet, and says how many those were. */
export async function insertImported(trx: Db, pairs: ImportedPair[]): Promise<number> {
  const columns = [[], [], [], []] as [string[], string[], string[], string[]]
  const given = new Set<string>()
  for (const { sourceText, targetText, importedFrom } of pairs) {
    const key = keyOf(sourceText)
    if (given.has(`${key} ${targetText}`)) continue
    given.add(`${key} ${targetText}`)
    for (const [index, value] of [key, sourceText, targetText, importedFrom].entries())
      columns[index]!.push(value)
  }
  const { rowCount } = (await trx.raw(
    `insert into memory_entries (source_key, source_text, target_text, imported_from)
     select source_key, source_text, target_text, imported_from
     from unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
       given (source_key, source_text, target_text, imported_from, nth)
     where not exists (
       select from memory_entries known where known.source_key = given.source_key and known.target_text = given.target_text
         and not exists (select from closed_versions closed where closed.translation_version_id = known.translation_version_id))
     order by nth`,
    columns,
  )) as { rowCount: number }
  return rowCount
}

/** Entries that hold these words on one side, the newest first, those included that are offered no more. */
export async function concordanceOf(
  db: Db,
  recall: Recall | null,
  { words, language }: Search,
): Promise<Concordance> {
  return concordance(db, recall, words, language)
}
