import { blanked, evened } from '../blanking'
import { reading, type Draft, type Reading } from './reading'

/**
 * A text while it is being read. What one rule has read is covered, so that the rules after it do not read it again;
 * places on the sheet are places in the text.
 */
export interface Sheet {
  text: string
  readings: Reading[]
}

/** Reads a match, or says with null that it is no number after all and stays open to later rules. */
export type Read = (match: Found) => Draft[] | null

export interface Found {
  /** The whole match, or a group of it; '' for a group that took no part. */
  said(group?: number): string
  /** Where the whole match stands, or a group of it. */
  at(group?: number): { from: number; to: number }
  /** Up to `length` characters of the sheet before or after the match. */
  before(length: number): string
  after(length: number): string
}

/** A way of writing a number; the pattern has the flags `dg`. */
export interface Rule {
  pattern: RegExp
  read: Read
}

const COVER = '\ufffc'

export function sheetOf(text: string): Sheet {
  return { text: evened(blanked(text)), readings: numbersInCode(text) }
}

export function readBy(sheet: Sheet, rules: Rule[]): void {
  for (const { pattern, read } of rules) {
    const covered: { from: number; to: number }[] = []
    for (const match of sheet.text.matchAll(pattern)) {
      const found = foundIn(sheet.text, match)
      const drafts = read(found)
      if (!drafts) continue
      sheet.readings.push(...drafts.map(reading))
      covered.push(found.at())
    }
    if (covered.length > 0) sheet.text = cover(sheet.text, covered)
  }
}

export function cover(text: string, spans: { from: number; to: number }[]): string {
  let at = 0
  const pieces: string[] = []
  for (const { from, to } of spans) {
    pieces.push(text.slice(at, from), COVER.repeat(to - from))
    at = to
  }
  return [...pieces, text.slice(at)].join('')
}

function foundIn(text: string, match: RegExpExecArray): Found {
  const from = match.index
  const to = from + match[0].length
  return {
    said: (group = 0) => match[group] ?? '',
    at: (group = 0) => {
      const [start, end] = match.indices?.[group] ?? [from, to]
      return { from: start, to: end }
    },
    before: (length) => text.slice(Math.max(0, from - length), from),
    after: (length) => text.slice(to, to + length),
  }
}

/** Digits inside code need no counterpart, but are one: `총 5개` and “a total of `5`”. */
function numbersInCode(text: string): Reading[] {
  if (!text.includes('`')) return []
  return [...text.matchAll(/``[^`]+``|`[^`]*`/g)].flatMap((code) =>
    [...code[0].matchAll(/\d+(?:\.\d+)?/g)].map((digits) => {
      const from = code.index + digits.index
      return reading({
        kind: 'code',
        value: Number(digits[0]),
        hard: false,
        from,
        to: from + digits[0].length,
      })
    }),
  )
}
