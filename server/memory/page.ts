import { mayTranslate, type Person } from '../people/rules'
import type { Pair } from '../targets/rules'
import { difference, type Change } from '../text/differences'
import { evened, type Found, type Language, type Match, type Origin, type Search } from './rules'

/** What the memory has for one pair. */
export interface MatchesPage {
  slug: string
  number: number
  /** The Korean of this pair. */
  korean: string
  /** The revision that stands, which guards a match that is taken over. */
  revision: string
  saveId: string
  mayTake: boolean
  /** False while the copy fills, when matches that are not the very same may be missing. */
  complete: boolean
  matches: MatchRow[]
}

export interface MatchRow extends Match {
  /** From the remembered Korean to this one; null when they are the same. */
  parts: Change[] | null
  /** From the remembered English to what is offered; null when nothing was replaced. */
  replaced: { text: string; isNumber: boolean }[] | null
  /** The very words that stand in the pair already. */
  stands: boolean
}

export function matchesPage(
  place: { slug: string; number: number },
  pair: Pair,
  { matches, complete }: Found,
  person: Person,
  saveId: string,
): MatchesPage {
  const { source, target } = pair
  return {
    ...place,
    korean: source.text,
    revision: target.revision,
    saveId,
    mayTake: mayTranslate(person),
    complete,
    matches: matches.map((match) => ({
      ...match,
      parts: match.ko === source.text ? null : difference(match.ko, source.text),
      replaced: match.numbersReplaced.length > 0 ? withNumbersShown(match) : null,
      stands: match.en === target.text,
    })),
  }
}

/** The English with the numbers that were put in set apart, in the order of the text. */
function withNumbersShown({ en, numbersReplaced }: Match): { text: string; isNumber: boolean }[] {
  const parts: { text: string; isNumber: boolean }[] = []
  let end = 0
  for (const { to, at } of numbersReplaced) {
    parts.push({ text: en.slice(end, at), isNumber: false }, { text: to, isNumber: true })
    end = at + to.length
  }
  return [...parts, { text: en.slice(end), isNumber: false }].filter(({ text }) => text !== '')
}

export interface ConcordancePage extends Search {
  /** A rule of refusals.json when it was not looked for. */
  obstacle: string | null
  /** Null before anything was looked for. */
  rows: ConcordanceRow[] | null
  more: boolean
  complete: boolean
}

export interface ConcordanceRow extends Origin {
  ko: Stretch[]
  en: Stretch[]
  mark: 'withdrawn' | 'retracted' | null
  reason: string | null
  closedAt: Date | null
}

export interface Stretch {
  text: string
  isSought: boolean
}

type Entry = Omit<ConcordanceRow, 'ko' | 'en'> & { sourceText: string; targetText: string }

export function concordancePage(
  search: Search,
  obstacle: string | null,
  found: { entries: Entry[]; more: boolean; complete: boolean } | null,
): ConcordancePage {
  return {
    ...search,
    obstacle,
    rows: found?.entries.map((entry) => toRow(entry, search)) ?? null,
    more: found?.more ?? false,
    complete: found?.complete ?? true,
  }
}

function toRow({ sourceText, targetText, ...entry }: Entry, { words, language }: Search): ConcordanceRow {
  const sought = (side: Language) => (side === language ? evened(words) : '')
  return {
    ...entry,
    ko: stretches(evened(sourceText), sought('ko')),
    en: stretches(evened(targetText), sought('en')),
  }
}

/** A text cut where the words looked for stand in it, whatever their case. */
export function stretches(text: string, sought: string): Stretch[] {
  const [low, lowSought] = [text.toLowerCase(), sought.toLowerCase()]
  if (sought === '' || low.length !== text.length) return [{ text, isSought: false }]
  const parts: Stretch[] = []
  let at = 0
  for (let hit = low.indexOf(lowSought); hit >= 0; hit = low.indexOf(lowSought, at)) {
    parts.push({ text: text.slice(at, hit), isSought: false })
    at = hit + lowSought.length
    parts.push({ text: text.slice(hit, at), isSought: true })
  }
  return [...parts, { text: text.slice(at), isSought: false }].filter((part) => part.text !== '')
}
