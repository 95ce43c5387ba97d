import { daysBetween } from '../assignments/rules'
import type { Person } from '../people/rules'
import { dayIn } from '../text/days'
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

/** What a list shows of an article; its own page begins with the same. */
export function toRow({ person, ownWorkAllowed, now, timeZone }: DeskFacts, facts: ArticleFacts): Row {
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
