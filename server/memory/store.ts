import type { Db } from '../db/connection'
import { isWorthRemembering, keyOf, type MemoryEntry, type NewMemoryEntry } from './rules'

/** Called in the transaction of the approval. */
export async function remember(trx: Db, entries: NewMemoryEntry[]): Promise<void> {
  const rows = entries
    .filter(isWorthRemembering)
    .map((entry) => ({ ...entry, sourceKey: keyOf(entry.sourceText) }))
  if (rows.length > 0) await trx.batchInsert('memoryEntries', rows, 500)
}

/** The pairs of a version whose approval was withdrawn, or that was retracted, are offered no more. */
export async function forget(trx: Db, translationVersionId: string): Promise<void> {
  await trx('memoryEntries')
    .where({ translationVersionId })
    .whereNull('withdrawnAt')
    .update({ withdrawnAt: trx.fn.now() })
}

/** For each text that has one, the entry approved last that says the same. */
export async function exactMatches(db: Db, texts: string[]): Promise<Map<string, MemoryEntry>> {
  const keys = new Map(texts.map((text) => [text, keyOf(text)]))
  const entries = await db<MemoryEntry & { sourceKey: string }>('memoryEntries')
    .distinctOn('sourceKey')
    .whereRaw('source_key = any(?)', [[...new Set(keys.values())]])
    .whereNull('withdrawnAt')
    .orderBy([{ column: 'sourceKey' }, { column: 'id', order: 'desc' }])
    .select(
      'id',
      'sourceKey',
      'sourceText',
      'targetText',
      'articleId',
      'segmentId',
      'translationVersionId',
      'approvedBy',
      'createdAt',
    )

  const byKey = new Map(entries.map(({ sourceKey, ...entry }) => [sourceKey, entry]))
  return new Map([...keys].flatMap(([text, key]) => (byKey.has(key) ? [[text, byKey.get(key)!]] : [])))
}
