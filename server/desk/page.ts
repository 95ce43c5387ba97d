import type { Approval, Return } from '../approvals/rules'
import type { Event } from '../history/rules'
import type { Person } from '../people/rules'
import { isEditor } from '../people/rules'
import {
  isOpenSchedule,
  isPublic,
  obstacleToCallingOff,
  obstacleToPublication,
  obstacleToRetraction,
  obstacleToSchedule,
  type Language,
  type Publication,
  type Schedule,
} from '../publications/rules'
import {
  obstacleToSourceApproval,
  type Significance,
  type SourceApproval,
  type SourceVersion,
} from '../sources/rules'
import { obstacleToSubmission, type LatestVersion, type TranslationVersion } from '../submissions/rules'
import { isOpen, type Pair } from '../targets/rules'
import {
  koreanStageOf,
  since,
  stageOf,
  tasksFor,
  type ArticleFacts,
  type KoreanStage,
  type Stage,
  type Task,
} from './rules'

export interface DeskFacts {
  person: Person
  articles: ArticleFacts[]
  ownWorkAllowed: boolean
}

/** The first page of the morning: what waits for me, then everything else by its stage. */
export interface DeskPage {
  /** What waits for whoever looks, longest waiting first. */
  waiting: Row[]
  /** Every article that does not wait for them. Stages without any are left out. */
  queues: { stage: Stage; rows: Row[] }[]
  total: number
}

export interface Row extends Pick<
  ArticleFacts,
  'slug' | 'titleKo' | 'titleEn' | 'category' | 'series' | 'part'
> {
  stage: Stage
  koreanStage: KoreanStage
  tasks: Task[]
  progress: { total: number; confirmed: number; percent: number }
  since: Date
  /** Of the newest translation version. */
  version: number | null
  submittedBy: string | null
  /** Why it was sent back, in stage `returned`. */
  reasons: string | null
  /** In stage `scheduled`. */
  scheduledFor: Date | null
}

/** What needs hands comes first, what rests comes last. */
const order: Stage[] = [
  'in-review',
  'returned',
  'outdated',
  'drafted',
  'fresh',
  'approved',
  'scheduled',
  'published',
]

export function deskPage({ person, articles, ownWorkAllowed }: DeskFacts): DeskPage {
  const rows = articles.map((facts) => toRow(person, facts, ownWorkAllowed))
  const others = rows.filter(({ tasks }) => tasks.length === 0)

  return {
    waiting: rows
      .filter(({ tasks }) => tasks.length > 0)
      .sort((a, b) => a.since.getTime() - b.since.getTime()),
    queues: order
      .map((stage) => ({ stage, rows: others.filter((row) => row.stage === stage) }))
      .filter(({ rows }) => rows.length > 0),
    total: rows.length,
  }
}

function toRow(person: Person, facts: ArticleFacts, ownWorkAllowed: boolean): Row {
  const { slug, titleKo, titleEn, category, series, part, latest } = facts
  const stage = stageOf(facts)
  return {
    ...{ slug, titleKo, titleEn, category, series, part, stage },
    koreanStage: koreanStageOf(facts),
    tasks: tasksFor(person, facts, ownWorkAllowed),
    progress: progressOf(facts),
    since: since(facts),
    version: latest?.number ?? null,
    submittedBy: latest?.submittedByName ?? null,
    reasons: stage === 'returned' ? (latest?.reasons ?? null) : null,
    scheduledFor: stage === 'scheduled' ? facts.scheduledFor : null,
  }
}

function progressOf({ progress: { total, confirmed } }: ArticleFacts): Row['progress'] {
  return { total, confirmed, percent: total === 0 ? 0 : Math.floor((100 * confirmed) / total) }
}

export interface ArticlePageFacts extends Omit<DeskFacts, 'articles'> {
  facts: ArticleFacts
  pairs: Pair[]
  latest: LatestVersion | null
  /** The newest first, as all lists here. */
  sources: { version: SourceVersion; approval: SourceApproval | null }[]
  versions: TranslationVersion[]
  approvals: Approval[]
  returns: Return[]
  publications: Publication[]
  schedules: Schedule[]
  events: Event[]
}

/** One article from the inside: where it stands in both languages, what can be done, and what was done. */
export interface ArticlePage {
  title: string
  article: Row
  /** Whether deeds that only an editor does are worth showing. */
  mayDecide: boolean
  korean: Side<KoreanRow>
  english: Side<EnglishRow>
  submission: { obstacle: string | null; open: number }
  schedules: PlannedRow[]
  /** Schedules whose day came in vain since anything was published. */
  refused: PlannedRow[]
  history: Told[]
}

interface Side<VersionRow> {
  /** What readers see now, or saw last. */
  standing: Publication | null
  isPublic: boolean
  retraction: { obstacle: string | null }
  versions: VersionRow[]
}

interface Deeds {
  publish: { obstacle: string | null }
  schedule: { obstacle: string | null }
  /** Publishing this one would take readers back to an earlier text. */
  isEarlier: boolean
  publications: Publication[]
}

export interface KoreanRow extends Deeds {
  number: number
  title: string
  significance: Significance | null
  note: string
  at: Date
  approval: SourceApproval | null
  approve: { obstacle: string | null }
  isLatest: boolean
  isPublic: boolean
}

export interface EnglishRow extends Deeds {
  number: number
  title: string
  sourceNumber: number
  by: string
  at: Date
  note: string
  state: VersionState
  approval: Approval | null
  returned: Return | null
  isLatest: boolean
  isPublic: boolean
}

export type VersionState = 'approved' | 'in-review' | 'outdated' | 'published' | 'returned' | 'superseded'

export interface PlannedRow {
  id: string
  language: Language
  number: number
  publishAt: Date
  by: string
  callOff: { obstacle: string | null }
  refused: string | null
}

/** A sentence of the history: its name in history.json and what fills its blanks. */
export interface Told {
  at: Date
  sentence: string
  values: Record<string, string | number>
}

export function articlePage(known: ArticlePageFacts): ArticlePage {
  const { facts, person, pairs, latest, schedules, publications, ownWorkAllowed } = known

  return {
    title: facts.titleKo,
    article: toRow(person, facts, ownWorkAllowed),
    mayDecide: isEditor(person),
    korean: sideOf(known, 'ko', koreanRows(known)),
    english: sideOf(known, 'en', englishRows(known)),
    submission: {
      obstacle: obstacleToSubmission({ person, pairs, latest }),
      open: pairs.filter(isOpen).length,
    },
    schedules: schedules.filter(isOpenSchedule).map((one) => toPlannedRow(person, one)),
    refused: schedules
      .filter((one) => one.refused !== null && !publications.some((later) => isAfter(later, one)))
      .map((one) => toPlannedRow(person, one)),
    history: known.events.flatMap((event) => told(event, schedules)),
  }
}

function isAfter(publication: Publication, { language, publishAt }: Schedule): boolean {
  return publication.language === language && publication.publishedAt > publishAt
}

function sideOf<VersionRow>(
  { person, publications }: ArticlePageFacts,
  language: Language,
  versions: VersionRow[],
): Side<VersionRow> {
  const standing = standingIn(publications, language)
  return {
    standing,
    isPublic: isPublic(standing),
    retraction: { obstacle: obstacleToRetraction(person, standing) },
    versions,
  }
}

function standingIn(publications: Publication[], language: Language): Publication | null {
  return publications.find((publication) => publication.language === language) ?? null
}

function koreanRows(known: ArticlePageFacts): KoreanRow[] {
  const { person, sources } = known
  const latest = sources[0]!.version
  return sources.map(({ version, approval }) => ({
    ...{ number: version.number, title: version.title, significance: version.significance },
    ...{ note: version.note, at: version.createdAt, approval },
    approve: { obstacle: obstacleToSourceApproval({ person, version, latest, approval }) },
    isLatest: version.number === latest.number,
    isPublic: isPublicNow(known, 'ko', version.number),
    ...deedsFor(known, 'ko', version.number, { isApproved: approval !== null, isReturned: false }),
  }))
}

function englishRows(known: ArticlePageFacts): EnglishRow[] {
  const { versions, approvals, returns } = known
  return versions.map((version) => {
    const approval = approvals.find((one) => one.translationVersionId === version.id) ?? null
    const returned = returns.find((one) => one.translationVersionId === version.id) ?? null
    const decided = { isApproved: approval !== null, isReturned: returned !== null }
    return {
      ...{ number: version.number, title: version.title, sourceNumber: version.sourceNumber },
      ...{ by: version.submittedByName, at: version.submittedAt, note: version.note, approval, returned },
      state: stateOfVersion(known, version, decided),
      isLatest: version.number === versions[0]!.number,
      isPublic: isPublicNow(known, 'en', version.number),
      ...deedsFor(known, 'en', version.number, decided),
    }
  })
}

interface Decided {
  isApproved: boolean
  isReturned: boolean
}

function stateOfVersion(
  known: ArticlePageFacts,
  version: TranslationVersion,
  { isApproved, isReturned }: Decided,
): VersionState {
  if (isReturned) return 'returned'
  if (isPublicNow(known, 'en', version.number)) return 'published'
  if (isApproved) return 'approved'
  if (version.number < known.versions[0]!.number) return 'superseded'
  return version.sourceNumber < known.sources[0]!.version.number ? 'outdated' : 'in-review'
}

function isPublicNow({ publications }: ArticlePageFacts, language: Language, number: number): boolean {
  const standing = standingIn(publications, language)
  return isPublic(standing) && standing.number === number
}

function deedsFor(
  { person, publications, schedules }: ArticlePageFacts,
  language: Language,
  number: number,
  decided: Decided,
): Deeds {
  const standing = standingIn(publications, language)
  const open = schedules.find((one) => one.language === language && isOpenSchedule(one)) ?? null
  const facts = { person, number, ...decided, standing, open }
  return {
    publish: { obstacle: obstacleToPublication(facts) },
    schedule: { obstacle: obstacleToSchedule(facts) },
    isEarlier: isPublic(standing) && number < standing.number,
    publications: publications.filter((one) => one.language === language && one.number === number),
  }
}

function toPlannedRow(person: Person, planned: Schedule): PlannedRow {
  const { publicId: id, language, number, publishAt, scheduledByName: by, refused } = planned
  return {
    id,
    language,
    number,
    publishAt,
    by,
    refused,
    callOff: { obstacle: obstacleToCallingOff(person, planned) },
  }
}

/** What the house tells of an article; deeds that are nobody's business here are left out. */
const tellable = [
  'approved',
  'brought-in',
  'commented',
  'details-changed',
  'draft-asked',
  'draft-stopped',
  'published',
  'retracted',
  'returned',
  'schedule-called-off',
  'schedule-refused',
  'scheduled',
  'source-approved',
  'source-version-added',
  'submitted',
]
const inOneLanguage = ['published', 'retracted', 'schedule-called-off', 'schedule-refused', 'scheduled']

function told({ action, at, by, detail }: Event, schedules: Schedule[]): Told[] {
  if (!tellable.includes(action)) return []
  const planned = schedules.find(({ publicId }) => publicId === detail.schedule)
  const { language = planned?.language, version = planned?.number, number } = detail
  const sentence = action === 'approved' && detail.ownWork === true ? 'approved-own-work' : action
  return [
    {
      at,
      sentence: inOneLanguage.includes(action) ? `${sentence}-${language === 'ko' ? 'ko' : 'en'}` : sentence,
      values: { name: by ?? '', version: Number(version ?? 0), number: Number(number ?? 0) },
    },
  ]
}
