import { daysBetween } from '../assignments/rules'
import { isEditor, isTranslator, type Person } from '../people/rules'

/** Where an article stands on its way from the Korean into English. Derived from rows each time, stored nowhere. */
export const stages = [
  'fresh',
  'drafted',
  'in-review',
  'returned',
  'approved',
  'scheduled',
  'published',
  'outdated',
] as const
export type Stage = (typeof stages)[number]

/** Where its newest Korean stands. */
export type KoreanStage = 'unapproved' | 'approved' | 'published' | 'retracted'

/** What says where an article stands, whom it waits for and since when. Small enough to be known of thousands at once. */
export interface ArticleState {
  slug: string
  korean: {
    /** Of the newest source version. */
    number: number
    /** Of the newest that was more than a typo: English made from it, or from a later one, is up to date. */
    lastChange: number
    createdAt: Date
    approvedAt: Date | null
    /** The newest publication of any Korean of this article. */
    publication: PublicationFacts | null
    scheduledFor: Date | null
  }
  progress: Begun
  /** The newest translation version. */
  latest: {
    number: number
    sourceNumber: number
    submittedAt: Date
    authors: string[]
    approvedAt: Date | null
    returnedAt: Date | null
    /** Whether it ever was before readers. */
    wasPublished: boolean
  } | null
  /** The newest publication of any English of this article. */
  publication: PublicationFacts | null
  scheduledFor: Date | null
  /** The newest Korean that corrected something, whether or not more versions followed. */
  corrected: { number: number; at: Date } | null
  /** Ids of those whose English stands in the workshop. */
  hands: string[]
  assignment: { personId: string | null; dueOn: string | null } | null
}

/** All the desk shows of an article without opening it. */
export interface ArticleFacts extends ArticleState {
  titleKo: string
  /** As it stands in the workshop, or else in the newest version. */
  titleEn: string | null
  category: { nameKo: string; nameEn: string } | null
  series: { nameKo: string; nameEn: string } | null
  part: number | null
  progress: Progress
  latest: (NonNullable<ArticleState['latest']> & { submittedByName: string; reasons: string | null }) | null
  assignment: { personId: string | null; name: string | null; dueOn: string | null } | null
  size: Size
}

/** What translators count: characters of the Korean without spaces, words of the English as it stands. */
export interface Size {
  characters: number
  words: number
}

export interface PublicationFacts {
  number: number
  sourceNumber: number
  publishedAt: Date
  retractedAt: Date | null
}

interface Begun {
  /** Pairs with any English, whoever wrote it. */
  begun: number
  /** When the English was last changed. */
  touchedAt: Date | null
}

/** Of the pairs that are translated at all. */
export interface Progress extends Begun {
  total: number
  confirmed: number
}

/** The stage of the English. What somebody has to do comes before what is done. */
export function stageOf({ korean, latest, publication, progress, scheduledFor }: StageFacts): Stage {
  const isUpToDate = ({ sourceNumber }: { sourceNumber: number }) => sourceNumber >= korean.lastChange
  const current = latest && isUpToDate(latest) ? latest : null
  if (current?.returnedAt) return 'returned'
  if (current && !current.approvedAt) return 'in-review'
  if (scheduledFor) return 'scheduled'
  if (current && !current.wasPublished) return 'approved'
  if (isStanding(publication) && isUpToDate(publication)) return 'published'
  if (latest && !current) return 'outdated'
  if (isStanding(publication)) return 'outdated'
  if (latest) return 'approved'
  return progress.begun > 0 ? 'drafted' : 'fresh'
}

export type StageFacts = Pick<ArticleState, 'latest' | 'progress' | 'publication' | 'scheduledFor'> & {
  korean: { lastChange: number }
}

export function koreanStageOf({ korean }: Pick<ArticleState, 'korean'>): KoreanStage {
  const { number, approvedAt, publication } = korean
  if (publication?.number === number) return publication.retractedAt ? 'retracted' : 'published'
  return approvedAt ? 'approved' : 'unapproved'
}

export function isStanding(publication: PublicationFacts | null): publication is PublicationFacts {
  return publication !== null && publication.retractedAt === null
}

/** Since when the article is in the stage it is in. */
export function since(facts: ArticleState): Date {
  const { korean, latest, publication, progress } = facts
  switch (stageOf(facts)) {
    case 'fresh':
    case 'outdated':
      return korean.createdAt
    case 'drafted':
      return progress.touchedAt ?? korean.createdAt
    case 'in-review':
      return latest!.submittedAt
    case 'returned':
      return latest!.returnedAt!
    case 'approved':
    case 'scheduled':
      return latest?.approvedAt ?? publication?.retractedAt ?? korean.createdAt
    case 'published':
      return publication!.publishedAt
  }
}

/** Readers see English that the Korean has corrected since: that comes before everything else, for everybody. */
export function isCorrection({ corrected, publication }: ArticleState): boolean {
  return corrected !== null && isStanding(publication) && publication.sourceNumber < corrected.number
}

/** Days until it is due; negative when the day has passed. Null when no day is set, or nothing is left to do. */
export function daysLeft(facts: ArticleState, today: string): number | null {
  const { assignment } = facts
  return assignment?.dueOn && stageOf(facts) !== 'published' ? daysBetween(today, assignment.dueOn) : null
}

/** The lists somebody may look at: their own, and one for every stage. */
export const queues = ['mine', ...stages] as const
export type Queue = (typeof queues)[number]

/** Mine is what was given to me or has words of mine, until it is published and nothing more is asked of it. */
export function isIn(queue: Queue, person: Person, facts: ArticleState): boolean {
  if (queue !== 'mine') return stageOf(facts) === queue
  const { assignment, hands, latest } = facts
  const isTheirs =
    assignment?.personId === person.id || hands.includes(person.id) || latest?.authors.includes(person.id)
  return isTheirs === true && stageOf(facts) !== 'published'
}

/** Corrections, then what is overdue, then what has waited longest. */
export function byPressure(states: ArticleState[], today: string): ArticleState[] {
  return states
    .map((state) => ({
      state,
      corrects: Number(isCorrection(state)),
      late: Number((daysLeft(state, today) ?? 0) < 0),
      since: since(state).getTime(),
    }))
    .sort((one, other) => other.corrects - one.corrects || other.late - one.late || one.since - other.since)
    .map(({ state }) => state)
}

export type Task =
  | 'answer-return'
  | 'approve-korean'
  | 'begin'
  | 'continue'
  | 'decide'
  | 'publish-english'
  | 'publish-korean'
  | 'update'

/** What this article waits for this person to do, the most pressing first. */
export function tasksFor(person: Person, facts: ArticleState, ownWorkAllowed: boolean): Task[] {
  return [
    ...(isEditor(person) ? tasksOfEditor(person, facts, ownWorkAllowed) : []),
    ...(isForThem(person, facts) ? tasksOfTranslator(facts) : []),
  ]
}

/** What was given to somebody waits for them; the rest for every translator. */
function isForThem(person: Person, { assignment }: ArticleState): boolean {
  return assignment?.personId ? assignment.personId === person.id : isTranslator(person)
}

function tasksOfEditor(person: Person, facts: ArticleState, ownWorkAllowed: boolean): Task[] {
  const stage = stageOf(facts)
  const korean = koreanStageOf(facts)
  const isOwn = facts.latest?.authors.includes(person.id) && !ownWorkAllowed
  const tasks: [Task, boolean][] = [
    ['decide', stage === 'in-review' && !isOwn],
    ['publish-english', stage === 'approved' && facts.publication?.retractedAt == null],
    ['approve-korean', korean === 'unapproved'],
    ['publish-korean', korean === 'approved' && !facts.korean.scheduledFor],
  ]
  return tasks.filter(([, waits]) => waits).map(([task]) => task)
}

const taskOfStage: Partial<Record<Stage, Task>> = {
  returned: 'answer-return',
  outdated: 'update',
  drafted: 'continue',
  fresh: 'begin',
}

function tasksOfTranslator(facts: ArticleState): Task[] {
  const task = taskOfStage[stageOf(facts)]
  return task ? [task] : []
}
