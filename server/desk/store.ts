import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import { structuralKinds } from '../text/blocks'
import type { ArticleFacts, PublicationFacts } from './rules'

/** What the desk knows of every article, the newest first. One statement, however many articles there are. */
export async function articleFacts(db: Db): Promise<ArticleFacts[]> {
  return factsWhere(db, 'true', [])
}

/** The same of one article. */
export async function factsOf(db: Db, article: Article): Promise<ArticleFacts> {
  const [facts] = await factsWhere(db, 'article.id = ?', [article.id])
  if (!facts) throw new NotFound()
  return facts
}

async function factsWhere(db: Db, condition: string, values: string[]): Promise<ArticleFacts[]> {
  const rows = await rowsOf<Row>(
    db
      .raw(
        `with korean as (
         select distinct on (source.article_id) source.article_id, source.id, source.number, source.title, source.created_at
         from source_versions source join articles article on article.id = source.article_id
         where ${condition}
         order by source.article_id, source.number desc
       ), progress as (
         select korean.article_id, count(*)::int as total,
           count(*) filter (where target.text <> '')::int as begun,
           count(*) filter (where target.confirmed_revision = target.revision
             and (target.confirmed_source_segment_id = source.id or confirmed.fingerprint = source.fingerprint)
             or coalesce(target.text, '') = '' and exists (
               select from counterparts counterpart join source_segments said on said.id = counterpart.source_segment_id
               where counterpart.segment_id = source.segment_id and counterpart.kind = 'none'
                 and counterpart.taken_back_at is null and said.fingerprint = source.fingerprint))::int as confirmed,
           max(target.saved_at) as touched_at,
           array_agg(distinct target.saved_by::text) filter (where target.origin = 'person' and target.saved_by is not null) as hands,
           sum(source.characters)::int as characters,
           coalesce(sum(target.words), 0)::int as words,
           max(target.text) filter (where source.kind = 'title') as title
         from korean
         join source_segments source on source.source_version_id = korean.id and source.kind <> all (?) and source.text <> ''
         left join targets target on target.segment_id = source.segment_id
         left join source_segments confirmed
           on confirmed.id = target.confirmed_source_segment_id and confirmed.id <> source.id
         group by korean.article_id
       ), latest as (
         select distinct on (version.article_id) version.article_id, version.id, version.number, version.title,
           version.submitted_at, version.submitted_by, version.source_version_id
         from translation_versions version join korean on korean.article_id = version.article_id
         order by version.article_id, version.number desc
       ), public as (
         select distinct on (publication.article_id, publication.language)
           publication.id, publication.article_id, publication.language, publication.published_at,
           coalesce(version.number, source.number) as number, source.number as source_number, retraction.retracted_at
         from publications publication
         join korean on korean.article_id = publication.article_id
         join source_versions source on source.id = publication.source_version_id
         left join translation_versions version on version.id = publication.translation_version_id
         left join retractions retraction on retraction.publication_id = publication.id
         order by publication.article_id, publication.language, publication.id desc
       )
       select article.slug, article.part,
         category.name_ko as category_ko, category.name_en as category_en,
         series.name_ko as series_ko, series.name_en as series_en,
         korean.number as source_number, korean.title as title_ko,
         (select max(number) from source_versions where article_id = article.id and significance is distinct from 'typo') as last_change, korean.created_at as source_created_at,
         source_approval.approved_at as source_approved_at,
         public_ko.number as ko_number, public_ko.source_number as ko_source_number,
         public_ko.published_at as ko_published_at, public_ko.retracted_at as ko_retracted_at,
         (select publish_at from schedules where article_id = article.id and source_approval_id is not null
           and called_off_at is null and publication_id is null and refused is null) as ko_scheduled_for,
         coalesce(progress.total, 0) as total, coalesce(progress.begun, 0) as begun,
         coalesce(progress.confirmed, 0) as confirmed, progress.touched_at,
         coalesce(progress.hands, '{}') as hands,
         coalesce(progress.characters, 0) as characters, coalesce(progress.words, 0) as words,
         corrected.number as corrected_number, corrected.created_at as corrected_at,
         assignment.id as assignment_id, assignment.person_id as assignee_id, assignee.name as assignee,
         to_char(assignment.due_on, 'YYYY-MM-DD') as due_on,
         coalesce(nullif(progress.title, ''), latest.title) as title_en,
         latest.number as latest_number, latest_source.number as latest_source_number, latest.submitted_at,
         submitter.name as submitted_by_name,
         array(select person_id::text from version_authors where translation_version_id = latest.id) as authors,
         approval.approved_at, returned.returned_at, returned.reasons,
         exists (select from publications where translation_version_id = latest.id) as was_published,
         public_en.number as en_number, public_en.source_number as en_source_number,
         public_en.published_at as en_published_at, public_en.retracted_at as en_retracted_at,
         (select publish_at from schedules where article_id = article.id and approval_id is not null
           and called_off_at is null and publication_id is null and refused is null) as en_scheduled_for
       from articles article
       join korean on korean.article_id = article.id
       left join categories category on category.id = article.category_id
       left join series on series.id = article.series_id
       left join source_approvals source_approval on source_approval.source_version_id = korean.id
       left join progress on progress.article_id = article.id
       left join latest on latest.article_id = article.id
       left join source_versions latest_source on latest_source.id = latest.source_version_id
       left join people submitter on submitter.id = latest.submitted_by
       left join approvals approval on approval.translation_version_id = latest.id
       left join returns returned on returned.translation_version_id = latest.id
       left join assignments assignment on assignment.article_id = article.id and assignment.ended_at is null
       left join people assignee on assignee.id = assignment.person_id
       left join lateral (
         select number, created_at from source_versions
         where article_id = article.id and significance = 'correction' order by number desc limit 1
       ) corrected on true
       left join public public_ko on public_ko.article_id = article.id and public_ko.language = 'ko'
       left join public public_en on public_en.article_id = article.id and public_en.language = 'en'
       order by article.id desc`,
        [...values, [...structuralKinds]],
      )
      .options({ name: `facts where ${condition}` }),
  )
  return rows.map(toFacts)
}

interface Row {
  slug: string
  part: number | null
  categoryKo: string | null
  categoryEn: string
  seriesKo: string | null
  seriesEn: string
  sourceNumber: number
  lastChange: number
  titleKo: string
  sourceCreatedAt: Date
  sourceApprovedAt: Date | null
  koNumber: number | null
  koSourceNumber: number
  koPublishedAt: Date
  koRetractedAt: Date | null
  koScheduledFor: Date | null
  total: number
  begun: number
  confirmed: number
  touchedAt: Date | null
  titleEn: string | null
  latestNumber: number | null
  latestSourceNumber: number
  submittedAt: Date
  submittedByName: string
  authors: string[]
  approvedAt: Date | null
  returnedAt: Date | null
  reasons: string | null
  wasPublished: boolean
  enNumber: number | null
  enSourceNumber: number
  enPublishedAt: Date
  enRetractedAt: Date | null
  enScheduledFor: Date | null
  correctedNumber: number | null
  correctedAt: Date
  hands: string[]
  assignmentId: string | null
  assigneeId: string | null
  assignee: string | null
  dueOn: string | null
  characters: number
  words: number
}

function toFacts(row: Row): ArticleFacts {
  const { slug, part, titleKo, titleEn, total, begun, confirmed, touchedAt } = row
  return {
    ...{ slug, part, titleKo, titleEn },
    category: row.categoryKo === null ? null : { nameKo: row.categoryKo, nameEn: row.categoryEn },
    series: row.seriesKo === null ? null : { nameKo: row.seriesKo, nameEn: row.seriesEn },
    korean: {
      number: row.sourceNumber,
      lastChange: row.lastChange,
      createdAt: row.sourceCreatedAt,
      approvedAt: row.sourceApprovedAt,
      publication: publicationIn(row.koNumber, row.koSourceNumber, row.koPublishedAt, row.koRetractedAt),
      scheduledFor: row.koScheduledFor,
    },
    progress: { total, begun, confirmed, touchedAt },
    latest: latestIn(row),
    publication: publicationIn(row.enNumber, row.enSourceNumber, row.enPublishedAt, row.enRetractedAt),
    scheduledFor: row.enScheduledFor,
    corrected: row.correctedNumber === null ? null : { number: row.correctedNumber, at: row.correctedAt },
    hands: row.hands,
    assignment:
      row.assignmentId === null ? null : { personId: row.assigneeId, name: row.assignee, dueOn: row.dueOn },
    size: { characters: row.characters, words: row.words },
  }
}

function publicationIn(
  number: number | null,
  sourceNumber: number,
  publishedAt: Date,
  retractedAt: Date | null,
): PublicationFacts | null {
  return number === null ? null : { number, sourceNumber, publishedAt, retractedAt }
}

function latestIn({ latestNumber, latestSourceNumber, ...row }: Row): ArticleFacts['latest'] {
  if (latestNumber === null) return null
  const { submittedAt, submittedByName, authors, approvedAt, returnedAt, reasons, wasPublished } = row
  return {
    ...{ number: latestNumber, sourceNumber: latestSourceNumber, submittedAt, submittedByName, authors },
    ...{ approvedAt, returnedAt, reasons, wasPublished },
  }
}
