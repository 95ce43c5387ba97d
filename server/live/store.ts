import { rowsOf, type Db } from '../db/connection'
import type { Person } from '../people/rules'
import type { HereEvent, Someone, TalkEvent } from './rules'

/** What tells that something about an article has become another. Each is compared for being equal, and means nothing else. */
export interface Pulse {
  articleId: string
  /** The number of the newest source version. */
  source: number
  pairs: string
  comments: string
  takes: string
  here: string
}

/** A mark that changes with each save, confirmation and withdrawal, and with what a target was written against. */
const mark = `hashtextextended(concat_ws(' ', target.segment_id, target.revision, target.confirmed_revision,
  target.confirmed_source_segment_id, target.source_segment_id), 0)`

/** A presence counts while its process says so, and its pair for five minutes after the person last moved. */
const isThere = `presence.seen_at > now() - interval '50 seconds'`
const pairOfPresence = `case when presence.moved_at > now() - interval '5 minutes' then presence.number end`

/** One row an article, whatever the number of its pairs. */
export async function pulsesOf(db: Db, articleIds: string[]): Promise<Pulse[]> {
  return rowsOf<Pulse>(
    db
      .raw(
        `select article.id as article_id,
         (select max(version.number) from source_versions version where version.article_id = article.id) as source,
         (select concat(count(*), ' ', sum(${mark})) from targets target where target.article_id = article.id) as pairs,
         (select concat(count(*), ' ', count(settled_at)) from comments where article_id = article.id) as comments,
         (select concat(count(*), ' ', count(ended_at)) from takes where article_id = article.id) as takes,
         (select concat(count(*), ' ', sum(hashtextextended(concat_ws(' ', presence.stream_id, ${pairOfPresence}), 0)))
          from presences presence where presence.article_id = article.id and ${isThere}) as here
       from articles article where article.id = any(?)`,
        [articleIds],
      )
      .options({ name: 'pulses' }),
  )
}

/** The mark of each target, by the number of its pair. */
export async function marksOf(db: Db, articleId: string): Promise<Map<number, string>> {
  const rows = await rowsOf<{ number: number; mark: string }>(
    db
      .raw(
        `select segment.number, ${mark}::text as mark
       from targets target join segments segment on segment.id = target.segment_id where target.article_id = ?`,
        [articleId],
      )
      .options({ name: 'marks' }),
  )
  return new Map(rows.map((row) => [row.number, row.mark]))
}

export async function peopleByIds(db: Db, ids: string[]): Promise<Map<string, Someone>> {
  if (ids.length === 0) return new Map()
  const rows = await db('people')
    .whereIn('id', ids)
    .select<(Someone & { id: string })[]>('id', 'publicId', 'name')
  return new Map(rows.map(({ id, publicId, name }) => [id, { publicId, name }]))
}

export async function talksOf(db: Db, articleId: string): Promise<TalkEvent[]> {
  const rows = await rowsOf<{ number: number; all: number; open: number }>(
    db.raw(
      `select segment.number, count(*)::int as all, count(*) filter (where comment.settled_at is null)::int as open
       from comments comment join segments segment on segment.id = comment.segment_id
       where comment.article_id = ? group by segment.number order by segment.number`,
      [articleId],
    ),
  )
  return rows.map(({ number, all, open }) => [number, all, open])
}

/** Who is there, once a person and pair, however many windows they have. */
export async function presencesOf(db: Db, articleId: string): Promise<HereEvent[]> {
  return rowsOf<HereEvent>(
    db.raw(
      `select distinct person.name, person.public_id, ${pairOfPresence} as number
       from presences presence join people person on person.id = presence.person_id
       where presence.article_id = ? and ${isThere} order by person.name, number`,
      [articleId],
    ),
  )
}

export async function insertPresence(
  db: Db,
  streamId: string,
  articleId: string,
  person: Person,
): Promise<void> {
  await db('presences').insert({ streamId, articleId, personId: person.id })
}

/** Whether there is such a stream of theirs. */
export async function movePresence(
  db: Db,
  streamId: string,
  person: Person,
  number: number | null,
): Promise<boolean> {
  const moved = await db('presences')
    .where({ streamId, personId: person.id })
    .update({ number, movedAt: db.fn.now(), seenAt: db.fn.now() })
  return moved > 0
}

export async function deletePresences(db: Db, streamIds: string[]): Promise<void> {
  await db('presences').whereIn('streamId', streamIds).delete()
}

/** Says that these are open still, and clears away what a process left that ended without a word. */
export async function keepPresences(db: Db, streamIds: string[]): Promise<void> {
  await db('presences').whereIn('streamId', streamIds).update({ seenAt: db.fn.now() })
  await db('presences').whereRaw(`seen_at < now() - interval '5 minutes'`).delete()
}

/**
 * Tells every process that something about these articles may have changed. The payload is ids and nothing more: any role may
 * listen. Never inside the transaction of a deed, because a commit with a notice waits for every other such commit; and its
 * own commit need not reach the disk.
 */
export async function notify(db: Db, slugs: string[]): Promise<void> {
  await db.raw(
    `select set_config('synchronous_commit', 'off', true), pg_notify(?, string_agg(id::text, ' ')) from articles where slug = any(?)
     having count(*) > 0`,
    [channel, slugs],
  )
}

export const channel = 'desk'
