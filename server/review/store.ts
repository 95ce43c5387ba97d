import { rowsOf, type Db } from '../db/connection'
import type { SourceVersion } from '../sources/rules'
import type { Pair } from '../targets/rules'
import type { Parting } from './rules'

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

/** The paragraphs that the newest Korean parted or joined, with the English of those that went. */
export async function partingsOf(db: Db, version: SourceVersion): Promise<Parting[]> {
  return rowsOf<Parting>(
    db
      .raw(
        `select link.kind, old.number as from, now.number as into, coalesce(target.text, '') as english, before.text as korean,
         coalesce(before.position < heir.position, false) as precedes
       from source_links link
       join segments old on old.id = link.old_segment_id
       join segments now on now.id = link.new_segment_id
       left join source_versions earlier on earlier.article_id = link.article_id and earlier.number = ?
       left join source_segments before on before.source_version_id = earlier.id and before.segment_id = link.old_segment_id
       left join source_segments heir on heir.source_version_id = earlier.id and heir.segment_id = link.new_segment_id
       left join targets target on target.segment_id = link.old_segment_id
       where link.source_version_id = ? and link.kind in ('split', 'merged') order by link.id`,
        [version.number - 1, version.id],
      )
      .options({ name: 'partings' }),
  )
}
