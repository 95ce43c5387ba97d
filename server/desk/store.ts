import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import { structuralKinds } from '../text/blocks'
import type { ArticleFacts, ArticleState, PublicationFacts } from './rules'

/** Where every article stands, the newest first. One statement, however many articles there are. */
export async function articleStates(db: Db): Promise<ArticleState[]> {
  const rows = await rowsOf<StateRow>(
    db
      .raw(
        `with ${stateWhere('true')}, begun as (
         select state.id, count(*) filter (where target.text <> '')::int as begun,
           max(target.saved_at) as touched_at, ${hands}
         from state
         join targets target on target.article_id = state.id
         join source_segments source
           on source.source_version_id = state.source_version_id and source.segment_id = target.segment_id and ${isTranslated}
         where not ${rests}
         group by state.id
       )
       select state.*, coalesce(begun.begun, 0) as begun, begun.touched_at, coalesce(begun.hands, '{}') as hands
       from state left join begun using (id)
       order by id desc`,
        [[...structuralKinds]],
      )
      .options({ name: 'article-states' }),
  )
  return rows.map(toState)
}

/** What the desk shows of one article. */
export async function factsOf(db: Db, article: Article): Promise<ArticleFacts> {
  const [facts] = await factsOfAll(db, [article.slug])
  if (!facts) throw new NotFound()
  return facts
}

/** The same of several articles, in no order. */
export async function factsOfAll(db: Db, slugs: string[]): Promise<ArticleFacts[]> {
  if (slugs.length === 0) return []
  const rows = await rowsOf<Row>(
    db
      .raw(
        `with ${stateWhere('article.slug = any(?)')}, progress as (
         select state.id, count(*)::int as total,
           count(*) filter (where target.text <> '')::int as begun,
           count(*) filter (where target.confirmed_revision = target.revision
             and (target.confirmed_source_segment_id = source.id or confirmed.fingerprint = source.fingerprint)
             or coalesce(target.text, '') = '' and exists (
               select from counterparts counterpart join source_segments said on said.id = counterpart.source_segment_id
               where counterpart.segment_id = source.segment_id and counterpart.kind = 'none'
                 and counterpart.taken_back_at is null and said.fingerprint = source.fingerprint))::int as confirmed,
           max(target.saved_at) as touched_at, ${hands},
           sum(source.characters)::int as characters,
           coalesce(sum(target.words), 0)::int as words,
           max(target.text) filter (where source.kind = 'title') as title
         from state
         join source_segments source on source.source_version_id = state.source_version_id and ${isTranslated}
         left join targets target on target.segment_id = source.segment_id
         left join source_segments confirmed
           on confirmed.id = target.confirmed_source_segment_id and confirmed.id <> source.id
         group by state.id
       )
       select state.*, article.part, korean.title as title_ko,
         category.name_ko as category_ko, category.name_en as category_en,
         series.name_ko as series_ko, series.name_en as series_en,
         coalesce(progress.total, 0) as total, coalesce(progress.begun, 0) as begun,
         coalesce(progress.confirmed, 0) as confirmed, progress.touched_at,
         coalesce(progress.hands, '{}') as hands,
         coalesce(progress.characters, 0) as characters, coalesce(progress.words, 0) as words,
         coalesce(nullif(progress.title, ''), version.title) as title_en,
         submitter.name as submitted_by_name, returned.reasons, assignee.name as assignee
       from state
       join articles article on article.id = state.id
       join source_versions korean on korean.id = state.source_version_id
       left join progress on progress.id = state.id
       left join categories category on category.id = article.category_id
       left join series on series.id = article.series_id
       left join translation_versions version on version.id = state.latest_id
       left join people submitter on submitter.id = version.submitted_by
       left join returns returned on returned.translation_version_id = state.latest_id
       left join people assignee on assignee.id = state.assignee_id`,
        [slugs, [...structuralKinds]],
      )
      .options({ name: 'article-facts' }),
  )
  return rows.map(toFacts)
}

/** Queries named `state` and what it needs: where articles stand, but for what is typed into their pairs. */
function stateWhere(condition: string): string {
  return `sources as (
         select source.* from source_versions source join articles article on article.id = source.article_id where ${condition}
       ), korean as (
         select distinct on (article_id) article_id, id, number, created_at from sources order by article_id, number desc
       ), changes as (
         select article_id, max(number) filter (where significance is distinct from 'typo') as last_change,
           max(number) filter (where significance = 'correction') as corrected
         from sources group by article_id
       ), latest as (
         select distinct on (version.article_id) version.article_id, version.id, version.number, version.submitted_at,
           version.source_version_id
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
       ), planned as (
         select article_id, publish_at, case when approval_id is null then 'ko' else 'en' end as language
         from schedules where called_off_at is null and publication_id is null and refused is null
       ), state as (
         select article.id, article.slug,
           korean.id as source_version_id, korean.number as source_number, korean.created_at as source_created_at,
           changes.last_change, source_approval.approved_at as source_approved_at,
           public_ko.number as ko_number, public_ko.source_number as ko_source_number,
           public_ko.published_at as ko_published_at, public_ko.retracted_at as ko_retracted_at,
           planned_ko.publish_at as ko_scheduled_for,
           corrected.number as corrected_number, corrected.created_at as corrected_at,
           assignment.id as assignment_id, assignment.person_id as assignee_id,
           to_char(assignment.due_on, 'YYYY-MM-DD') as due_on,
           latest.id as latest_id, latest.number as latest_number, latest_source.number as latest_source_number,
           latest.submitted_at,
           array(select person_id::text from version_authors where translation_version_id = latest.id) as authors,
           approval.approved_at, returned.returned_at,
           exists (select from publications where translation_version_id = latest.id) as was_published,
           public_en.number as en_number, public_en.source_number as en_source_number,
           public_en.published_at as en_published_at, public_en.retracted_at as en_retracted_at,
           planned_en.publish_at as en_scheduled_for
         from articles article
         join korean on korean.article_id = article.id
         join changes on changes.article_id = article.id
         left join sources corrected on corrected.article_id = article.id and corrected.number = changes.corrected
         left join source_approvals source_approval on source_approval.source_version_id = korean.id
         left join latest on latest.article_id = article.id
         left join source_versions latest_source on latest_source.id = latest.source_version_id
         left join approvals approval on approval.translation_version_id = latest.id
         left join returns returned on returned.translation_version_id = latest.id
         left join assignments assignment on assignment.article_id = article.id and assignment.ended_at is null
         left join public public_ko on public_ko.article_id = article.id and public_ko.language = 'ko'
         left join public public_en on public_en.article_id = article.id and public_en.language = 'en'
         left join planned planned_ko on planned_ko.article_id = article.id and planned_ko.language = 'ko'
         left join planned planned_en on planned_en.article_id = article.id and planned_en.language = 'en'
       )`
}

/** Readers have the newest English, made from the newest Korean: whatever stands in its pairs says nothing of its stage. */
const rests = `coalesce(state.en_number = state.latest_number and state.en_retracted_at is null and state.returned_at is null
           and state.en_scheduled_for is null and state.en_source_number >= state.last_change, false)`

const isTranslated = `source.kind <> all (?) and source.text <> ''`

const hands = `array_agg(distinct target.saved_by::text)
             filter (where target.origin = 'person' and target.saved_by is not null) as hands`

interface StateRow {
  slug: string
  sourceNumber: number
  lastChange: number
  sourceCreatedAt: Date
  sourceApprovedAt: Date | null
  koNumber: number | null
  koSourceNumber: number
  koPublishedAt: Date
  koRetractedAt: Date | null
  koScheduledFor: Date | null
  begun: number
  touchedAt: Date | null
  latestNumber: number | null
  latestSourceNumber: number
  submittedAt: Date
  authors: string[]
  approvedAt: Date | null
  returnedAt: Date | null
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
  dueOn: string | null
}

interface Row extends StateRow {
  part: number | null
  categoryKo: string | null
  categoryEn: string
  seriesKo: string | null
  seriesEn: string
  titleKo: string
  titleEn: string | null
  total: number
  confirmed: number
  submittedByName: string
  reasons: string | null
  assignee: string | null
  characters: number
  words: number
}

function toFacts(row: Row): ArticleFacts {
  const { part, titleKo, titleEn, total, begun, confirmed, touchedAt, submittedByName, reasons } = row
  const state = toState(row)
  return {
    ...state,
    ...{ part, titleKo, titleEn },
    category: row.categoryKo === null ? null : { nameKo: row.categoryKo, nameEn: row.categoryEn },
    series: row.seriesKo === null ? null : { nameKo: row.seriesKo, nameEn: row.seriesEn },
    progress: { total, begun, confirmed, touchedAt },
    latest: state.latest && { ...state.latest, submittedByName, reasons },
    assignment: state.assignment && { ...state.assignment, name: row.assignee },
    size: { characters: row.characters, words: row.words },
  }
}

function toState(row: StateRow): ArticleState {
  const { slug, begun, touchedAt, assigneeId, dueOn } = row
  return {
    slug,
    korean: {
      number: row.sourceNumber,
      lastChange: row.lastChange,
      createdAt: row.sourceCreatedAt,
      approvedAt: row.sourceApprovedAt,
      publication: publicationIn(row.koNumber, row.koSourceNumber, row.koPublishedAt, row.koRetractedAt),
      scheduledFor: row.koScheduledFor,
    },
    progress: { begun, touchedAt },
    latest: latestIn(row),
    publication: publicationIn(row.enNumber, row.enSourceNumber, row.enPublishedAt, row.enRetractedAt),
    scheduledFor: row.enScheduledFor,
    corrected: row.correctedNumber === null ? null : { number: row.correctedNumber, at: row.correctedAt },
    hands: row.hands,
    assignment: row.assignmentId === null ? null : { personId: assigneeId, dueOn },
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

function latestIn(row: StateRow): ArticleState['latest'] {
  const { latestNumber: number, latestSourceNumber: sourceNumber, submittedAt, authors } = row
  const { approvedAt, returnedAt, wasPublished } = row
  if (number === null) return null
  return { number, sourceNumber, submittedAt, authors, approvedAt, returnedAt, wasPublished }
}
