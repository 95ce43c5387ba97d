import { isEditor, mayTranslate, type Person } from '../people/rules'
import { calendarDayFrom } from '../text/days'

/** Who has an article in hand and until when. At least one of the two is said. */
export interface Assignment {
  id: string
  articleId: string
  person: { id: string; name: string } | null
  /** A day of the calendar, `2027-03-01`. */
  dueOn: string | null
  assignedBy: string
  assignedAt: Date
}

export interface Wanted {
  /** Whoever is to have it, as they are today. */
  person: Person | null
  dueOn: string | null
}

export interface Facts {
  by: Person
  open: Assignment | null
  /** The day it is in the newsroom. */
  today: string
}

export type Obstacle =
  | 'not-an-editor'
  | 'assignment-empty'
  | 'assignment-same'
  | 'assignee-no-translator'
  | 'due-not-understood'
  | 'due-past'
  | 'due-too-far'

/** A day that was set before may stay, past as it is, when the article goes to somebody else. */
export function obstacleToAssignment({ by, open, today }: Facts, { person, dueOn }: Wanted): Obstacle | null {
  if (!isEditor(by)) return 'not-an-editor'
  if (!person && !dueOn) return 'assignment-empty'
  if (person && !mayTranslate(person)) return 'assignee-no-translator'
  if ((open?.person?.id ?? null) === (person?.id ?? null) && open?.dueOn === dueOn) return 'assignment-same'
  return dueOn && dueOn !== open?.dueOn ? obstacleToDay(dueOn, today) : null
}

function obstacleToDay(dueOn: string, today: string): Obstacle | null {
  if (!isDay(dueOn)) return 'due-not-understood'
  if (dueOn < today) return 'due-past'
  return Number(dueOn.slice(0, 4)) - Number(today.slice(0, 4)) > 5 ? 'due-too-far' : null
}

/** A day that the calendar has, from this millennium. */
export function isDay(text: string): boolean {
  return /^2\d{3}-\d\d-\d\d$/.test(text) && calendarDayFrom(text) !== null
}

/** Whoever translates takes what nobody has; the day that was set stays. */
export function obstacleToTaking({ by, open }: Omit<Facts, 'today'>): 'not-a-translator' | 'taken' | null {
  if (!mayTranslate(by)) return 'not-a-translator'
  return open?.person ? 'taken' : null
}

/** An editor ends it; and whoever has the article may put it down. */
export function obstacleToEnding({
  by,
  open,
}: Omit<Facts, 'today'>): 'not-assigned' | 'not-an-editor' | null {
  if (!open) return 'not-assigned'
  return isEditor(by) || open.person?.id === by.id ? null : 'not-an-editor'
}

/** Whole days from one day of the calendar to another; negative when the other came before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
