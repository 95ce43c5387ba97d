import { languages, type Language } from '../publications/rules'
import {
  alternates,
  categoryWay,
  excerptOf,
  leadPicture,
  minutesOf,
  seriesWay,
  wayTo,
  type Head,
  type Means,
  type Picture,
  type Way,
} from './page'
import { otherThan, pageLength, type Entry, type Named } from './rules'

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
