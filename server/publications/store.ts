import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { ruleOf } from '../db/refusing'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import { isOpenSchedule, type Language, type Publication, type Schedule } from './rules'

/** What can be published, named by the approval of a version of the Korean or of the English. */
export interface Approved {
  language: Language
  approvalId: string
}

/** The newest publication in a language; `retractedAt` says whether it stands. */
export async function standingPublicationOf(
  db: Db,
  article: Article,
  language: Language,
): Promise<Publication | null> {
  const [publication] = await publications(db)
    .where({ 'publication.articleId': article.id, 'publication.language': language })
    .limit(1)
  return publication ?? null
}

/** Every publication of an article in either language, the newest first. */
export async function publicationsOf(db: Db, article: Article): Promise<Publication[]> {
  return publications(db).where({ 'publication.articleId': article.id })
}

function publications(db: Db) {
  return db('publications as publication')
    .join('people as publisher', 'publisher.id', 'publication.publishedBy')
    .join('sourceVersions as source', 'source.id', 'publication.sourceVersionId')
    .leftJoin('translationVersions as version', 'version.id', 'publication.translationVersionId')
    .leftJoin('retractions as retraction', 'retraction.publicationId', 'publication.id')
    .leftJoin('people as retractor', 'retractor.id', 'retraction.retractedBy')
    .orderBy('publication.id', 'desc')
    .select({
      id: 'publication.id',
      articleId: 'publication.articleId',
      language: 'publication.language',
      sourceNumber: 'source.number',
      title: 'publication.title',
      publishedByName: 'publisher.name',
      publishedAt: 'publication.publishedAt',
      retractedAt: 'retraction.retractedAt',
      retractedByName: 'retractor.name',
      retractionReason: 'retraction.reason',
    })
    .select<Publication[]>(db.raw('coalesce(version.number, source.number) as number'))
}

/** The schedules of an article that are still to come. */
export async function openSchedulesOf(db: Db, article: Article): Promise<Schedule[]> {
  return (await schedulesOf(db, article)).filter(isOpenSchedule)
}

/** Every schedule of an article, the newest first. */
export async function schedulesOf(db: Db, article: Article): Promise<Schedule[]> {
  return (await schedules(db).where({ 'schedule.articleId': article.id })).map(withRule)
}

/** The schedule of this article that has this public id. Throws NotFound. */
export async function scheduleByPublicId(db: Db, article: Article, publicId: string): Promise<Schedule> {
  const [schedule] = await schedules(db).where({
    'schedule.articleId': article.id,
    'schedule.publicId': publicId,
  })
  if (!schedule) throw new NotFound()
  return withRule(schedule)
}

function schedules(db: Db) {
  return db('schedules as schedule')
    .join('people as scheduler', 'scheduler.id', 'schedule.scheduledBy')
    .leftJoin('people as caller', 'caller.id', 'schedule.calledOffBy')
    .leftJoin('approvals as approval', 'approval.id', 'schedule.approvalId')
    .leftJoin('translationVersions as version', 'version.id', 'approval.translationVersionId')
    .leftJoin('sourceApprovals as sourceApproval', 'sourceApproval.id', 'schedule.sourceApprovalId')
    .leftJoin('sourceVersions as source', 'source.id', 'sourceApproval.sourceVersionId')
    .orderBy('schedule.id', 'desc')
    .select({
      id: 'schedule.id',
      publicId: 'schedule.publicId',
      articleId: 'schedule.articleId',
      publishAt: 'schedule.publishAt',
      scheduledByName: 'scheduler.name',
      scheduledAt: 'schedule.scheduledAt',
      calledOffAt: 'schedule.calledOffAt',
      calledOffByName: 'caller.name',
      publicationId: 'schedule.publicationId',
      refused: 'schedule.refused',
    })
    .select<Schedule[]>(
      db.raw("case when schedule.approval_id is null then 'ko' else 'en' end as language"),
      db.raw('coalesce(version.number, source.number) as number'),
    )
}

/** The row keeps the SQLSTATE of the refusal; people read the rule behind it. */
function withRule(schedule: Schedule): Schedule {
  return schedule.refused === null
    ? schedule
    : { ...schedule, refused: ruleOf(schedule.refused) ?? 'schedule-failed' }
}

/** The one door. It takes the name of an approval and never a text. */
export async function openDoor(trx: Db, { language, approvalId }: Approved, editor: Person): Promise<void> {
  const door = language === 'en' ? 'publish' : 'publish_source'
  await trx.raw(`select published.${door}(?, ?)`, [approvalId, editor.id])
}

export async function insertSchedule(
  trx: Db,
  article: Article,
  { language, approvalId }: Approved,
  editor: Person,
  publishAt: Date,
): Promise<string> {
  const [schedule] = await trx('schedules')
    .insert({
      articleId: article.id,
      [language === 'en' ? 'approvalId' : 'sourceApprovalId']: approvalId,
      publishAt,
      scheduledBy: editor.id,
    })
    .returning<{ publicId: string }[]>('publicId')
  return schedule!.publicId
}

/** Wakes the worker at the minute itself; its round of every minute would find the schedule as well. */
export async function askToPublishAt(trx: Db, schedulePublicId: string, publishAt: Date): Promise<void> {
  await trx.raw("select graphile_worker.ask_for_job('publish-due', '{}', ?, ?)", [
    `publish-${schedulePublicId}`,
    publishAt,
  ])
}

export async function endSchedule(trx: Db, schedule: Schedule, editor: Person): Promise<void> {
  await trx('schedules')
    .where({ id: schedule.id, calledOffAt: null })
    .update({ calledOffBy: editor.id, calledOffAt: trx.fn.now() })
}

export async function insertRetraction(
  trx: Db,
  publication: Publication,
  editor: Person,
  reason: string,
): Promise<void> {
  await trx('published.retractions').insert({
    publicationId: publication.id,
    retractedBy: editor.id,
    reason,
  })
}

/** The clock that decides is the database's. */
export async function databaseTime(db: Db): Promise<Date> {
  const [row] = await rowsOf<{ now: Date }>(db.raw('select clock_timestamp() as now'))
  return row!.now
}

/** Publishes whatever is due, as the worker; says how many publications that made. */
export async function publishDue(workerDb: Db): Promise<number> {
  return (await rowsOf(workerDb.raw('select published.publish_due()'))).length
}
