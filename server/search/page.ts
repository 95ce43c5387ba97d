import type { Language } from '../publications/rules'
import { excerptOf, type Way } from '../reader/sharedPage'
import { otherThan, type Addresses, type Entry, type Imprint } from '../reader/rules'
import { hangulShare } from '../text/hangulShare'
import { plain } from '../text/rendering'
import {
  lastPage,
  markedBy,
  mostCounted,
  partsOf,
  passageIn,
  resultsLength,
  type Marked,
  type Passage,
  type Sought,
} from './rules'
import type { Found } from './store'

export interface SearchPage {
  title: string
  titleLang: Language
  query: string
  results: Result[]
  /** How many articles were found in all; `more` where that is only how many were counted. */
  count: { number: number; more: boolean }
  previous: string | null
  next: string | null
  otherLanguage: { href: string; language: Language }
  robots: string
  modules: string[]
}

interface Result {
  href: string
  language: Language
  category: Way | null
  published: Date
  titleParts: Passage['parts']
  /** In the words of whichever side it was found in; the opening where the eye finds none. */
  passage: Passage & { language: Language }
  /** It was found in the words of the other language only. */
  throughOther: boolean
}

export interface SearchFacts extends Imprint {
  pathTo: Addresses & { search(language: Language, search: { query: string; page?: number }): string }
  language: Language
  title: string
  query: string
  sought: Sought
  page: number
  /** One more than are shown, when there are more. */
  found: Found[]
  /** One more than `mostCounted` stands for any more. */
  count: number
  entries: Entry[]
}

export function searchPage(facts: SearchFacts): SearchPage {
  const { language, title, query, page, found, count, pathTo } = facts
  const marked = markedBy(facts.sought.marks)
  return {
    title,
    titleLang: languageToSay(title, language),
    query,
    results: found.slice(0, resultsLength).flatMap((one) => resultOf(facts, marked, one)),
    count: { number: Math.min(count, mostCounted), more: count > mostCounted },
    previous: page > 1 ? pathTo.search(language, { query, page: page - 1 }) : null,
    next:
      found.length > resultsLength && page < lastPage
        ? pathTo.search(language, { query, page: page + 1 })
        : null,
    otherLanguage: { href: pathTo.search(otherThan(language), { query }), language: otherThan(language) },
    robots: 'noindex',
    modules: ['language-switch'],
  }
}

/** A title has no parts that could differ, and only a Korean voice can say the words of both. */
function languageToSay(title: string, language: Language): Language {
  return hangulShare(title) > 0 ? 'ko' : language
}

/** In the reader's language where the article is public in it, else in the other. */
function resultOf(facts: SearchFacts, marked: Marked, { articleId, languages }: Found): Result[] {
  const { pathTo } = facts
  const sides = facts.entries.filter((entry) => entry.articleId === articleId)
  const entry = sides.find(({ language }) => language === facts.language) ?? sides[0]
  // Taken back between the two questions.
  if (!entry) return []
  const side = sides.find(({ language }) => languages.includes(language) && language === entry.language)
  const through = side ?? sides.find(({ language }) => languages.includes(language)) ?? entry
  const { language, slug, category, firstPublishedAt: published } = entry
  const passage = passageIn(through.content, marked)
  return [
    {
      href: pathTo.read(language, slug),
      language,
      category: category && {
        href: pathTo.list(language, { category: category.slug }),
        title: category[language],
        language,
      },
      published,
      titleParts: partsOf(plain(entry.title), marked),
      passage: passage
        ? { ...passage, language: through.language }
        : { parts: partsOf(excerptOf(entry.content, language), marked), language },
      throughOther: !side,
    },
  ]
}
