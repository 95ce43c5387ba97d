import type { PictureSize } from '../articles/rules'
import { languages, type Language } from '../publications/rules'
import type { Kind, NumberedBlock } from '../text/blocks'
import { presented } from '../text/presenting'
import { plain, renderInline } from '../text/rendering'
import { openingOf, readingMinutes } from '../text/words'
import { authorsIn, authorWay, withAuthors } from './authorPage'
import { coverImage, coverOfArticle } from './coverPage'
import {
  behindBy,
  leadOf,
  withChanged,
  withLinks,
  type Addresses,
  type Behind,
  type Counterpart,
  type Imprint,
  type Linked,
  type Mention,
  type Named,
  type Page,
  type SourceChange,
  yearOf,
} from './rules'

/** A way to somewhere; `language` is that of the page it leads to. */
export interface Way {
  href: string
  title: string
  language: Language
}

export interface Picture {
  /** For everyone; `webp` is the same for those who can. Both are `srcset`s but `src`. */
  src: string
  srcset: string
  webp: string
  width: number
  height: number
  alt: string
}

/** What the head of every reader page says about itself. All addresses are whole. */
export interface Head {
  title: string
  description: string
  canonical: string
  alternates: { hreflang: string; href: string }[]
  otherLanguage: { href: string; language: Language } | null
  /** The way to both languages together. */
  both?: { href: string } | null
  modules: string[]
  /** What other sites show of it. */
  image: SharedImage
  /** What search engines read: JSON, made safe for a page. */
  jsonLd: string
}

interface SharedImage {
  src: string
  width: number
  height: number
  alt: string
}

export interface ArticlePage extends Head {
  type: 'article'
  /** What other sites may show of it. */
  oembed: string
  article: {
    /** HTML, as are the other words. */
    title: string
    summary: string | null
    byline: string | null
    html: string
    /** Of the segments above the body; the same in both languages. */
    numbers: Record<'title' | 'summary' | 'byline', number | undefined>
    category: { name: string; href: string } | null
    publishedAt: Date
    /** Where all that was published in that year is. */
    year: string
    /** Only where a later version replaced the first. */
    updatedAt: Date | null
    minutes: number
  }
  series: SeriesPlace | null
  /** Since when the Korean is ahead of this English, in which paragraphs, and where to read it. */
  outdated: (Behind & { href: string | null }) | null
  colophon: {
    translators: string[]
    approver: string
    approvedAt: Date
    /** Of the Korean. */
    sourceNumber: number
    sourceDay: Date
    ownWork: boolean
  }
  related: Way[]
  /** Where to say that something in it is wrong. */
  report: string
}

interface SeriesPlace extends Way {
  part: number
  parts: (Way & { part: number; current: boolean })[]
  /** Part 1, for those who came in later. */
  first: Way | null
  previous: Way | null
  next: Way | null
}

/** What every page is made with beside its own facts. */
export interface Means extends Imprint {
  pathTo: Addresses
  pictures: Map<string, PictureSize>
}

export interface ArticleFacts extends Means {
  page: Page
  counterpart: Counterpart | null
  /** What became of the Korean since the English was made from it. */
  changes: SourceChange[]
  parts: Mention[]
  related: Mention[]
  linked: Linked[]
  /** "(in Korean)", for links that lead into the other language. */
  elsewhereLabel: string
  /** What the mark beside each paragraph is called, in the language it leads to. */
  markLabel: string
}

export function articlePage(facts: ArticleFacts): ArticlePage {
  const { page, counterpart, pathTo, publicUrl } = facts
  const { language, content } = page
  const linked = withLinks(page.html, language, facts.linked, pathTo.read, facts.elsewhereLabel)
  const html = presented(linked, language)
  const head = headOfArticle(facts)
  const image = sharedPicture(facts)
  const behind = behindBy(page, counterpart, facts.changes)

  return {
    ...head,
    type: 'article',
    oembed: publicUrl + pathTo.oembed({ format: 'json', url: head.canonical }),
    image,
    jsonLd: linkedData(facts, head, image.src),
    article: {
      title: renderInline(page.title),
      summary: inlineOf(content, 'summary'),
      byline: bylineIn(facts),
      html: withChanged(counterpart ? withMarks(html, counterpart, facts) : html, behind?.numbers ?? []),
      numbers: {
        title: blockOf(content, 'title')?.number,
        summary: blockOf(content, 'summary')?.number,
        byline: blockOf(content, 'byline')?.number,
      },
      category: page.category && namedWay(categoryWay(pathTo, language, page.category)),
      publishedAt: page.firstPublishedAt,
      year: pathTo.readYear(language, yearOf(page.firstPublishedAt, facts.timeZone)),
      updatedAt: page.publishedAt > page.firstPublishedAt ? page.publishedAt : null,
      minutes: minutesOf(content, language),
    },
    series: seriesPlace(pathTo, page, facts.parts),
    outdated: behind && { ...behind, href: pathTo.read('ko', page.slug) },
    colophon: colophonOf(page),
    related: each(facts.related, language).map((mention) => wayTo(pathTo, mention)),
    report: pathTo.report(language, page.slug),
  }
}

export function colophonOf(page: Page): ArticlePage['colophon'] {
  return {
    translators: page.translators ?? [],
    approver: page.approver,
    approvedAt: page.approvedAt,
    sourceNumber: page.sourceNumber,
    sourceDay: page.sourceCreatedAt,
    ownWork: page.ownWork,
  }
}

/** Each name a way to what else they wrote. */
function bylineIn({ page: { content, language }, pathTo }: ArticleFacts): string | null {
  const html = inlineOf(content, 'byline')
  const authors = authorsIn(bylineOf(content))
  return (
    html &&
    withAuthors(
      html,
      authors.map((author) => authorWay(pathTo, language, author)),
    )
  )
}

/** The photograph that it begins with, or else a cover that is drawn of its words. */
function sharedPicture(facts: ArticleFacts): SharedImage {
  const { page, counterpart, publicUrl, pathTo } = facts
  const lead = leadPicture(facts, page.content)
  if (lead) return { src: publicUrl + lead.src, width: lead.width, height: lead.height, alt: lead.alt }
  return coverImage(pathTo, publicUrl, coverOfArticle(page, counterpart, facts), page.slug)
}

function headOfArticle({
  page,
  counterpart,
  publicUrl,
  pathTo,
}: ArticleFacts): Omit<Head, 'image' | 'jsonLd'> {
  const { language, slug } = page
  return {
    title: plain(page.title),
    description: excerptOf(page.content),
    canonical: publicUrl + pathTo.read(language, slug),
    alternates: alternates(publicUrl, counterpart ? languages : [language], (one) => pathTo.read(one, slug)),
    otherLanguage: counterpart && {
      href: pathTo.read(counterpart.language, slug),
      language: counterpart.language,
    },
    both: counterpart && { href: pathTo.readBoth(language, slug) },
    modules: ['language-switch', 'report-sentence'],
  }
}

/** Each page names itself and all others, so the sets of both languages are the same. The Korean is the original. */
export function alternates(
  publicUrl: string,
  present: readonly Language[],
  pathIn: (language: Language) => string,
) {
  const original = present.includes('ko') ? 'ko' : 'en'
  return [
    ...present.map((language) => ({ hreflang: language as string, href: publicUrl + pathIn(language) })),
    { hreflang: 'x-default', href: publicUrl + pathIn(original) },
  ]
}

/** The parts before and after this page that are public in its language. */
export function besideIn({ part, language }: Page, mentions: Mention[]) {
  const own = part === null ? [] : mentions.filter((mention) => mention.language === language)
  return {
    previous: own.findLast((mention) => mention.part! < part!),
    next: own.find((mention) => mention.part! > part!),
  }
}

function seriesPlace(pathTo: Addresses, page: Page, mentions: Mention[]): SeriesPlace | null {
  const { series, part, language, slug } = page
  if (!series || part === null) return null
  const here = each(mentions, language)
  const first = here.find((mention) => mention.language === language && mention.part === 1)
  const { previous, next } = besideIn(page, mentions)
  return {
    ...seriesWay(pathTo, language, series),
    part,
    parts: here.map((mention) => ({
      ...wayTo(pathTo, mention),
      part: mention.part!,
      current: mention.slug === slug,
    })),
    first: first && first.slug !== slug ? wayTo(pathTo, first) : null,
    previous: previous ? wayTo(pathTo, previous) : null,
    next: next ? wayTo(pathTo, next) : null,
  }
}

/** Each article once: in the language of the page where it is public in it, else in the other. */
function each(mentions: Mention[], language: Language): Mention[] {
  return mentions.filter(
    (mention) =>
      mention.language === language ||
      !mentions.some((one) => one.articleId === mention.articleId && one.language === language),
  )
}

/**
 * Sets after each paragraph a small mark that leads to the same paragraph in the other language. The approved HTML
 * itself stays as it is: take the marks away, and it is there byte for byte.
 */
export function withMarks(
  html: string,
  { language, slug, numbers }: Counterpart,
  { pathTo, markLabel }: Pick<ArticleFacts, 'pathTo' | 'markLabel'>,
): string {
  const there = new Set(numbers)
  return html.replace(blocks, (block, _tag, number: string) => {
    if (!there.has(Number(number))) return block
    const href = `${pathTo.read(language, slug)}#p${number}`
    return `${block}<a class="across" href="${href}" lang="${language}" hreflang="${language}" aria-label="${markLabel}">¶</a>`
  })
}

/** A paragraph, heading or item from its opening tag to the end of its own words. */
const blocks = /<(p|h[2-4]|li) id="p(\d+)"[^<>]*>.*?(?=<\/\1>|<[ou]l[ >])/gs

/** What search engines read. The two languages name each other, one as the translation of the other. */
function linkedData(
  { page, counterpart, publisher, publicUrl, pathTo }: ArticleFacts,
  { title, description, canonical }: Omit<Head, 'image' | 'jsonLd'>,
  image: string,
): string {
  const { language, category, series } = page
  const authors = authorsIn(bylineOf(page.content)).map((author) => ({
    ...{ '@type': 'Person', name: author.name },
    url: publicUrl + pathTo.readAuthor(language, author.slug),
  }))
  const words = authorOf(page.content)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': canonical,
    url: canonical,
    mainEntityOfPage: canonical,
    headline: title,
    description,
    inLanguage: language,
    datePublished: page.firstPublishedAt,
    dateModified: page.publishedAt,
    image,
    articleSection: category?.[language],
    isPartOf: series && {
      ...{ '@type': 'CreativeWorkSeries', name: series[language] },
      url: publicUrl + pathTo.readSeries(language, series.slug),
    },
    position: page.part ?? undefined,
    author: authors.length > 0 ? authors : words ? [{ '@type': 'Person', name: words }] : undefined,
    publisher: { '@type': 'Organization', name: publisher[language], url: publicUrl + pathTo.list(language) },
    translator: page.translators?.map((name) => ({ '@type': 'Person', name })),
    [language === 'en' ? 'translationOfWork' : 'workTranslation']: counterpart
      ? {
          ...{ '@type': 'Article', '@id': publicUrl + pathTo.read(counterpart.language, counterpart.slug) },
          ...{ headline: plain(counterpart.title), inLanguage: counterpart.language },
        }
      : undefined,
  }
  return safeJson({ ...data, isPartOf: data.isPartOf ?? undefined })
}

/** JSON that cannot end the element it stands in. */
export function safeJson(data: object): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, escapeForScript)
}

function escapeForScript(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Why there is no page at an address, and where else the article can be read. */
export interface MissingPage {
  title: string
  reason: Absence
  instead: Way | null
  otherLanguage: { href: string; language: Language } | null
  robots: string
}

/**
 * `untranslated` and `nothing-here` are 404: what is in the workshop makes no difference. `in-one-language` is said where both
 * languages together are asked for.
 */
export type Absence = 'untranslated' | 'taken-back' | 'nothing-here' | 'in-one-language'

export function missingPage(
  pathTo: Addresses,
  title: string,
  reason: Absence,
  counterpart: Counterpart | null,
): MissingPage {
  const instead = counterpart && wayTo(pathTo, counterpart)
  return { title, reason, instead, otherLanguage: instead, robots: 'noindex' }
}

export function leadPicture(
  { pathTo, pictures }: Pick<Means, 'pathTo' | 'pictures'>,
  content: NumberedBlock[],
): Picture | null {
  const lead = leadOf(content)
  const size = lead && pictures.get(lead.media)
  if (!size) return null

  const { publicId, widths, fallback, width, height } = size
  const largest = Math.max(...widths)
  const srcset = (format: string) =>
    widths.map((one) => `${pathTo.picture(publicId, one, format)} ${one}w`).join(', ')
  return {
    src: pathTo.picture(publicId, largest, fallback),
    srcset: srcset(fallback),
    webp: srcset('webp'),
    width: largest,
    height: Math.round((height * largest) / width),
    alt: plain(lead.alt),
  }
}

/** The summary, or the opening of the text. */
export function excerptOf(content: NumberedBlock[]): string {
  const summary = blockOf(content, 'summary')
  const first = summary ?? blockOf(content, 'paragraph')
  return first ? openingOf(first.text, summary ? 300 : 160) : ''
}

/** As the byline says, which is words and not a name that could be looked up. */
export function authorOf(content: NumberedBlock[]): string | null {
  const byline = blockOf(content, 'byline')
  return byline ? plain(byline.text) : null
}

/** In Markdown; '' where there is none. */
export function bylineOf(content: NumberedBlock[]): string {
  return blockOf(content, 'byline')?.text ?? ''
}

export function inlineOf(content: NumberedBlock[], kind: Kind): string | null {
  const block = blockOf(content, kind)
  return block ? renderInline(block.text) : null
}

export function blockOf(content: NumberedBlock[], kind: Kind): NumberedBlock | undefined {
  return content.find((block) => block.kind === kind)
}

/** Kinds of block that take time to read. */
const readKinds: Kind[] = ['summary', 'heading', 'paragraph', 'item', 'quotation', 'note', 'caption', 'table']

/** Counted on words whose marks are cut off rather than parsed: a list has the words of twenty articles to count. */
export function minutesOf(content: NumberedBlock[], language: Language): number {
  const texts = content.filter(({ kind }) => readKinds.includes(kind)).map(({ text }) => text)
  const words = texts.join(' ').replace(/\]\([^)]*\)|\w+:\/\/\S+|www\.|[\\`*_[\]<~&@|\n]/g, ' ')
  return readingMinutes(words, language)
}

type Read = Pick<Mention, 'language' | 'slug' | 'title'>

export function wayTo(pathTo: Addresses, { language, slug, title }: Read): Way {
  return { href: pathTo.read(language, slug), title: plain(title), language }
}

export function categoryWay(pathTo: Addresses, language: Language, category: Named): Way {
  return { href: pathTo.list(language, { category: category.slug }), title: category[language], language }
}

function namedWay({ title, href }: Way) {
  return { name: title, href }
}

export function seriesWay(pathTo: Addresses, language: Language, series: Named): Way {
  return { href: pathTo.readSeries(language, series.slug), title: series[language], language }
}
