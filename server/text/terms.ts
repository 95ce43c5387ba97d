import { literally } from './patterns'
import type { Span } from './spans'

/** An agreed rendering. */
export interface Term {
  korean: string
  /** Accepted renderings, the preferred one first; without an end of its own each: `library` also means `libraries`. */
  english: string[]
  /**
   * A `term` is a common noun, which a good translation may go round; a `name` of an organisation or a place has to
   * be there; and so has a `person`, whose name may be romanised in many ways and has one right spelling.
   */
  sort: 'term' | 'name' | 'person'
  /** English that is agreed to be wrong. */
  forbidden?: string[]
  /** The English counts only in capitals and small letters as they are written. */
  exactCase?: boolean
  /** Of a person: what they are called after the first mention, and what stands before their name at the first. */
  short?: string
  title?: string
}

export interface FoundTerm<T extends Term = Term> extends Span {
  term: T
}

/** Terms made ready for being looked for, once for many texts. */
export interface TermFinder<T extends Term = Term> {
  /** By their first character, the longest first. */
  byStart: ReadonlyMap<string, Entry<T>[]>
}

interface Entry<T extends Term> {
  term: T
  words: string[]
  /** Matches where the term stands as a word, at the place of `lastIndex`. Made when its first word is met: most never are. */
  pattern: RegExp | null
}

/** What may be glued to a Korean noun. */
export const PARTICLES =
  '(?:이다|입니다|이며|이고|이지만|이었[가-힣]*|였[가-힣]*|인데|이라고|라고|이라는|라는|이에요|예요|임|마다|조차|밖에|하고|이랑|랑|한테|은|는|이|가|을|를|의|에|에서|에게|께|께서|로|으로|와|과|도|만|까지|부터|보다|처럼|들|라|이라|인|란|이란|나|이나|별|형|식|용|측|군|씨|님|및|등){0,6}'

export function termFinder<T extends Term>(terms: readonly T[]): TermFinder<T> {
  const byStart = new Map<string, Entry<T>[]>()
  const longestFirst = [...terms].sort((one, other) => other.korean.length - one.korean.length)
  for (const term of longestFirst) {
    const korean = term.korean.trim()
    const start = korean[0]
    if (start === undefined) continue
    const entry = { term, words: korean.split(/\s+/), pattern: null }
    const others = byStart.get(start)
    if (others) others.push(entry)
    else byStart.set(start, [entry])
  }
  return { byStart }
}

/** The terms a Korean text uses, in order: at each word the longest, so that 매개 변수 is not taken for 변수. */
export function termsIn<T extends Term>(korean: string, { byStart }: TermFinder<T>): FoundTerm<T>[] {
  if (byStart.size === 0) return []
  const found: FoundTerm<T>[] = []
  for (let at = 0; at < korean.length;) {
    const hit = isInsideWord(korean, at) ? undefined : termAt(korean, at, byStart)
    if (hit) found.push(hit)
    at = hit ? hit.to : at + 1
  }
  return found
}

function isInsideWord(text: string, at: number): boolean {
  return at > 0 && /[가-힣]/.test(text[at - 1]!)
}

function termAt<T extends Term>(
  text: string,
  at: number,
  byStart: TermFinder<T>['byStart'],
): FoundTerm<T> | undefined {
  for (const entry of byStart.get(text[at]!) ?? []) {
    if (!text.startsWith(entry.words[0]!, at)) continue
    const pattern = (entry.pattern ??= asWord(entry.words))
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return { term: entry.term, from: at, to: at + match[0].length }
  }
  return undefined
}

function asWord(words: string[]): RegExp {
  return new RegExp(`${words.map(literally).join('\\s?')}(?=${PARTICLES}(?![가-힣]))`, 'y')
}

/** Where the English first uses a rendering, with its endings; null where it does not. */
export function renderingIn(english: string, rendering: string, exactCase = false): Span | null {
  const match = patternOf(rendering, exactCase)?.exec(english)
  return match ? { from: match.index, to: match.index + match[0].length } : null
}

/** Whether the English says a term in one of the ways that are accepted. */
export function isRendered(english: string, { english: accepted, exactCase }: Term): boolean {
  return accepted.some((form) => renderingIn(english, form, exactCase) !== null)
}

export interface Forbidden extends Span {
  form: string
}

/** Where the English says a term as it should not be said, to the end of the word; not where that is part of an accepted form. */
export function forbiddenIn(
  english: string,
  { english: accepted, forbidden = [], exactCase }: Term,
): Forbidden[] {
  const found = inOrder(
    forbidden.flatMap((form) =>
      everyRendering(english, form, exactCase).map((place) => ({ ...place, form })),
    ),
  )
  if (found.length === 0) return []
  const allowed = inOrder(accepted.flatMap((form) => everyRendering(english, form, exactCase)))
  let [next, allowedTo, lastTo] = [0, -1, 0]
  return found.filter(({ from, to }) => {
    while (next < allowed.length && allowed[next]!.from <= from)
      allowedTo = Math.max(allowedTo, allowed[next++]!.to)
    if (to <= allowedTo || from < lastTo) return false
    lastTo = to
    return true
  })
}

/** By where they begin, the longest first. */
function inOrder<Place extends Span>(places: Place[]): Place[] {
  return places.sort((one, other) => one.from - other.from || other.to - one.to)
}

function everyRendering(english: string, rendering: string, exactCase?: boolean): Span[] {
  const pattern = patternOf(rendering, exactCase)
  if (!pattern) return []
  return [...english.matchAll(new RegExp(pattern, `g${pattern.flags}`))].map(({ index, 0: { length } }) => {
    const rest = /^[A-Za-z]*/.exec(english.slice(index + length))![0]
    return { from: index, to: index + length + rest.length }
  })
}

const patterns = new Map<string, RegExp | null>()

function patternOf(rendering: string, exactCase = false): RegExp | null {
  const key = exactCase ? `=${rendering}` : rendering
  const known = patterns.get(key)
  if (known !== undefined) return known
  if (patterns.size > 20_000) patterns.clear()
  const pattern = newPattern(rendering, exactCase)
  patterns.set(key, pattern)
  return pattern
}

/**
 * Words may be joined by blanks, hyphens or nothing; the last takes any ending. A short rendering has to be a word of
 * its own, and one in capitals has to be in capitals: US is not “us”.
 */
function newPattern(rendering: string, exactCase: boolean): RegExp | null {
  const words = rendering
    .trim()
    .split(/[\s-]+/)
    .filter(Boolean)
  const last = words.pop()
  if (last === undefined) return null
  const isExact = exactCase || /^[A-Z][A-Z.&]*$/.test(rendering)
  const before = last.length + words.length > LONG ? '' : '(?<![A-Za-z])'
  const pattern = before + [...words.map(literally), stemOf(last)].join('[\\s-]*')
  return new RegExp(pattern, isExact ? '' : 'i')
}

/** A rendering of more letters may stand inside a longer word: `subprocess`, `metadata`. */
const LONG = 4

/** The word with any ending: libraries, styling, rendered. */
function stemOf(word: string): string {
  if (word.length <= 3) return `${literally(word)}(?:e?s)?(?![A-Za-z])`
  if (/[^aeiou]y$/i.test(word)) return `${literally(word.slice(0, -1))}(?:y|i[a-z])`
  if (/e$/i.test(word) && word.length > 4) return `${literally(word.slice(0, -1))}(?:e|i[nvst]|a[bt]|or)`
  return literally(word)
}
