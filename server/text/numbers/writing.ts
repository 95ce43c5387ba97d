import { ONES, ORDINALS, SCALE_LETTERS, SCALES, TENS } from './englishWords'
import { figure, type Reading } from './reading'

/** What stands at a place of a text from now on. */
export interface Replacement {
  from: number
  to: number
  words: string
}

/**
 * Another number in the place of one, written as that one is written: 30,000 → 50,000, 120 million → 150 million,
 * March → May, 3rd → 22nd, three → five. Null where the way it is written does not say how another would be.
 */
export function writtenLike(text: string, old: Reading, value: number, decimals: number): Replacement | null {
  const written = text.slice(old.from, old.to)
  const place = { from: old.from, to: old.to }
  if (old.kind === 'month' && /^[A-Za-z]/.test(written)) {
    const name = monthLike(written, value)
    return name === null ? null : { ...place, words: name }
  }
  const figures = /^(\d[\d,]*(?:\.\d+)?)(?:([\s-]?)([A-Za-z]+))?$/.exec(written)
  if (figures) {
    const [, digits = '', gap = '', scale = ''] = figures
    if (scale !== '') return scaledLike(place, digits, gap, scale, value)
    if (old.kind === 'ordinal') return ordinalLike(text, place, value)
    return { ...place, words: digitsLike(digits, old, value, decimals) }
  }
  if (!/^[A-Za-z]+(?:[ -][A-Za-z]+)?$/.test(written)) return null
  const words = wordsLike(text, place, written, old, value)
  return words === null ? null : { ...place, words }
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

function monthLike(written: string, value: number): string | null {
  const name = MONTHS[value - 1]
  if (!name) return null
  const isShort = written.length < 5 && !MONTHS.includes(written)
  const words = isShort ? (name === 'September' && written === 'Sept' ? 'Sept' : name.slice(0, 3)) : name
  return /^[a-z]/.test(written) ? words.toLowerCase() : words
}

function digitsLike(digits: string, old: Reading, value: number, decimals: number): string {
  const padded = /^0\d/.test(digits) || old.kind === 'minute'
  if (padded) return String(value).padStart(digits.length, '0')
  const isPlain = PLAIN_KINDS.has(old.kind) || /^\d{4,}/.test(digits)
  return inDigits(value, !isPlain, decimals)
}

/** Written without commas between thousands. */
const PLAIN_KINDS = new Set(['year', 'month', 'day', 'hour', 'decade', 'code'])

function inDigits(value: number, grouped: boolean, decimals = 0): string {
  return value.toLocaleString('en-US', {
    useGrouping: grouped,
    minimumFractionDigits: decimals,
    maximumFractionDigits: 10,
  })
}

/** The same scale as long as the figure before it stays readable, else the next that makes it so, else digits. */
function scaledLike(
  place: { from: number; to: number },
  digits: string,
  gap: string,
  scale: string,
  value: number,
): Replacement | null {
  const own = SCALES.get(scale) ?? SCALE_LETTERS.get(scale.toLowerCase())
  if (!own) return null
  const next = [...SCALES].filter(([, one]) => one >= 1e6).find(([, one]) => isReadable(value / one))
  const [word, size] = isReadable(value / own) || figure(digits) >= 1000 ? [scale, own] : (next ?? ['', 1])
  if (size !== own && !SCALES.has(scale)) return null
  const count = Number((value / size).toPrecision(15))
  if (size > 1 && Math.abs(count * 1000 - Math.round(count * 1000)) > 1e-6) return null
  return { ...place, words: inDigits(count, true) + (word && gap + word) }
}

function isReadable(count: number): boolean {
  return count >= 1 && count < 1000
}

/** The two letters after the digits belong to the number. */
function ordinalLike(
  text: string,
  { from, to }: { from: number; to: number },
  value: number,
): Replacement | null {
  const suffix = /^(?:st|nd|rd|th)\b/.exec(text.slice(to, to + 3))
  if (!suffix || !Number.isInteger(value)) return null
  return { from, to: to + 2, words: `${inDigits(value, true)}${suffixOf(value)}` }
}

function suffixOf(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'
}

/** Numbers from ten are figures, unless the old one was in words too or the sentence begins here. */
function wordsLike(
  text: string,
  { from }: { from: number },
  written: string,
  old: Reading,
  value: number,
): string | null {
  if (!Number.isInteger(value) || value < 0 || value >= 100 || old.value >= 100) return null
  const wasSpelled = (old.kind === 'ordinal' ? ordinalWords : cardinalWords)(old.value)
  if (wasSpelled === null || wasSpelled.replace('-', ' ') !== written.toLowerCase().replace('-', ' '))
    return null
  const begins = /(?:^|[.!?]["”’)]*\s)["“‘(*]*$/.test(text.slice(Math.max(0, from - 6), from))
  if (old.kind === 'amount' && value >= 10 && old.value < 10 && !begins) return String(value)
  const words = (old.kind === 'ordinal' ? ordinalWords : cardinalWords)(value)
  return words && (/^[A-Z]/.test(written) ? words[0]!.toUpperCase() + words.slice(1) : words)
}

function cardinalWords(value: number): string | null {
  const whole = wordFor(ONES, value) ?? wordFor(TENS, value)
  if (whole) return whole
  const [tens, ones] = [wordFor(TENS, value - (value % 10)), wordFor(ONES, value % 10)]
  return tens && ones ? `${tens}-${ones}` : null
}

function ordinalWords(value: number): string | null {
  const whole = wordFor(ORDINALS, value)
  if (whole) return whole
  const [tens, ones] = [wordFor(TENS, value - (value % 10)), wordFor(ORDINALS, value % 10)]
  return tens && ones ? `${tens}-${ones}` : null
}

function wordFor(words: Map<string, number>, value: number): string | null {
  return [...words].find(([, one]) => one === value)?.[0] ?? null
}

/** The replacement with the article before it put right: an 8-year-old, a 9-year-old. */
export function withArticle(text: string, { from, to, words }: Replacement): Replacement {
  const article = /(?<![\w'’-])(an?) ([$€£₩“"*]*)$/i.exec(text.slice(Math.max(0, from - 12), from))
  if (!article) return { from, to, words }
  const [all, written = '', signs = ''] = article
  const right = (written.startsWith('A') ? 'A' : 'a') + (beginsWithVowel(words) ? 'n' : '')
  if (right === written) return { from, to, words }
  return { from: from - all.length, to, words: `${right} ${signs}${words}` }
}

/** As it is spoken: eight, eleven, eighteen; 1,100 begins with “one”. */
function beginsWithVowel(words: string): boolean {
  const digits = /^[\d,]+/.exec(words)?.[0].replaceAll(',', '')
  if (digits === undefined) return /^[aeiou]/i.test(words) && !/^(?:one|once)/i.test(words)
  return digits.startsWith('8') || (/^1[18]/.test(digits) && digits.length % 3 === 2)
}
