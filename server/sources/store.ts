import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { NumberedBlock } from '../text/blocks'
import type { Significance, SourceApproval, SourceLink, SourceSegment, SourceVersion } from './rules'

/** The newest Korean of an article. */
export async function latestSourceVersion(db: Db, article: Article): Promise<SourceVersion> {
  const version = await versions(db).where({ articleId: article.id }).orderBy('number', 'desc').first()
  if (!version) throw new NotFound()
  return version
}

/** The version people know by this number. */
export async function sourceVersion(db: Db, article: Article, number: number): Promise<SourceVersion> {
  const version = await versions(db).where({ articleId: article.id, number }).first()
  if (!version) throw new NotFound()
  return version
}

/** The version that a row of ours points at. */
export async function sourceVersionById(db: Db, id: string): Promise<SourceVersion> {
  const version = await versions(db).where({ id }).first()
  if (!version) throw new NotFound()
  return version
}

/** All versions of an article, the newest first. */
export async function sourceVersionsOf(db: Db, article: Article): Promise<SourceVersion[]> {
  return versions(db).where({ articleId: article.id }).orderBy('number', 'desc')
}

/** The newest version of every article, by article id: what lists call articles by. */
export async function latestSourceVersions(db: Db): Promise<Map<string, SourceVersion>> {
  const latest = await versions(db)
    .distinctOn('articleId')
    .orderBy([{ column: 'articleId' }, { column: 'number', order: 'desc' }])
  return new Map(latest.map((version) => [version.articleId, version]))
}

function versions(db: Db) {
  return db<SourceVersion>('sourceVersions').select(
    'id',
    'articleId',
    'number',
    'significance',
    'note',
    'createdBy',
    'createdAt',
    'title',
  )
}

/** The paragraphs of a version in reading order. */
export async function sourceSegments(db: Db, version: SourceVersion): Promise<SourceSegment[]> {
  return db('sourceSegments as source')
    .join('segments as segment', 'segment.id', 'source.segmentId')
    .where('source.sourceVersionId', version.id)
    .orderBy('source.position')
    .select<SourceSegment[]>(segmentColumns)
}

const segmentColumns = {
  id: 'source.id',
  segmentId: 'source.segmentId',
  number: 'segment.number',
  position: 'source.position',
  kind: 'source.kind',
  text: 'source.text',
  attributes: 'source.attributes',
  fingerprint: 'source.fingerprint',
}

/** What a version froze: its numbered blocks, and the sanitised HTML of its body. */
export async function sourceContent(
  db: Db,
  version: SourceVersion,
): Promise<{ content: NumberedBlock[]; html: string }> {
  const kept = await db<{ id: string; content: NumberedBlock[]; html: string }>('sourceVersions')
    .where({ id: version.id })
    .first('content', 'html')
  if (!kept) throw new NotFound()
  return kept
}

export async function sourceHtml(db: Db, version: SourceVersion): Promise<string> {
  return (await sourceContent(db, version)).html
}

export async function sourceApprovalOf(db: Db, version: SourceVersion): Promise<SourceApproval | null> {
  const approval = await db('sourceApprovals as approval')
    .join('people as editor', 'editor.id', 'approval.approvedBy')
    .where('approval.sourceVersionId', version.id)
    .first<SourceApproval | undefined>({
      id: 'approval.id',
      sourceVersionId: 'approval.sourceVersionId',
      approvedBy: 'approval.approvedBy',
      approvedByName: 'editor.name',
      approvedAt: 'approval.approvedAt',
    })
  return approval ?? null
}

/** Whether an editor has approved any version of the Korean. */
export async function isKoreanApproved(db: Db, article: Article): Promise<boolean> {
  const approval = await db('sourceApprovals').where({ articleId: article.id }).first('id')
  return approval !== undefined
}

/** The approval takes its hash from the row it approves; nothing that was sent comes near it. */
export async function insertSourceApproval(trx: Db, version: SourceVersion, editor: Person): Promise<void> {
  await trx.raw(
    `insert into source_approvals (article_id, source_version_id, content_hash, approved_by)
     select article_id, id, content_hash, ? from source_versions where id = ?`,
    [editor.id, version.id],
  )
}

/** Earlier wordings of the paragraphs that do not stand in this version, the latest first: what may come back. */
export async function bygoneSegments(db: Db, version: SourceVersion): Promise<SourceSegment[]> {
  return db('sourceSegments as source')
    .join('segments as segment', 'segment.id', 'source.segmentId')
    .join('sourceVersions as version', 'version.id', 'source.sourceVersionId')
    .where('source.articleId', version.articleId)
    .whereNotIn(
      'source.segmentId',
      db('sourceSegments').where({ sourceVersionId: version.id }).select('segmentId'),
    )
    .orderBy([
      { column: 'version.number', order: 'desc' },
      { column: 'source.position', order: 'asc' },
    ])
    .select<SourceSegment[]>(segmentColumns)
}

/** How the paragraphs of a version came from the version before; those that stayed the same have no row. */
export async function linksOf(db: Db, version: SourceVersion): Promise<SourceLink[]> {
  return db<SourceLink & { id: string }>('sourceLinks')
    .where({ sourceVersionId: version.id })
    .orderBy('id')
    .select('sourceVersionId', 'kind', 'oldSegmentId', 'newSegmentId', 'corrected')
}

/** What changed for readers between two versions, typos aside: as `site.source_changes` says it of public ones. */
export async function changesBetween(
  db: Db,
  article: Article,
  made: number,
  reads: number,
): Promise<{ number: number; significance: 'update' | 'correction'; numbers: number[] }[]> {
  return rowsOf(
    db.raw(
      `with wording as (
         select version.number as version, segment.number, source.fingerprint
         from source_versions version join source_segments source on source.source_version_id = version.id
         join segments segment on segment.id = source.segment_id where version.article_id = :article
       )
       select version.number, version.significance, array(
         select made.number from wording made
         left join wording reads on reads.version = :reads and reads.number = made.number
         left join wording changed on changed.version = version.number and changed.number = made.number
         left join wording before on before.version = version.number - 1 and before.number = made.number
         where made.version = :made and reads.fingerprint is distinct from made.fingerprint
           and changed.fingerprint is distinct from before.fingerprint
         order by made.number
       ) as numbers
       from source_versions version
       where version.article_id = :article and version.number > :made and version.number <= :reads
         and version.significance <> 'typo' order by version.number`,
      { article: article.id, made, reads },
    ),
  )
}

export async function insertLinks(
  trx: Db,
  version: SourceVersion,
  links: Omit<SourceLink, 'sourceVersionId'>[],
): Promise<void> {
  const rows = links.map((link) => ({ ...link, articleId: version.articleId, sourceVersionId: version.id }))
  await trx.batchInsert('sourceLinks', rows, 500)
}

/** Lets the English follow: says how many pairs have back what was made for their wording, and how many were carried. */
export async function followSource(
  trx: Db,
  version: SourceVersion,
  editor: Person,
): Promise<{ restored: number; carried: number }> {
  const [followed] = await rowsOf<{ restored: number; carried: number }>(
    trx.raw('select * from follow_source(?, ?)', [version.id, editor.id]),
  )
  return followed!
}

export interface Segment {
  id: string
  number: number
}

/** Every identity the article ever had, gone paragraphs included. */
export async function segmentsOf(db: Db, article: Article): Promise<Segment[]> {
  return db<Segment & { articleId: string }>('segments')
    .where({ articleId: article.id })
    .orderBy('number')
    .select('id', 'number')
}

export async function insertSegments(trx: Db, article: Article, numbers: number[]): Promise<Segment[]> {
  if (numbers.length === 0) return []
  const made = await trx<Segment & { articleId: string }>('segments')
    .insert(numbers.map((number) => ({ articleId: article.id, number })))
    .returning(['id', 'number'])
  return made.sort((one, other) => one.number - other.number)
}

export interface Draft {
  number: number
  significance: Significance | null
  note: string
  content: NumberedBlock[]
  html: string
}

export async function insertSourceVersion(
  trx: Db,
  article: Article,
  person: Person,
  { content, ...draft }: Draft,
): Promise<void> {
  await trx('sourceVersions').insert({
    ...draft,
    articleId: article.id,
    createdBy: person.id,
    content: JSON.stringify(content),
  })
}

export type NewSourceSegment = Omit<SourceSegment, 'id' | 'number'>

export async function insertSourceSegments(
  trx: Db,
  version: SourceVersion,
  segments: NewSourceSegment[],
): Promise<void> {
  await trx.batchInsert(
    'sourceSegments',
    segments.map(({ attributes, ...segment }) => ({
      ...segment,
      articleId: version.articleId,
      sourceVersionId: version.id,
      attributes: JSON.stringify(attributes),
    })),
    500,
  )
}
