import type { Db } from '../db/connection'
import type { Pair } from '../targets/rules'

/** The Korean that targets were written against where it reads otherwise today, by the id of that source segment. */
export async function olderWordings(db: Db, pairs: Pair[]): Promise<Map<string, string>> {
  const ids = pairs
    .filter(({ source, target }) => target.sourceSegmentId !== source.id)
    .map(({ target }) => target.sourceSegmentId)
  if (ids.length === 0) return new Map()
  const rows = await db('sourceSegments')
    .whereIn('id', ids)
    .select<{ id: string; text: string }[]>('id', 'text')
  return new Map(rows.map(({ id, text }) => [id, text]))
}

/** The names of everyone who works here, by id. */
export async function names(db: Db): Promise<Map<string, string>> {
  const rows = await db('people').select<{ id: string; name: string }[]>('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}
