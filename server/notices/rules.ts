import { isAdmin, type Locale, type Person } from '../people/rules'

/** What the house tells people about. */
export const kinds = [
  'returned',
  'approved',
  'words-changed',
  'mentioned',
  'corrected',
  'assigned',
  'reported',
] as const
export type Kind = (typeof kinds)[number]

/** How somebody wants to be told: at the desk only, there and by mail, or not at all. */
export const ways = ['mail', 'desk', 'none'] as const
export type Way = (typeof ways)[number]
export type Choices = Record<Kind, Way>

/** Whoever has chosen nothing is told in full. */
export const usualWay: Way = 'mail'

/** What somebody is told: who did what to which article. */
export interface Notice {
  publicId: string
  kind: Kind
  at: Date
  readAt: Date | null
  /** Who did it; null for a reader, of whom nothing is known. */
  by: string | null
  article: { slug: string; titleKo: string }
  detail: Detail
}

export interface Detail {
  /** Of the translation; of the Korean where it was corrected. */
  version?: number
  /** Of a paragraph. */
  number?: number
  /** `2027-03-01`. */
  dueOn?: string
  /** The opening of what was written: reasons, a comment, the note of a correction. */
  words?: string
}

/** A notice to be written: its receivers are ids of people, and whoever did the deed is never among them. */
export interface Telling {
  kind: Kind
  articleId: string
  /** Null for a reader. */
  by: Pick<Person, 'id'> | null
  to: string[]
  detail?: Detail
}

/** A sentence of `notices.json` and what fills its blanks; the day of a due date is written by whoever speaks. */
export function noticeSentence({ kind, by, article, detail }: Notice): {
  sentence: string
  values: Record<string, string | number>
} {
  const { version = 0, number = 0, dueOn } = detail
  const title = article.titleKo.replace(/\s+/g, ' ').trim()
  return {
    sentence: kind === 'assigned' && dueOn ? 'told-assigned-until' : `told-${kind}`,
    values: { name: by ?? '', title, version, number },
  }
}

export function quoteOf({ detail }: Pick<Notice, 'detail'>): string {
  return detail.words ?? ''
}

/** What waits to be carried to somebody's mailbox. */
export interface Letter {
  id: string
  /** The stable part of its Message-ID. */
  publicId: string
  tries: number
  to: { name: string; email: string; locale: Locale }
  notice: Notice
}

/** A letter that did not arrive, as an admin reads of it. */
export interface LostLetter {
  publicId: string
  name: string
  kind: Kind
  titleKo: string
  givenUpAt: Date
  tries: number
  fault: Fault
  /** The mail server's own words, '' when it said nothing. */
  answer: string
}

/**
 * Why a letter has not gone. `refused`: the mail server will not have it, now or later. `away`: it may yet, so it is
 * tried again. `unanswered`: it was handed over and nobody said whether it arrived, so it is not sent a second time.
 */
export type Fault = 'refused' | 'away' | 'unanswered'

/** Milliseconds between one try and the next. After the last of them the letter is given up. */
export const pauses = [1, 5, 15, 60, 180, 480, 1440].map((minutes) => minutes * 60_000)

export type Next = { fault: Fault; tryAgainIn: number } | { fault: Fault; tryAgainIn: null }

/** What becomes of a letter whose try number `tries` (from 1) failed. */
export function afterFault(fault: Fault, tries: number, waits: readonly number[] = pauses): Next {
  return { fault, tryAgainIn: fault === 'away' ? (waits[tries - 1] ?? null) : null }
}

/** So much of what was written goes into a notice. */
export function wordsIn(text: string): string {
  const words = [...text.trim()]
  return words.length > 500 ? `${words.slice(0, 500).join('').trimEnd()}…` : words.join('')
}

interface Named {
  id: string
  name: string
}

/**
 * The ids of those whom a text calls by `@Name`. Names may hold spaces; the longest that fits is meant, and everybody
 * who bears it. Korean particles follow a name without a space, Latin letters do not: @Dan is nobody in @Daniel.
 */
export function mentionedIn(text: string, people: Named[]): string[] {
  const lower = folded(text)
  const names = [...new Set(people.map(({ name }) => folded(name)))].sort((a, b) => b.length - a.length)
  const called = [...lower.matchAll(/(?<![\p{L}\p{N}._%+-])@/gu)].flatMap(({ index }) => {
    const rest = lower.slice(index + 1)
    return names.find((name) => rest.startsWith(name) && endsThere(name, rest)) ?? []
  })
  return people.filter(({ name }) => called.includes(folded(name))).map(({ id }) => id)
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

function endsThere(name: string, rest: string): boolean {
  const isLatin = /[\p{Script=Latin}\p{N}]$/u.test(name)
  return !(isLatin && /^[\p{Script=Latin}\p{N}]/u.test(rest.slice(name.length)))
}

/** Only who keeps the house sees how its letters fare. */
export function maySeeLetters(person: Person): boolean {
  return isAdmin(person)
}
