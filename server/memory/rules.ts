import { createHash } from 'node:crypto'
import { distanceFrom } from '../text/distance'
import type { Replaced } from '../text/patching'

/** One approved pair, kept for reuse. Both texts are inline Markdown. */
export interface MemoryEntry {
  id: string
  sourceText: string
  targetText: string
  articleId: string | null
  segmentId: string | null
  translationVersionId: string | null
  approvedBy: string | null
  createdAt: Date
}

export interface NewMemoryEntry extends Omit<MemoryEntry, 'id' | 'createdAt'> {
  /** Keys of the Korean before and after it: '' at either end of an article, null where nobody knows. */
  previousKey?: string | null
  nextKey?: string | null
  /** What a pair came from that was brought in and not approved here. */
  importedFrom?: string | null
}

/** Where a pair came from. All of it is null for a pair that was brought in without saying. */
export interface Origin {
  articleSlug: string | null
  articleTitle: string | null
  version: number | null
  approvedByName: string | null
  importedFrom: string | null
  at: Date
}

/** An entry found for a segment. */
export interface Match {
  entryId: string
  /** Percent, as `rateOf` counts; 100 is the same words and the same markup. */
  rate: number
  /** The same, and the paragraphs before and after it are the same as well. */
  inContext: boolean
  ko: string
  /** What is offered: the remembered English, or that with the numbers of this segment. */
  en: string
  /** Empty when the English is as it was remembered. */
  numbersReplaced: Replaced[]
  origin: Origin
}

/** What was found for one segment, the best first. */
export interface Found {
  matches: Match[]
  /** False while the copy that answers inexact questions is not full yet, or is not kept at all. */
  complete: boolean
}

/** A segment to look up, with the keys of its neighbours when they are known. */
export interface Wanted {
  text: string
  previousKey?: string | null
  nextKey?: string | null
}

/** A copy of the memory that knows quickly which entries may be like a text, and which hold certain syllables. */
export interface Recall {
  /** For each text, ids of entries, the likeliest first, at most `most` of them. */
  likely(texts: string[], most: number): Promise<Recalled<string[][]>>
  /** Ids of entries whose Korean may hold these words, the newest first, at most `most`. */
  holding(words: string, most: number): Promise<Recalled<string[]>>
}

export interface Recalled<Answer> {
  answer: Answer
  complete: boolean
}

export type Language = 'ko' | 'en'

/** What somebody looks for in the memory, and on which side. */
export interface Search {
  words: string
  language: Language
}

/** Words in Hangul are looked for in the Korean, others in the English, unless it was said. */
export function searchFor(words: string, language: unknown): Search {
  const side =
    language === 'ko' || language === 'en' ? language : /\p{Script=Hangul}/u.test(words) ? 'ko' : 'en'
  return { words: words.trim(), language: side }
}

/** Null also for no words at all: then nothing is looked for, and nothing is wrong. */
export function obstacleToSearch({ words }: Search): 'memory-words-missing' | 'memory-words-too-long' | null {
  if (words === '') return null
  if (evened(words) === '') return 'memory-words-missing'
  return words.length > 200 ? 'memory-words-too-long' : null
}

/** Percent below which a match is not worth a look. */
export const leastRate = 70

/** As many matches of one segment as anybody reads. */
export const mostMatches = 5

/** Characters beyond which only the very same text matches: a page of words is nobody's "almost the same". */
export const longestLikened = 4000

/**
 * The text as exact matches compare it: quotation marks and white space may differ, words and markup may not.
 * Markup is part of the text, so a sentence in bold is another one than the same in plain.
 */
export function normalised(text: string): string {
  return text
    .normalize('NFC')
    .split(hardBreak)
    .map((line) => straightened(line).replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim()
}

const hardBreak = / {2,}\r?\n|\\\r?\n/

function straightened(text: string): string {
  return text.replace(/[“”„‟＂]/g, '"').replace(/[‘’‚‛＇]/g, "'")
}

/** What an entry is found by: of one length, since a paragraph is longer than an index of PostgreSQL takes. */
export function keyOf(text: string): string {
  return createHash('sha256').update(normalised(text)).digest('hex')
}

/** The text as inexact matches compare it: the words alone, without marks of Markdown and the addresses of links. */
export function evened(text: string): string {
  return straightened(text.normalize('NFC'))
    .replace(/\]\([^()]*\)/g, '')
    .replace(/[*_~`[\]\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** An entry without words on both sides would answer for nothing. */
export function isWorthRemembering({
  sourceText,
  targetText,
}: Pick<NewMemoryEntry, 'sourceText' | 'targetText'>): boolean {
  return normalised(sourceText) !== '' && normalised(targetText) !== ''
}

/** Entries in reading order, each told what stands before and after it. */
export function besideEachOther(entries: NewMemoryEntry[]): NewMemoryEntry[] {
  const neighbours = neighboursOf(entries.map(({ sourceText }) => sourceText))
  return entries.map((entry, index) => ({ ...entry, ...neighbours[index] }))
}

/** For each text, in reading order, the keys of the one before and the one after it. */
export function neighboursOf(texts: string[]): { previousKey: string; nextKey: string }[] {
  const keys = texts.map(keyOf)
  return keys.map((_, index) => ({ previousKey: keys[index - 1] ?? '', nextKey: keys[index + 1] ?? '' }))
}

/**
 * How much of a text another one is, in percent: 100 · (1 − edits ÷ the longer length), rounded down, over evened
 * characters. A Hangul syllable is one character, so a particle that changed costs one edit or two. 100 is kept for what
 * is the same with its markup: the same words in other markup are 99. Gives back null below `least`.
 */
export function rateFrom(text: string): (other: string, least?: number) => number | null {
  const [words, key] = [evened(text), normalised(text)]
  if (words.length > longestLikened) return (other) => (normalised(other) === key ? 100 : null)
  const distance = distanceFrom(words)
  return (other, least = leastRate) => {
    if (normalised(other) === key) return 100
    const others = evened(other)
    const longer = Math.max(words.length, others.length)
    if (longer === 0 || others.length > longestLikened) return null
    const edits = distance(others, Math.floor((longer * (100 - least)) / 100))
    const rate = Math.min(99, Math.floor((100 * (longer - edits)) / longer))
    return rate < least ? null : rate
  }
}

/** The best first: in context, then by rate, then the newest. */
export function inOrder<Ranked extends Pick<Match, 'inContext' | 'rate' | 'entryId'>>(
  matches: Ranked[],
): Ranked[] {
  return [...matches].sort(
    (one, other) =>
      Number(other.inContext) - Number(one.inContext) ||
      other.rate - one.rate ||
      Number(other.entryId) - Number(one.entryId),
  )
}

/** Whether an entry stood between the same neighbours as a segment. */
export function isInContext(
  { previousKey, nextKey }: Pick<Wanted, 'previousKey' | 'nextKey'>,
  entry: Pick<NewMemoryEntry, 'previousKey' | 'nextKey'>,
): boolean {
  return (
    previousKey != null && nextKey != null && entry.previousKey === previousKey && entry.nextKey === nextKey
  )
}
