import type { Language } from '../publications/rules'
import { card, type Card } from '../reader/listPage'
import { otherThan, type Addresses, type Entry, type Imprint } from '../reader/rules'
import type { PictureSize } from '../articles/rules'
import { plain } from '../text/rendering'
import { partsOf, passageIn, type Passage, type Sought } from './rules'
import type { Found } from './store'

export interface SearchPage {
  title: string
  query: string
  results: Result[]
  previous: string | null
  next: string | null
  otherLanguage: { href: string; language: Language }
  robots: string
  modules: string[]
}

interface Result extends Pick<Card, 'href' | 'language' | 'category' | 'published'> {
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
  entries: Entry[]
  shown: number
}

export function searchPage(facts: SearchFacts): SearchPage {
  const { language, title, query, page, found, shown, pathTo } = facts
  return {
    title,
    query,
    results: found.slice(0, shown).flatMap((one) => resultOf(facts, one)),
    previous: page > 1 ? pathTo.search(language, { query, page: page - 1 }) : null,
    next: found.length > shown ? pathTo.search(language, { query, page: page + 1 }) : null,
    otherLanguage: { href: pathTo.search(otherThan(language), { query }), language: otherThan(language) },
    robots: 'noindex',
    modules: ['language-switch'],
  }
}

/** In the reader's language where the article is public in it, else in the other. */
function resultOf(facts: SearchFacts, { articleId, languages }: Found): Result[] {
  const sides = facts.entries.filter((entry) => entry.articleId === articleId)
  const entry = sides.find(({ language }) => language === facts.language) ?? sides[0]
  // Taken back between the two questions.
  if (!entry) return []
  const side = sides.find(({ language }) => languages.includes(language) && language === entry.language)
  const through = side ?? sides.find(({ language }) => languages.includes(language)) ?? entry
  const { href, category, published, excerpt } = card({ ...facts, pictures: noPictures }, entry)
  const passage = passageIn(through.content, facts.sought.marks)
  return [
    {
      ...{ href, language: entry.language, category, published },
      titleParts: partsOf(plain(entry.title), facts.sought.marks),
      passage: passage
        ? { ...passage, language: through.language }
        : { parts: partsOf(excerpt, facts.sought.marks), language: entry.language },
      throughOther: !side,
    },
  ]
}

const noPictures = new Map<string, PictureSize>()
