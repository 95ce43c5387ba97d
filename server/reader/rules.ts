import { createHash } from 'node:crypto'
import type { Language } from '../publications/rules'
import type { NumberedBlock } from '../text/blocks'

/** What readers see of one article in one language: exactly what an editor approved, and who and when. */
export interface Page extends Entry {
  /** Sanitised HTML of the body, with the number of each segment as `id="p<number>"`. */
  html: string
  sourceNumber: number
  sourceCreatedAt: Date
  /** Who wrote the English; null for the Korean. */
  translators: string[] | null
  approver: string
  approvedAt: Date
  /** The approver is one of those who wrote it, which the house has allowed. */
  ownWork: boolean
}

/** An article in a list. */
export interface Entry {
  articleId: string
  slug: string
  language: Language
  /** Inline Markdown. */
  title: string
  content: NumberedBlock[]
  publishedAt: Date
  firstPublishedAt: Date
  category: Named | null
  series: Named | null
  part: number | null
}

/** A category or series, named in both languages. */
export interface Named {
  slug: string
  ko: string
  en: string
}

/** A category or series that readers can go to, and in which languages. */
export interface Place extends Named {
  id: string
  languages: Language[]
}

/** A byline and what stands in the other language in its place; how many articles have the two. */
export interface BylinePair {
  here: string
  there: string
  times: number
}

/** The years beside a year that have something to read, in one language, and the languages that the year itself has it in. */
export interface YearPlace {
  earlier: number | null
  later: number | null
  languages: Language[]
}

/** How many public articles there are of one thing, which is the one that is not null. */
export interface Counted {
  category: string | null
  series: string | null
  byline: string | null
  year: number | null
  articles: number
}

/** The same article in the other language, as far as a page needs to know it. */
export interface Counterpart {
  language: Language
  slug: string
  title: string
  publishedAt: Date
  sourceNumber: number
  /** Numbers of the segments it has. */
  numbers: number[]
}

/** An article that another page leads to. */
export interface Mention {
  articleId: string
  slug: string
  language: Language
  title: string
  part: number | null
}

/** What is public of an article when one language of it is asked for. */
export interface Standing {
  page: Page | null
  counterpart: Counterpart | null
}

/** Both languages of an article, each as it was approved. */
export type Both = Record<Language, Page>

/** How the two stand: `both` is side by side where there is room, `interleaved` one after the other everywhere. */
export const layouts = ['both', 'interleaved'] as const
export type Layout = (typeof layouts)[number]

export const pageLength = 20

/** Which public articles a list is of: all of them, or those that these narrow it to. */
export interface Which {
  /** The id of a category. */
  category?: string
  /** Bylines as they stand in the articles; an article has one of them. */
  bylines?: string[]
  /** A calendar year as this time zone has it. */
  year?: number
  timeZone?: string
}

/** One page of a list: so many articles, after so many newer ones; and the pages beside it. */
export interface Span {
  offset: number
  length: number
  /** The page with newer articles; `front` is the one without a number. */
  newer: number | 'front' | null
  older: number | null
}

/**
 * Pages are numbered from the oldest, so that a page that is full stays what it is when something new comes. The newest
 * articles stand on the front, ten of them at least. `front` for a page that is not full yet; null for one that is not there.
 */
export function spanOf(total: number, page: number | null): Span | 'front' | null {
  const full = Math.floor(total / pageLength)
  const rest = total - full * pageLength
  const behindFront = full > 0 && rest < pageLength / 2 ? full - 1 : full
  if (page === null) {
    const length = total - behindFront * pageLength
    return { offset: 0, length, newer: null, older: behindFront || null }
  }
  if (page > full) return page === full + 1 && rest > 0 ? 'front' : null
  return {
    offset: total - page * pageLength,
    length: pageLength,
    newer: page < behindFront ? page + 1 : 'front',
    older: page - 1 || null,
  }
}

export function otherThan(language: Language): Language {
  return language === 'ko' ? 'en' : 'ko'
}

/** A version of the Korean that is public and came after the one an English page was made from; typos are none. */
export interface SourceChange {
  number: number
  significance: 'update' | 'correction'
  /** Of the paragraphs that it changed and that still read otherwise. */
  numbers: number[]
}

/** How far English is behind the Korean that readers see. */
export interface Behind {
  /** On which that Korean became public. */
  day: Date
  /** Something in it was wrong and was corrected. */
  corrected: boolean
  /** Of the paragraphs concerned, as they stand in the English: the corrected ones where there are any. */
  numbers: number[]
}

/** Null while the two say the same, or differ by typos only. Korean is never behind. */
export function behindBy(
  page: Page,
  counterpart: Counterpart | null,
  changes: SourceChange[],
): Behind | null {
  if (page.language === 'ko' || !counterpart || changes.length === 0) return null
  const corrections = changes.filter(({ significance }) => significance === 'correction')
  const telling = corrections.length > 0 ? corrections : changes
  const concerned = new Set(telling.flatMap(({ numbers }) => numbers))
  return {
    day: counterpart.publishedAt,
    corrected: corrections.length > 0,
    numbers: page.content.map(({ number }) => number).filter((number) => concerned.has(number)),
  }
}

/** Marks paragraphs in a body without a change of its words. */
export function withChanged(html: string, numbers: number[]): string {
  const changed = new Set(numbers)
  return html.replace(/<[a-z][^<>]* id="p(\d+)"/g, (tag, number: string) =>
    changed.has(Number(number)) ? `${tag} data-behind` : tag,
  )
}

/** The photograph an article begins with: its public id, and its alt text and credit in Markdown. */
export function leadOf(content: NumberedBlock[]): { media: string; alt: string; credit: string } | null {
  const figure = content.find(({ kind, attributes }) => kind === 'figure' && attributes.media)
  if (!figure) return null
  const wordsOf = (wanted: 'alt' | 'credit') =>
    content.find(({ kind, attributes }) => kind === wanted && attributes.figure === figure.attributes.figure)
      ?.text ?? ''
  return { media: figure.attributes.media!, alt: wordsOf('alt'), credit: wordsOf('credit') }
}

/** Public ids of the photographs that these articles begin with. */
export function leadsOf(found: Pick<Entry, 'content'>[]): string[] {
  return found.flatMap(({ content }) => leadOf(content)?.media ?? [])
}

/** Where readers find things. The routes hand it in: what a page shows is decided without knowing any address. */
export interface Addresses {
  home(): string
  list(language: string, which?: { category?: string | null; page?: number | null }): string
  read(language: string, slug: string): string
  readBoth(language: string, slug: string, layout?: Layout): string
  readSeries(language: string, slug: string): string
  readAuthor(language: string, slug: string, page?: number | null): string
  readYear(language: string, year: number, page?: number | null): string
  readIndex(language: string): string
  picture(publicId: string, width: number, format: string): string
  /** Of an article, or of the site where the slug is null. */
  cover(language: string, slug: string | null, fingerprint: string): string
  oembed(article: { url: string; format: string }): string
  report(language: string, slug: string): string
}

/** Who publishes, where the site is reached from outside, without a trailing slash, and in whose time. */
export interface Imprint {
  publicUrl: string
  publisher: Record<Language, string>
  timeZone: string
}

/** An article that a text links to, in one language it is public in. */
export interface Linked {
  slug: string
  language: Language
  /** What it is or was called in public, in the language that it is called so in. */
  called: string
  calledIn: Language
}

const linksInside = /<a href="\/(ko|en)\/([^"#?/]+)(#[^"]*)?">(.*?)<\/a>/gs

/** Slugs of the articles that a body links to. */
export function slugsIn(html: string): string[] {
  return [...new Set([...html.matchAll(linksInside)].map(([, , slug]) => slugOf(slug!)))]
}

/**
 * Links between articles lead to the reader's language where the article is public in it, else to the other, marked as
 * such; to one that nobody may read nothing leads. All else stays as it was approved, byte for byte.
 */
export function withLinks(
  html: string,
  language: Language,
  linked: Linked[],
  pathToRead: (language: Language, slug: string) => string,
  elsewhere: string,
): string {
  return html.replace(
    linksInside,
    (_, into: Language, encoded: string, fragment: string | undefined, words: string) => {
      const there = calledBy(slugOf(encoded), into, linked)
      const found = there.find((one) => one.language === language) ?? there[0]
      if (!found) return words
      const href = pathToRead(found.language, found.slug) + (fragment ?? '')
      if (found.language === language) return `<a href="${href}">${words}</a>`
      return `<a href="${href}" hreflang="${found.language}">${words}</a> ${elsewhere}`
    },
  )
}

/** What has this slug in the language of the link; where nothing has, what has it in the other. */
function calledBy(slug: string, into: Language, linked: Linked[]): Linked[] {
  const called = linked.filter((one) => one.called === slug)
  const there = called.filter(({ calledIn }) => calledIn === into)
  return there.length > 0 ? there : called
}

function slugOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded).normalize('NFC')
  } catch {
    return encoded
  }
}

/** What other sites show of a page that has no photograph: nothing that the page itself does not say. */
export interface Cover {
  language: Language
  publisher: string
  /** The category, the series and the part. */
  place: string
  title: string
  /** The title in the other language, where that is public as well. */
  across: string | null
}

/** In pixels, as social networks want it. */
export const coverSize = { width: 1200, height: 630 }

/** Another number when the same words are drawn in another way. */
const design = 1

/** The same as long as the cover shows the same, so that nobody who keeps one keeps a lie. */
export function fingerprintOf(cover: Cover): string {
  const { language, publisher, place, title, across } = cover
  const shown = JSON.stringify([design, language, publisher, place, title, across])
  return createHash('sha256').update(shown).digest('hex').slice(0, 20)
}
