import {
  kinds,
  noticeSentence,
  quoteOf,
  ways,
  type Choices,
  type Kind,
  type LostLetter,
  type Notice,
  type Way,
} from './rules'

/** Where a notice leads. */
export type Place =
  | { page: 'article' | 'comparison'; slug: string; version: number }
  | { page: 'changes' | 'version'; slug: string; version: number }
  | { page: 'pair'; slug: string; number: number }

export function placeOf({ kind, article: { slug }, detail: { version = 1, number = 1 } }: Notice): Place {
  switch (kind) {
    case 'returned':
    case 'approved':
      return { page: 'version', slug, version }
    case 'words-changed':
      return { page: 'changes', slug, version }
    case 'mentioned':
    case 'reported':
      return { page: 'pair', slug, number }
    case 'corrected':
      return { page: 'comparison', slug, version }
    case 'assigned':
      return { page: 'article', slug, version }
  }
}

export interface NoticesPage {
  notices: NoticeRow[]
  unread: number
  choices: { kind: Kind; ways: { way: Way; chosen: boolean }[] }[]
  mail: boolean
  previous: number | null
  next: number | null
}

export interface NoticeRow {
  id: string
  kind: Kind
  sentence: string
  values: Record<string, string | number>
  dueOn: string | null
  quote: string
  at: Date
  unread: boolean
}

export const noticesOnAPage = 40

export function noticesPage(facts: {
  /** One more than a page holds when there are older ones. */
  notices: Notice[]
  unread: number
  choices: Choices
  mail: boolean
  number: number
}): NoticesPage {
  const { notices, unread, choices, mail, number } = facts
  return {
    notices: notices.slice(0, noticesOnAPage).map(toRow),
    ...{ unread, mail },
    choices: kinds.map((kind) => ({
      kind,
      ways: ways.map((way) => ({ way, chosen: choices[kind] === way })),
    })),
    previous: number > 1 ? number - 1 : null,
    next: notices.length > noticesOnAPage ? number + 1 : null,
  }
}

function toRow(notice: Notice): NoticeRow {
  const { publicId: id, kind, at, readAt, detail } = notice
  return {
    ...{ id, kind, at, unread: readAt === null, ...noticeSentence(notice) },
    dueOn: detail.dueOn ?? null,
    quote: quoteOf(notice),
  }
}

export interface LettersPage {
  mail: boolean
  waiting: number
  sent: number
  lost: LostLetter[]
}
