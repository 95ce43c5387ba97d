import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { SourceApproval } from '../sources/rules'
import type { TakeoverJob, WaitingPost } from './rules'

/** A page of them, the oldest first. */
export async function waitingPosts(db: Db, offset: number, limit: number): Promise<WaitingPost[]> {
  return rowsOf(
    db.raw(
      `select ${columns} ${waiting} order by entry.published_at nulls first, entry.id limit ? offset ?`,
      [limit, offset],
    ),
  )
}

/** The next one after the entry of this id, for whoever goes through all of them. */
export async function nextWaiting(db: Db, after: string): Promise<WaitingPost | null> {
  const [post] = await rowsOf<WaitingPost>(
    db
      .raw(`select ${columns} ${waiting} and entry.id > ? order by entry.id limit 1`, [after])
      .options({ name: 'next-waiting' }),
  )
  return post ?? null
}

/** Of those with these public ids the ones that still wait. */
export async function waitingAmong(db: Db, publicIds: string[]): Promise<WaitingPost[]> {
  return rowsOf(
    db.raw(`select ${columns} ${waiting} and entry.public_id = any(?) order by entry.id`, [publicIds]),
  )
}

export async function countWaiting(db: Db): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(db.raw(`select count(*)::integer as count ${waiting}`))
  return row!.count
}

const columns = `entry.id as entry_id, entry.public_id, article.slug, source.title, entry.address, entry.published_at`
const waiting = `from archive_entries entry
  join archive_articles made on made.entry_id = entry.id
  join articles article on article.id = made.article_id
  join source_versions source on source.article_id = article.id and source.number = 1
  where entry.status = 'published'
    and not exists (select from source_versions later where later.article_id = article.id and later.number > 1)
    and not exists (select from source_approvals approval where approval.source_version_id = source.id)`

export async function insertTakeover(
  trx: Db,
  { entryId }: WaitingPost,
  approval: SourceApproval,
  editor: Person,
): Promise<void> {
  await trx('takeovers').insert({ entryId, sourceApprovalId: approval.id, takenBy: editor.id })
}

/** The one under way, or else the last. */
export async function latestJob(db: Db): Promise<TakeoverJob | null> {
  return (await jobs(db).orderBy('job.id', 'desc').first()) ?? null
}

export async function jobById(db: Db, id: string): Promise<TakeoverJob> {
  const job = await jobs(db).where({ 'job.id': id }).first()
  if (!job) throw new NotFound()
  return job
}

function jobs(db: Db) {
  return db('takeoverJobs as job')
    .join('people as asker', 'asker.id', 'job.askedBy')
    .select<TakeoverJob[]>({
      ...{ id: 'job.id', askedBy: 'job.askedBy', askedByName: 'asker.name', askedAt: 'job.askedAt' },
      ...{ total: 'job.total', finishedAt: 'job.finishedAt', fault: 'job.fault' },
    })
}

/** In one transaction: a job that is kept is one that will be done. */
export async function insertJob(trx: Db, editor: Person, total: number): Promise<void> {
  const [{ id }] = (await trx('takeoverJobs').insert({ askedBy: editor.id, total }).returning('id')) as [
    { id: string },
  ]
  await trx.raw('select graphile_worker.ask_for_job(?, ?, ?, now())', [
    ...['take-over', JSON.stringify({ job: id }), `take-over-${id}`],
  ])
}

/** Jobs whose process died with them. As the worker role, which owns the queue. */
export async function askForUnfinishedTakeovers(worker: Db): Promise<void> {
  await worker.raw(
    `select graphile_worker.add_job('take-over', json_build_object('job', id::text), job_key => 'take-over-' || id || '-again')
     from takeover_jobs where finished_at is null and asked_at < now() - interval '20 seconds'`,
  )
}

/** One that has ended stays as it ended. */
export async function finishJob(
  db: Db,
  { id }: Pick<TakeoverJob, 'id'>,
  fault: string | null,
): Promise<void> {
  await db('takeoverJobs').where({ id, finishedAt: null }).update({ finishedAt: db.fn.now(), fault })
}
