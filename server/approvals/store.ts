import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import type { Person } from '../people/rules'
import { ownWorkApprovalIsAllowed } from '../people/store'
import { latestSourceVersion } from '../sources/store'
import type { TranslationVersion } from '../submissions/rules'
import { authorsOf, latestTranslationVersionOf, translationVersionsOf } from '../submissions/store'
import type { Approval, Facts, Return, WordChange } from './rules'

export async function approvalOf(db: Db, version: TranslationVersion): Promise<Approval | null> {
  const [approval] = await approvals(db).where({ 'approval.translationVersionId': version.id })
  return approval ?? null
}

/** Every approval of an article's versions, the newest first. */
export async function approvalsOf(db: Db, article: Article): Promise<Approval[]> {
  return approvals(db).where({ 'approval.articleId': article.id })
}

function approvals(db: Db) {
  return db('approvals as approval')
    .join('people as approver', 'approver.id', 'approval.approvedBy')
    .leftJoin('pairings as pairing', 'pairing.approvalId', 'approval.id')
    .orderBy('approval.id', 'desc')
    .select({
      id: 'approval.id',
      translationVersionId: 'approval.translationVersionId',
      approvedBy: 'approval.approvedBy',
      approvedByName: 'approver.name',
      approvedAt: 'approval.approvedAt',
      ownWorkReason: 'approval.ownWorkReason',
    })
    .select<Approval[]>(db.raw('pairing.entry_id is not null as imported_as_published'))
}

export async function returnOf(db: Db, version: TranslationVersion): Promise<Return | null> {
  const [returned] = await returns(db).where({ 'return.translationVersionId': version.id })
  return returned ?? null
}

/** Every return of an article's versions, the newest first. */
export async function returnsOf(db: Db, article: Article): Promise<Return[]> {
  return returns(db).where({ 'return.articleId': article.id })
}

function returns(db: Db) {
  return db('returns as return')
    .join('people as returner', 'returner.id', 'return.returnedBy')
    .orderBy('return.id', 'desc')
    .select<Return[]>({
      id: 'return.id',
      translationVersionId: 'return.translationVersionId',
      returnedBy: 'return.returnedBy',
      returnedByName: 'returner.name',
      returnedAt: 'return.returnedAt',
      reasons: 'return.reasons',
    })
}

/** All that stands for or against a yes to this version. One after another: a transaction has one connection. */
export async function decisionFacts(
  db: Db,
  article: Article,
  version: TranslationVersion,
  person: Person,
): Promise<Facts> {
  return {
    person,
    version,
    authors: await authorsOf(db, version),
    latest: (await latestTranslationVersionOf(db, article)) ?? version,
    latestSource: await latestSourceVersion(db, article),
    approval: await approvalOf(db, version),
    returned: await returnOf(db, version),
    isPublic: await isPublicNow(db, version),
    ownWorkAllowed: await ownWorkApprovalIsAllowed(db),
  }
}

async function isPublicNow(db: Db, version: TranslationVersion): Promise<boolean> {
  const last = await db('publications as publication')
    .leftJoin('retractions as retraction', 'retraction.publicationId', 'publication.id')
    .where({ 'publication.articleId': version.articleId, 'publication.language': 'en' })
    .orderBy('publication.id', 'desc')
    .first<{ translationVersionId: string; retractedAt: Date | null }>(
      'publication.translationVersionId',
      'retraction.retractedAt',
    )
  return last?.translationVersionId === version.id && last.retractedAt === null
}

/** The newest of the versions before this one that has its yes and kept it. */
export async function lastApprovedBefore(
  db: Db,
  article: Article,
  version: TranslationVersion,
): Promise<TranslationVersion | null> {
  const [versions, approvals, returns] = await Promise.all([
    translationVersionsOf(db, article),
    approvalsOf(db, article),
    returnsOf(db, article),
  ])
  const isAmong = (decisions: { translationVersionId: string }[], id: string) =>
    decisions.some(({ translationVersionId }) => translationVersionId === id)
  const earlier = versions.find(
    ({ id, number }) => number < version.number && isAmong(approvals, id) && !isAmong(returns, id),
  )
  return earlier ?? null
}

/** The hash is read where the text is: an approval points at exactly the bytes that stand in the version. */
export async function insertApproval(
  trx: Db,
  version: TranslationVersion,
  editor: Person,
  ownWorkReason: string | null,
): Promise<void> {
  await trx('approvals').insert({
    articleId: version.articleId,
    sourceVersionId: version.sourceVersionId,
    translationVersionId: version.id,
    contentHash: trx('translationVersions').where({ id: version.id }).select('contentHash'),
    approvedBy: editor.id,
    ownWorkReason,
  })
}

export async function insertReturn(
  trx: Db,
  version: TranslationVersion,
  editor: Person,
  reasons: string,
): Promise<void> {
  await trx('returns').insert({
    articleId: version.articleId,
    translationVersionId: version.id,
    returnedBy: editor.id,
    reasons,
  })
}

/**
 * Whose words of the versions since the last yes read otherwise in this one because somebody else rewrote them: for
 * each person and paragraph what they had submitted last. Told from the frozen versions and from every save there was.
 */
export async function wordChangesIn(db: Db, version: TranslationVersion): Promise<WordChange[]> {
  return rowsOf<WordChange>(
    db.raw(
      `with since as (
         select coalesce(max(yes.number), 0) as number from translation_versions yes
         join approvals approval on approval.translation_version_id = yes.id
         where yes.article_id = :articleId and yes.number < :number
           and not exists (select from returns returned where returned.translation_version_id = yes.id)
       ), now as (
         select segment.id as segment_id, segment.number, source.kind, source.text as korean, source.position, block ->> 'text' as text
         from translation_versions version cross join jsonb_array_elements(version.content) block
         join segments segment on segment.article_id = version.article_id and segment.number = (block ->> 'number')::int
         join source_segments source on source.segment_id = segment.id and source.source_version_id = version.source_version_id
         where version.id = :id
       ), earlier as (
         select version.id, version.number as version, (block ->> 'number')::int as number, block ->> 'text' as text
         from translation_versions version cross join since cross join jsonb_array_elements(version.content) block
         where version.article_id = :articleId and version.number < :number and version.number > since.number
       )
       select * from (
         select distinct on (theirs.saved_by, now.number) theirs.saved_by as person_id, now.number, now.kind, now.korean,
           now.position, earlier.version as submitted_in, earlier.text as theirs, now.text as now, changer.name as by
         from now
         join earlier on earlier.number = now.number and earlier.text <> now.text
         cross join lateral (
           select saved_by from target_revisions
           where segment_id = now.segment_id and outcome = 'saved' and text = earlier.text and origin = 'person'
           order by id limit 1
         ) theirs
         cross join lateral (
           select saved_by from target_revisions
           where segment_id = now.segment_id and outcome = 'saved' and text = now.text
           order by id desc limit 1
         ) last
         join version_authors author on author.translation_version_id = earlier.id and author.person_id = theirs.saved_by
         join people changer on changer.id = last.saved_by
         where last.saved_by <> theirs.saved_by
         order by theirs.saved_by, now.number, earlier.version desc
       ) changed order by person_id, position`,
      { id: version.id, articleId: version.articleId, number: version.number },
    ),
  )
}
