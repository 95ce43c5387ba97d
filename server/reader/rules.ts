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

export const pageLength = 20

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

/** The photograph an article begins with: its public id, and its alt text in Markdown. */
export function leadOf(content: NumberedBlock[]): { media: string; alt: string } | null {
  const figure = content.find(({ kind, attributes }) => kind === 'figure' && attributes.media)
  if (!figure) return null
  const alt = content.find(
    ({ kind, attributes }) => kind === 'alt' && attributes.figure === figure.attributes.figure,
  )
  return { media: figure.attributes.media!, alt: alt?.text ?? '' }
}

/** Public ids of the photographs that these articles begin with. */
export function leadsOf(found: Pick<Entry, 'content'>[]): string[] {
  return found.flatMap(({ content }) => leadOf(content)?.media ?? [])
}

/** Where readers find things. The routes hand it in: what a page shows is decided without knowing any address. */
export interface Addresses {
  home(): string
  list(language: string, which?: { category?: string | null; page?: number }): string
  read(language: string, slug: string): string
  readSeries(language: string, slug: string): string
  picture(publicId: string, width: number, format: string): string
  oembed(article: { url: string; format: string }): string
  report(language: string, slug: string): string
}

/** Who publishes, and where the site is reached from outside, without a trailing slash. */
export interface Imprint {
  publicUrl: string
  publisher: Record<Language, string>
}

/** An article that a text links to, in one language it is public in. */
export interface Linked {
  slug: string
  language: Language
}

const linksInside = /<a href="\/(?:ko|en)\/([^"#?/]+)(#[^"]*)?">(.*?)<\/a>/gs

/** Slugs of the articles that a body links to. */
export function slugsIn(html: string): string[] {
  return [...new Set([...html.matchAll(linksInside)].map(([, slug]) => slugOf(slug!)))]
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
  return html.replace(linksInside, (_, encoded: string, fragment: string | undefined, words: string) => {
    const slug = slugOf(encoded)
    const languages = linked.filter((one) => one.slug === slug).map((one) => one.language)
    const found = languages.includes(language) ? language : languages[0]
    if (!found) return words
    const href = pathToRead(found, slug) + (fragment ?? '')
    if (found === language) return `<a href="${href}">${words}</a>`
    return `<a href="${href}" hreflang="${found}">${words}</a> ${elsewhere}`
  })
}

function slugOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded).normalize('NFC')
  } catch {
    return encoded
  }
}
