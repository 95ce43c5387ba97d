import type { PictureSize } from '../articles/rules'
import { languages, type Language } from '../publications/rules'
import type { Kind, NumberedBlock } from '../text/blocks'
import { plain, renderInline } from '../text/rendering'
import { openingOf, readingMinutes } from '../text/words'
import {
  behindBy,
  leadOf,
  otherThan,
  pageLength,
  withChanged,
  withLinks,
  type Addresses,
  type Behind,
  type Counterpart,
  type Entry,
  type Imprint,
  type Linked,
  type Mention,
  type Named,
  type Page,
  type SourceChange,
} from './rules'

/** A way to somewhere; `language` is that of the page it leads to. */
export interface Way {
  href: string
  title: string
  language: Language
}

interface Picture {
  /** For everyone; `webp` is the same for those who can. Both are `srcset`s but `src`. */
  src: string
  srcset: string
  webp: string
  width: number
  height: number
  alt: string
}

/** What the head of every reader page says about itself. All addresses are whole. */
interface Head {
  title: string
  description: string
  canonical: string
  alternates: { hreflang: string; href: string }[]
  otherLanguage: { href: string; language: Language } | null
  modules: string[]
}

export interface ArticlePage extends Head {
  type: 'article'
  /** What other sites may show of it. */
  oembed: string
  image: Pick<Picture, 'src' | 'width' | 'height' | 'alt'> | null
  jsonLd: string
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
    /** Only where a later version replaced the first. */
    updatedAt: Date | null
    minutes: number
  }
  series: SeriesPlace | null
  /** Since when the Korean is ahead of this English, in which paragraphs, and where to read it. */
  outdated: (Behind & { href: string }) | null
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
interface Means extends Imprint {
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
  const html = withLinks(page.html, language, facts.linked, pathTo.read, facts.elsewhereLabel)
  const head = headOfArticle(facts)
  const image = sharedPicture(facts)
  const behind = behindBy(page, counterpart, facts.changes)

  return {
    ...head,
    type: 'article',
    oembed: publicUrl + pathTo.oembed({ format: 'json', url: head.canonical }),
    image,
    jsonLd: linkedData(facts, head, image?.src),
    article: {
      title: renderInline(page.title),
      summary: inlineOf(content, 'summary'),
      byline: inlineOf(content, 'byline'),
      html: withChanged(counterpart ? withMarks(html, counterpart, facts) : html, behind?.numbers ?? []),
      numbers: {
        title: blockOf(content, 'title')?.number,
        summary: blockOf(content, 'summary')?.number,
        byline: blockOf(content, 'byline')?.number,
      },
      category: page.category && namedWay(categoryWay(pathTo, language, page.category)),
      publishedAt: page.firstPublishedAt,
      updatedAt: page.publishedAt > page.firstPublishedAt ? page.publishedAt : null,
      minutes: minutesOf(content, language),
    },
    series: seriesPlace(pathTo, page, facts.parts),
    outdated: behind && { ...behind, href: pathTo.read('ko', page.slug) },
    colophon: {
      translators: page.translators ?? [],
      approver: page.approver,
      approvedAt: page.approvedAt,
      sourceNumber: page.sourceNumber,
      sourceDay: page.sourceCreatedAt,
      ownWork: page.ownWork,
    },
    related: each(facts.related, language).map((mention) => wayTo(pathTo, mention)),
    report: pathTo.report(language, page.slug),
  }
}

/** What a social network shows beside the title. */
function sharedPicture(facts: ArticleFacts): ArticlePage['image'] {
  const lead = leadPicture(facts, facts.page.content)
  return lead && { src: facts.publicUrl + lead.src, width: lead.width, height: lead.height, alt: lead.alt }
}

function headOfArticle({ page, counterpart, publicUrl, pathTo }: ArticleFacts): Head {
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
    modules: ['language-switch', 'report-sentence'],
  }
}

/** Each page names itself and all others, so the sets of both languages are the same. The Korean is the original. */
function alternates(publicUrl: string, present: readonly Language[], pathIn: (language: Language) => string) {
  const original = present.includes('ko') ? 'ko' : 'en'
  return [
    ...present.map((language) => ({ hreflang: language as string, href: publicUrl + pathIn(language) })),
    { hreflang: 'x-default', href: publicUrl + pathIn(original) },
  ]
}

function seriesPlace(
  pathTo: Addresses,
  { series, part, language, slug }: Page,
  mentions: Mention[],
): SeriesPlace | null {
  if (!series || part === null) return null
  const here = each(mentions, language)
  const own = here.filter((mention) => mention.language === language)
  const first = own.find((mention) => mention.part === 1)
  const previous = own.findLast((mention) => mention.part! < part)
  const next = own.find((mention) => mention.part! > part)
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
const blocks = /<(p|h[2-4]|li) id="p(\d+)">.*?(?=<\/\1>|<[ou]l[ >])/gs

/** What search engines read. The two languages name each other, one as the translation of the other. */
function linkedData(
  { page, counterpart, publisher, publicUrl, pathTo }: ArticleFacts,
  { title, description, canonical }: Head,
  image: string | undefined,
): string {
  const author = authorOf(page.content)
  const twin = counterpart && { '@id': publicUrl + pathTo.read(counterpart.language, counterpart.slug) }
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': canonical,
    headline: title,
    description,
    inLanguage: page.language,
    datePublished: page.firstPublishedAt,
    dateModified: page.publishedAt,
    image,
    author: author && { '@type': 'Person', name: author },
    publisher: { '@type': 'Organization', name: publisher[page.language] },
    translator: page.translators?.map((name) => ({ '@type': 'Person', name })),
    [page.language === 'en' ? 'translationOfWork' : 'workTranslation']: twin ?? undefined,
  }
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, escapeForScript)
}

function escapeForScript(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

export interface ListPage extends Head {
  type: 'website'
  heading: string
  /** What the list is about; null on the list of everything. */
  topic: 'category' | 'series' | null
  categories: (Way & { isHere: boolean })[]
  cards: Card[]
  previous: string | null
  next: string | null
}

export interface Card extends Way {
  picture: Picture | null
  category: Way | null
  series: (Way & { part: number }) | null
  excerpt: string
  published: Date
  minutes: number
}

export interface ListFacts extends Means {
  language: Language
  entries: Entry[]
  categories: (Named & { languages: Language[] })[]
  category: Named | null
  page: number
  description: string
}

export function listPage(facts: ListFacts): ListPage {
  const { language, entries, category, page, publisher, publicUrl, pathTo } = facts
  const slug = category?.slug ?? null
  const present = presentIn(facts)
  const isFirst = page === 1
  return {
    type: 'website',
    title: category ? category[language] : publisher[language],
    heading: category ? category[language] : publisher[language],
    topic: category && 'category',
    description: facts.description,
    canonical: publicUrl + pathTo.list(language, { category: slug, page }),
    alternates: isFirst ? listAlternates(facts, present, slug) : [],
    otherLanguage: otherList(facts, present, slug),
    modules: ['language-switch'],
    categories: facts.categories
      .filter(({ languages: there }) => there.includes(language))
      .map((one) => ({ ...categoryWay(pathTo, language, one), isHere: one.slug === slug })),
    cards: entries.slice(0, pageLength).map((entry) => card(facts, entry)),
    previous: isFirst ? null : pathTo.list(language, { category: slug, page: page - 1 }),
    next: entries.length > pageLength ? pathTo.list(language, { category: slug, page: page + 1 }) : null,
  }
}

/** The list of everything is there in both languages, even while it is empty; a category where it has something. */
function presentIn({ category, categories }: ListFacts): readonly Language[] {
  if (!category) return languages
  const there = categories.find(({ slug }) => slug === category.slug)?.languages ?? []
  return languages.filter((language) => there.includes(language))
}

function listAlternates(
  { publicUrl, pathTo }: ListFacts,
  present: readonly Language[],
  category: string | null,
) {
  const all = alternates(publicUrl, present, (language) => pathTo.list(language, { category }))
  if (category) return all
  return [...all.slice(0, -1), { hreflang: 'x-default', href: publicUrl + pathTo.home() }]
}

function otherList({ language, pathTo }: ListFacts, present: readonly Language[], category: string | null) {
  const other = otherThan(language)
  return {
    language: other,
    href: pathTo.list(other, { category: present.includes(other) ? category : null }),
  }
}

export interface SeriesFacts extends Means {
  language: Language
  series: Named
  /** In both languages. */
  parts: Entry[]
  description: string
}

export function seriesPage(facts: SeriesFacts): ListPage {
  const { language, series, parts, publicUrl, pathTo, description } = facts
  const present = languages.filter((one) => parts.some((part) => part.language === one))
  const other = otherThan(language)
  const pathIn = (one: Language) => pathTo.readSeries(one, series.slug)
  return {
    type: 'website',
    title: series[language],
    heading: series[language],
    topic: 'series',
    description,
    canonical: publicUrl + pathIn(language),
    alternates: alternates(publicUrl, present, pathIn),
    otherLanguage: present.includes(other) ? { language: other, href: pathIn(other) } : null,
    modules: ['language-switch'],
    categories: [],
    cards: parts.filter((part) => part.language === language).map((part) => card(facts, part)),
    previous: null,
    next: null,
  }
}

export function card(means: Pick<Means, 'pathTo' | 'pictures'>, entry: Entry): Card {
  const { pathTo } = means
  const { language, series, part, category, content } = entry
  return {
    ...wayTo(pathTo, entry),
    picture: leadPicture(means, content),
    category: category && categoryWay(pathTo, language, category),
    series: series && { ...seriesWay(pathTo, language, series), part: part! },
    excerpt: excerptOf(content),
    published: entry.firstPublishedAt,
    minutes: minutesOf(content, language),
  }
}

/** Why there is no page at an address, and where else the article can be read. */
export interface MissingPage {
  title: string
  reason: Absence
  instead: Way | null
  otherLanguage: { href: string; language: Language } | null
  robots: string
}

/** `untranslated` and `nothing-here` are 404: what is in the workshop makes no difference. */
export type Absence = 'untranslated' | 'taken-back' | 'nothing-here'

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

function inlineOf(content: NumberedBlock[], kind: Kind): string | null {
  const block = blockOf(content, kind)
  return block ? renderInline(block.text) : null
}

function blockOf(content: NumberedBlock[], kind: Kind): NumberedBlock | undefined {
  return content.find((block) => block.kind === kind)
}

/** Kinds of block that take time to read. */
const readKinds: Kind[] = ['summary', 'heading', 'paragraph', 'item', 'quotation', 'note', 'caption', 'table']

/** Counted on words whose marks are cut off rather than parsed: a list has the words of twenty articles to count. */
function minutesOf(content: NumberedBlock[], language: Language): number {
  const texts = content.filter(({ kind }) => readKinds.includes(kind)).map(({ text }) => text)
  const words = texts.join(' ').replace(/\]\([^)]*\)|\w+:\/\/\S+|www\.|[\\`*_[\]<~&@|\n]/g, ' ')
  return readingMinutes(words, language)
}

type Read = Pick<Mention, 'language' | 'slug' | 'title'>

function wayTo(pathTo: Addresses, { language, slug, title }: Read): Way {
  return { href: pathTo.read(language, slug), title: plain(title), language }
}

function categoryWay(pathTo: Addresses, language: Language, category: Named): Way {
  return { href: pathTo.list(language, { category: category.slug }), title: category[language], language }
}

function namedWay({ title, href }: Way) {
  return { name: title, href }
}

function seriesWay(pathTo: Addresses, language: Language, series: Named): Way {
  return { href: pathTo.readSeries(language, series.slug), title: series[language], language }
}
