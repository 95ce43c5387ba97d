import { blanked } from '../text/blanking'
import type { Check, Found } from './rules'

/** Brackets and quotation marks that are not closed, or closed and never opened, where those of the Korean are in order. */
export const brackets: Check = {
  name: 'brackets',
  severity: 'block',
  find({ korean, english }) {
    const text = withoutLoneBrackets(english)
    if (!/[()[\]{}“”"「」『』《》〈〉]/.test(text)) return []
    const source = withoutLoneBrackets(korean)
    const quotesAreOdd = (source.match(/(?<!\d)"|[“”]/g)?.length ?? 0) % 2 === 1
    for (const [open, close] of PAIRS) {
      const trouble = bracketTrouble(text, open, close)
      if (!trouble || bracketTrouble(source, open, close) || (open === '“' && quotesAreOdd)) continue
      return [trouble]
    }
    const trouble = emptyBrackets(text, source) ?? (quotesAreOdd ? null : quoteTrouble(text))
    return trouble ? [trouble] : []
  },
}

const PAIRS = ['()', '[]', '{}', '“”', '「」', '『』', '《》', '〈〉'].map(
  (pair) => [pair[0]!, pair[1]!] as const,
)

/** Without code and addresses, list marks like `a)`, faces like `:)`, escaped brackets, and intervals like [0, 1). */
function withoutLoneBrackets(text: string): string {
  const blank = (match: string) => ' '.repeat(match.length)
  return blanked(text)
    .replace(/^\s*\(?\w{1,3}\)/, blank)
    .replace(/[:;]-?[)(]/g, blank)
    .replace(/\\[[\](){}]/g, blank)
    .replace(/[[(][^\s[\]()]{0,40},\s?[^\s[\]()]{0,40}[)\]]|\[[\d.]+[),]/g, blank)
}

function bracketTrouble(text: string, open: string, close: string): Found | null {
  const opened: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] === open) opened.push(at)
    else if (text[at] === close && opened.pop() === undefined)
      return { sentence: 'never-opened', detail: { mark: close }, english: [{ from: at, to: at + 1 }] }
  }
  const from = opened[0]
  return from === undefined
    ? null
    : { sentence: 'never-closed', detail: { mark: open }, english: [{ from, to: from + 1 }] }
}

/** Brackets from which something was lost; after a word they call a function. */
function emptyBrackets(text: string, source: string): Found | null {
  const match = EMPTY.exec(text)
  if (!match || EMPTY.test(source)) return null
  const { index: from } = match
  return { sentence: 'empty-brackets', detail: {}, english: [{ from, to: from + match[0].length }] }
}

const EMPTY = /(?<![\w)\]`.])\( ?\)/

/** Straight quotation marks come in twos; after a figure they are inches. */
function quoteTrouble(text: string): Found | null {
  const marks = [...text.matchAll(/(?<!\d)"/g)]
  if (marks.length % 2 === 0) return null
  const from = marks.at(-1)!.index
  return { sentence: 'odd-quotes', detail: {}, english: [{ from, to: from + 1 }] }
}
