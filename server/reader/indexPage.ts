import { languages, type Language } from '../publications/rules'
import { initialOf, inOrder } from '../text/order'
import { authorsIn, authorWay } from './authorPage'
import { coverImage, coverOfSite } from './coverPage'
import { alternates, categoryWay, safeJson, seriesWay, type Head, type Means, type Way } from './sharedPage'
import { otherThan, type Counted, type Place } from './rules'

/** Everything readers can go by, as the index of a book has it. */
export interface IndexPage extends Head {
  type: 'website'
  categories: Entry[]
  series: Entry[]
  /** By what their names begin with. */
  authors: { initial: string; entries: Entry[] }[]
  /** Newest first. */
  years: Entry[]
}

interface Entry extends Way {
  articles: number
}

export interface IndexFacts extends Omit<Means, 'pictures'> {
  language: Language
  title: string
  description: string
  categories: Place[]
  series: Place[]
  counts: Counted[]
}

export function indexPage(facts: IndexFacts): IndexPage {
  const { language, title, description, counts, publicUrl, pathTo } = facts
  const other = otherThan(language)
  const counted = (kind: 'category' | 'series', places: Place[], wayTo: (place: Place) => Way) =>
    places.flatMap((place) => {
      const articles = counts.find((one) => one[kind] === place.id)?.articles ?? 0
      return articles > 0 ? [{ ...wayTo(place), articles }] : []
    })
  return {
    type: 'website',
    title,
    description,
    canonical: publicUrl + pathTo.readIndex(language),
    alternates: alternates(publicUrl, languages, pathTo.readIndex),
    otherLanguage: { language: other, href: pathTo.readIndex(other) },
    modules: ['language-switch'],
    image: coverImage(pathTo, publicUrl, coverOfSite(language, facts), null),
    jsonLd: safeJson({
      ...{
        '@context': 'https://schema.org',
        '@type': 'CollectionPage',
        '@id': publicUrl + pathTo.readIndex(language),
      },
      ...{ name: title, description, inLanguage: language },
    }),
    categories: ordered(
      language,
      counted('category', facts.categories, (one) => categoryWay(pathTo, language, one)),
    ),
    series: ordered(
      language,
      counted('series', facts.series, (one) => seriesWay(pathTo, language, one)),
    ),
    authors: byInitial(ordered(language, authorsFrom(facts))),
    years: counts
      .filter(({ year }) => year !== null)
      .sort((one, later) => later.year! - one.year!)
      .map(({ year, articles }) => ({
        ...{ href: pathTo.readYear(language, year!), title: String(year), language, articles },
      })),
  }
}

function ordered(language: Language, entries: Entry[]): Entry[] {
  return inOrder(entries, language, ({ title }) => title)
}

/** Each once, with the articles of all bylines that name them, written as most of them do. */
function authorsFrom({ counts, language, pathTo }: IndexFacts): Entry[] {
  const known = new Map<string, Entry & { most: number }>()
  for (const { byline, articles } of counts) {
    for (const author of byline ? authorsIn(byline) : []) {
      const before = known.get(author.slug)
      const way = before && before.most >= articles ? before : authorWay(pathTo, language, author)
      const most = Math.max(articles, before?.most ?? 0)
      known.set(author.slug, { ...way, articles: articles + (before?.articles ?? 0), most })
    }
  }
  return [...known.values()].map(({ href, title, articles }) => ({ href, title, language, articles }))
}

function byInitial(entries: Entry[]): IndexPage['authors'] {
  const groups: IndexPage['authors'] = []
  for (const entry of entries) {
    const initial = initialOf(entry.title)
    const last = groups.at(-1)
    if (last?.initial === initial) last.entries.push(entry)
    else groups.push({ initial, entries: [entry] })
  }
  return groups
}
