import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Event, Revision } from './rules'

/** What was done to an article, the newest first. */
export async function eventsOf(db: Db, article: Article, limit = 200): Promise<Event[]> {
  return rowsOf<Event>(
    db.raw(
      `select event.id, event.at, event.action, person.name as by, other.name as "to", event.detail
       from events event
       left join people person on person.id = event.person_id
       left join people other
         on other.id = case event.action when 'assigned' then (event.detail ->> 'to')::bigint end
       where event.article_id = ?
       order by event.id desc limit ?`,
      [article.id, limit],
    ),
  )
}

/** A paragraph of an article, whether or not it stands in the newest Korean. Throws NotFound when there never was one. */
export async function segmentByNumber(db: Db, article: Article, number: number): Promise<{ id: string }> {
  const segment = await db<{ id: string; articleId: string; number: number }>('segments')
    .where({ articleId: article.id, number })
    .first('id')
  if (!segment) throw new NotFound()
  return segment
}

/** Every wording a target ever had, and the losing texts of its conflicts, the newest first. */
export async function revisionsOf(db: Db, segment: { id: string }): Promise<Revision[]> {
  const rows = await rowsOf<RevisionRow>(
    db.raw(
      `select kept.save_id, kept.outcome, kept.revision, kept.base_revision, kept.text, kept.origin,
         kept.saved_at as at, saver.name as by,
         korean.text as korean, korean.fingerprint, source.number as source_number,
         case when kept.origin = 'machine' then (
           select draft.engine from draft_segments piece join drafts draft on draft.id = piece.draft_id
           where piece.segment_id = kept.segment_id and piece.placed and piece.text = kept.text
           order by draft.id desc limit 1
         ) end as engine,
         kept.outcome = 'saved' and target.revision = kept.revision as stands,
         confirmer.name as confirmed_by, case when confirmer.id is not null then target.confirmed_at end as confirmed_at,
         case when kept.outcome = 'saved' then array(
           select version.number from translation_versions version
           join segments segment on segment.id = kept.segment_id
           where version.article_id = kept.article_id and jsonb_path_exists(version.content,
             '$[*] \\? (@.number == $number && @.text == $text)',
             jsonb_build_object('number', segment.number, 'text', kept.text))
           order by version.number
         ) else '{}' end as versions
       from target_revisions kept
       join source_segments korean on korean.id = kept.source_segment_id
       join source_versions source on source.id = korean.source_version_id
       join targets target on target.segment_id = kept.segment_id
       left join people saver on saver.id = kept.saved_by
       left join people confirmer on confirmer.id = target.confirmed_by
         and kept.outcome = 'saved' and target.confirmed_revision = kept.revision
       where kept.segment_id = ?
       order by kept.id desc`,
      [segment.id],
    ),
  )
  return rows.map(({ korean, fingerprint, sourceNumber, ...row }) => ({
    ...row,
    korean: { text: korean, fingerprint, version: sourceNumber },
  }))
}

type RevisionRow = Omit<Revision, 'korean'> & { korean: string; fingerprint: string; sourceNumber: number }

/** The words that one save carried, whether they were taken or lost. Throws NotFound when it was of another paragraph. */
export async function wordsOfSave(db: Db, segment: { id: string }, saveId: string): Promise<string> {
  const kept = await db<{ segmentId: string; saveId: string; text: string }>('targetRevisions')
    .where({ segmentId: segment.id, saveId })
    .first('text')
  if (!kept) throw new NotFound()
  return kept.text
}
