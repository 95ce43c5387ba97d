import { languages, type Language } from '../publications/rules'
import { plain } from '../text/rendering'
import { inOrder } from '../text/order'
import { yearOf } from '../text/days'
import { authorsIn, authorWay, type Author } from './authorPage'
import { coverImage, coverOfSite } from './coverPage'
import {
  alternates,
  bylineOf,
  categoryWay,
  excerptOf,
  leadPicture,
  minutesOf,
  safeJson,
  seriesWay,
  wayTo,
  type Head,
  type Means,
  type Picture,
  type Way,
} from './sharedPage'
import { leadOf, otherThan, type Entry, type Named, type Place, type Span, type YearPlace } from './rules'

export interface ListPage extends Head {
  type: 'website'
  heading: string
  /** What the list is about; null on the list of everything. */
  topic: Topic['kind'] | 'series' | null
  /** How many articles there are on all its pages. */
  articles: number
  categories: (Way & { isHere: boolean })[]
  cards: Card[]
  previous: string | null
  next: string | null
  /** The years beside the one that the list is of. */
  years: { earlier: Way | null; later: Way | null } | null
}

/** An article in a list. */
export interface Card extends Way {
  picture: Picture | null
  /** Of the photograph: who took it; '' where nobody is named. */
  credit: string
  category: Way | null
  series: (Way & { part: number }) | null
  authors: Way[]
  excerpt: string
  published: Date
  /** Where all that was published in that year is. */
  year: string
  minutes: number
}

/** What a list is of, when it is not of everything. */
export type Topic =
  | { kind: 'category'; category: Place }
  | { kind: 'author'; author: Record<Language, Author | null> }
  | ({ kind: 'year'; year: number } & YearPlace)

export interface ListFacts extends Means {
  language: Language
  topic: Topic | null
  /** In words; the publisher's name on the list of everything. */
  heading: string
  title: string
  description: string
  categories: Place[]
  total: number
  /** Null for the front. */
  page: number | null
  span: Span
  entries: Entry[]
}

export function listPage(facts: ListFacts): ListPage {
  const { language, topic, heading, title, description, total, page, span, entries, publicUrl, pathTo } =
    facts
  const path = (one: Language, number: number | null = null) => pathOf(pathTo, topic, one, number)
  const present = presentIn(topic)
  const other = otherThan(language)
  const cards = entries.map((entry) => card(facts, entry))
  const canonical = publicUrl + path(language, page)
  return {
    type: 'website',
    image: coverImage(pathTo, publicUrl, coverOfSite(language, facts), null),
    jsonLd: linkedList(facts, { title, description, canonical, cards }),
    ...{ title, heading, description },
    topic: topic && topic.kind,
    articles: total,
    canonical,
    // What stands on a numbered page in one language does not stand on that of the other.
    alternates: page === null ? listAlternates(facts, present, path) : [],
    otherLanguage: { language: other, href: present.includes(other) ? path(other) : pathTo.list(other) },
    modules: ['language-switch'],
    categories: categoriesFor(facts),
    cards,
    previous: span.newer === null ? null : path(language, span.newer === 'front' ? null : span.newer),
    next: span.older === null ? null : path(language, span.older),
    years:
      topic?.kind === 'year'
        ? { earlier: yearWay(facts, topic.earlier), later: yearWay(facts, topic.later) }
        : null,
  }
}

function pathOf(
  pathTo: Means['pathTo'],
  topic: Topic | null,
  language: Language,
  page: number | null,
): string {
  if (!topic) return pathTo.list(language, { page })
  switch (topic.kind) {
    case 'category':
      return pathTo.list(language, { category: topic.category.slug, page })
    case 'author':
      return pathTo.readAuthor(language, topic.author[language]!.slug, page)
    case 'year':
      return pathTo.readYear(language, topic.year, page)
  }
}

/** The list of everything is there in both languages, even while it is empty; any other where it has something. */
function presentIn(topic: Topic | null): readonly Language[] {
  if (!topic) return languages
  switch (topic.kind) {
    case 'category':
      return languages.filter((language) => topic.category.languages.includes(language))
    case 'author':
      return languages.filter((language) => topic.author[language])
    case 'year':
      return languages.filter((language) => topic.languages.includes(language))
  }
}

function listAlternates(
  { topic, publicUrl, pathTo }: ListFacts,
  present: readonly Language[],
  path: (language: Language) => string,
) {
  const all = alternates(publicUrl, present, (language) => path(language))
  if (topic) return all
  return [...all.slice(0, -1), { hreflang: 'x-default', href: publicUrl + pathTo.home() }]
}

function categoriesFor({ categories, language, topic, pathTo }: ListFacts): ListPage['categories'] {
  const here = topic?.kind === 'category' ? topic.category.slug : null
  const present = categories.filter(({ languages: there }) => there.includes(language))
  return inOrder(present, language, (one) => one[language]).map((one) => ({
    ...categoryWay(pathTo, language, one),
    isHere: one.slug === here,
  }))
}

function yearWay({ pathTo, language }: ListFacts, year: number | null): Way | null {
  return year === null ? null : { href: pathTo.readYear(language, year), title: String(year), language }
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
  const cards = parts.filter((part) => part.language === language).map((part) => card(facts, part))
  const canonical = publicUrl + pathIn(language)
  return {
    type: 'website',
    image: coverImage(pathTo, publicUrl, coverOfSite(language, facts), null),
    jsonLd: linkedList(facts, { title: series[language], description, canonical, cards }),
    title: series[language],
    heading: series[language],
    topic: 'series',
    articles: cards.length,
    description,
    canonical,
    alternates: alternates(publicUrl, present, pathIn),
    otherLanguage: present.includes(other) ? { language: other, href: pathIn(other) } : null,
    modules: ['language-switch'],
    categories: [],
    cards,
    previous: null,
    next: null,
    years: null,
  }
}

/** What search engines read of a list: what it is, and its articles in their order. */
function linkedList(
  { language, publisher, publicUrl, pathTo }: Means & { language: Language },
  {
    title,
    description,
    canonical,
    cards,
  }: { title: string; description: string; canonical: string; cards: Card[] },
): string {
  const home = publicUrl + pathTo.list(language)
  return safeJson({
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    '@id': canonical,
    url: canonical,
    name: title,
    description,
    inLanguage: language,
    isPartOf: { '@type': 'WebSite', '@id': home, url: home, name: publisher[language] },
    publisher: { '@type': 'Organization', name: publisher[language], url: home },
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: cards.map(({ href, title: name }, at) => ({
        ...{ '@type': 'ListItem', position: at + 1, name, url: publicUrl + href },
      })),
    },
  })
}

export function card(means: Pick<Means, 'pathTo' | 'pictures' | 'timeZone'>, entry: Entry): Card {
  const { pathTo, timeZone } = means
  const { language, series, part, category, content, firstPublishedAt } = entry
  const picture = leadPicture(means, content)
  return {
    ...wayTo(pathTo, entry),
    picture,
    credit: picture ? plain(leadOf(content)!.credit) : '',
    category: category && categoryWay(pathTo, language, category),
    series: series && { ...seriesWay(pathTo, language, series), part: part! },
    authors: authorsIn(bylineOf(content)).map((author) => authorWay(pathTo, language, author)),
    excerpt: excerptOf(content, language),
    published: firstPublishedAt,
    year: pathTo.readYear(language, yearOf(firstPublishedAt, timeZone)),
    minutes: minutesOf(content, language),
  }
}
