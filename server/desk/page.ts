import type { Approval, Return } from '../approvals/rules'
import { dayIn, daysBetween, obstacleToEnding, obstacleToTaking, type Assignment } from '../assignments/rules'
import { told, type Event, type Told } from '../history/rules'
import { isEditor, mayTranslate, type Person } from '../people/rules'
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
  byPressure,
  daysLeft,
  isCorrection,
  isIn,
  koreanStageOf,
  queues,
  since,
  stageOf,
  tasksFor,
  type ArticleFacts,
  type ArticleState,
  type KoreanStage,
  type Queue,
  type Size,
  type Stage,
  type Task,
} from './rules'

export interface DeskFacts {
  person: Person
  ownWorkAllowed: boolean
  now: Date
  timeZone: string
}

/** What each list of the desk has, in the order of its door; the first is what waits for whoever looks. */
export interface Door {
  queue: Queue | null
  count: number
  current: boolean
}

/** The first page of the morning: corrections, what waits for me, then the beginning of everything else by its stage. */
export interface DeskPage<Entry = Row> {
  doors: Door[]
  /** Readers see what the Korean has corrected: first in everybody's list, whoever has to do it. */
  corrections: Entry[]
  /** What waits for whoever looks, longest waiting first; of a long list a page at a time. */
  waiting: { rows: Entry[]; total: number; previous: number | null; next: number | null }
  /** Articles that wait for nobody here. Stages without any are left out; of a long one the page shows the beginning. */
  queues: { stage: Stage; rows: Entry[]; total: number }[]
  total: number
}

/** One list in full, a page at a time. */
export interface QueuePage<Entry = Row> {
  doors: Door[]
  queue: Queue
  rows: Entry[]
  total: number
  previous: number | null
  next: number | null
}

export interface Row extends Pick<
  ArticleFacts,
  'slug' | 'titleKo' | 'titleEn' | 'category' | 'series' | 'part'
> {
  stage: Stage
  koreanStage: KoreanStage
  tasks: Task[]
  /** Set while the English has not followed a correction of the Korean. */
  correction: { number: number } | null
  progress: { total: number; confirmed: number; percent: number }
  size: Size
  since: Date
  /** Whole days since then, by the calendar of the newsroom. */
  age: number
  assignee: { name: string; isSelf: boolean } | null
  due: Due | null
  /** Of the newest translation version. */
  version: number | null
  submittedBy: string | null
  /** Why it was sent back, in stage `returned`. */
  reasons: string | null
  /** In stage `scheduled`. */
  scheduledFor: Date | null
}

export interface Due {
  day: string
  /** Negative when the day has passed; null when nothing is left to do. */
  daysLeft: number | null
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

/** Lists with a door of their own above the page; the others are reached from their heading. */
const withDoor: Queue[] = ['mine', 'in-review', 'returned', 'outdated', 'scheduled']

/** So much of a stage is shown on the first page, and so much of a list on each of its pages. */
const beginning = 10
export const rowsOnAPage = 50

export function queueNamed(asked: unknown): Queue | null {
  return queues.find((queue) => queue === asked) ?? null
}

/** Which articles the page shows, out of all there are. */
export function deskLists(facts: DeskFacts, states: ArticleState[], number: number): DeskPage<ArticleState> {
  const corrections = []
  const waiting = []
  const others = new Map<Stage, ArticleState[]>(order.map((stage) => [stage, []]))
  for (const state of sorted(facts, states)) {
    if (isCorrection(state)) corrections.push(state)
    else if (waitsFor(facts, state)) waiting.push(state)
    else others.get(stageOf(state))!.push(state)
  }

  return {
    doors: doorsFor(facts, states, null),
    corrections,
    waiting: onPage(waiting, number),
    queues: [...others]
      .filter(([, queue]) => queue.length > 0)
      .map(([stage, queue]) => ({ stage, rows: queue.slice(0, beginning), total: queue.length })),
    total: states.length,
  }
}

export function queueList(
  facts: DeskFacts,
  states: ArticleState[],
  queue: Queue,
  number: number,
): QueuePage<ArticleState> {
  const found = states.filter((state) => isIn(queue, facts.person, state))
  return { doors: doorsFor(facts, states, queue), queue, ...onPage(sorted(facts, found), number) }
}

/** Slugs of the articles on a page. */
export function slugsOn(lists: DeskPage<ArticleState> | QueuePage<ArticleState>): string[] {
  const states =
    'rows' in lists
      ? lists.rows
      : [...lists.corrections, ...lists.waiting.rows, ...lists.queues.flatMap(({ rows }) => rows)]
  return states.map(({ slug }) => slug)
}

export function deskPage(
  facts: DeskFacts,
  lists: DeskPage<ArticleState>,
  articles: ArticleFacts[],
): DeskPage {
  const rowsFor = rowsFrom(facts, articles)
  return {
    ...lists,
    corrections: rowsFor(lists.corrections),
    waiting: { ...lists.waiting, rows: rowsFor(lists.waiting.rows) },
    queues: lists.queues.map((queue) => ({ ...queue, rows: rowsFor(queue.rows) })),
  }
}

export function queuePage(
  facts: DeskFacts,
  list: QueuePage<ArticleState>,
  articles: ArticleFacts[],
): QueuePage {
  return { ...list, rows: rowsFrom(facts, articles)(list.rows) }
}

function rowsFrom(facts: DeskFacts, articles: ArticleFacts[]): (states: ArticleState[]) => Row[] {
  const bySlug = new Map(articles.map((one) => [one.slug, one]))
  // An article may have got another address since its state was read.
  return (states) => states.flatMap(({ slug }) => bySlug.get(slug) ?? []).map((one) => toRow(facts, one))
}

function sorted({ now, timeZone }: DeskFacts, states: ArticleState[]): ArticleState[] {
  return byPressure(states, dayIn(now, timeZone))
}

function onPage<One>(all: One[], number: number) {
  return {
    rows: all.slice((number - 1) * rowsOnAPage, number * rowsOnAPage),
    total: all.length,
    previous: number > 1 ? number - 1 : null,
    next: number * rowsOnAPage < all.length ? number + 1 : null,
  }
}

function doorsFor(facts: DeskFacts, states: ArticleState[], current: Queue | null): Door[] {
  const count = (queue: Queue) => states.filter((one) => isIn(queue, facts.person, one)).length
  const others = current && !withDoor.includes(current) ? [...withDoor, current] : withDoor
  return [
    {
      queue: null,
      count: states.filter((one) => isCorrection(one) || waitsFor(facts, one)).length,
      current: current === null,
    },
    ...others.map((queue) => ({ queue, count: count(queue), current: queue === current })),
  ]
}

function waitsFor({ person, ownWorkAllowed }: DeskFacts, state: ArticleState): boolean {
  return tasksFor(person, state, ownWorkAllowed).length > 0
}

function toRow({ person, ownWorkAllowed, now, timeZone }: DeskFacts, facts: ArticleFacts): Row {
  const { slug, titleKo, titleEn, category, series, part, latest, assignment, size, corrected } = facts
  const stage = stageOf(facts)
  const today = dayIn(now, timeZone)
  return {
    ...{ slug, titleKo, titleEn, category, series, part, stage, size },
    koreanStage: koreanStageOf(facts),
    tasks: tasksFor(person, facts, ownWorkAllowed),
    correction: isCorrection(facts) && corrected ? { number: corrected.number } : null,
    progress: progressOf(facts),
    since: since(facts),
    age: Math.max(0, daysBetween(dayIn(since(facts), timeZone), today)),
    assignee: assignment?.name ? { name: assignment.name, isSelf: assignment.personId === person.id } : null,
    due: assignment?.dueOn ? { day: assignment.dueOn, daysLeft: daysLeft(facts, today) } : null,
    version: latest?.number ?? null,
    submittedBy: latest?.submittedByName ?? null,
    reasons: stage === 'returned' ? (latest?.reasons ?? null) : null,
    scheduledFor: stage === 'scheduled' ? facts.scheduledFor : null,
  }
}

function progressOf({ progress: { total, confirmed } }: ArticleFacts): Row['progress'] {
  return { total, confirmed, percent: total === 0 ? 0 : Math.floor((100 * confirmed) / total) }
}

export interface ArticlePageFacts extends DeskFacts {
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
  assignment: Assignment | null
  colleagues: Person[]
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
  assigning: Assigning
  /** The newest deeds; all of them have a page of their own. */
  history: Told[]
}

/** In whose hands it is, and what can be done about that. */
export interface Assigning {
  open: Assignment | null
  /** Public ids of those it can be given to. */
  people: { id: string; name: string; chosen: boolean }[]
  mayAssign: boolean
  mayTake: boolean
  mayEnd: boolean
  today: string
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

export function articlePage(known: ArticlePageFacts): ArticlePage {
  const { facts, person, pairs, latest, schedules, publications } = known

  return {
    title: facts.titleKo,
    article: toRow(known, facts),
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
    assigning: assigningOf(known),
    history: known.events.flatMap((event) => told(event, schedules)).slice(0, 8),
  }
}

function assigningOf({ person, assignment: open, colleagues, now, timeZone }: ArticlePageFacts): Assigning {
  return {
    open,
    people: colleagues
      .filter(mayTranslate)
      .map(({ id, publicId, name }) => ({ id: publicId, name, chosen: open?.person?.id === id })),
    mayAssign: isEditor(person),
    mayTake: obstacleToTaking({ by: person, open }) === null,
    mayEnd: obstacleToEnding({ by: person, open }) === null,
    today: dayIn(now, timeZone),
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
