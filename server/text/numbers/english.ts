import { ENGLISH_RULES } from './englishRules'
import { readWords, SCALE_LETTERS, SCALES } from './englishWords'
import { isListMarker } from './markers'
import { figure, LONGEST_FIGURE, stepOf, type Draft, type Kind, type Reading } from './reading'
import { readBy, sheetOf, type Found, type Rule } from './sheet'

/** Every number an English text states, in order. Takes one paragraph, with its Markdown. */
export function englishNumbers(text: string): Reading[] {
  const sheet = sheetOf(text)
  readBy(sheet, [...ENGLISH_RULES, FIGURES])
  readWords(sheet)
  readBy(sheet, ROMAN)
  const readings = sheet.readings.sort((one, other) => one.from - other.from)
  shareScales(text, readings)
  return readings
}

/** $1.5 million, 120 million won, 3bn, 1,234.5, .66, and a plain 7. */
const FIGURES: Rule = {
  pattern:
    /([$€£₩¥]|\b(?:USD|KRW|EUR) )?(?<![\d])(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)(?:[\s-]?(hundred|thousand|million|billion|trillion)\b(?:\s(hundred|thousand|million|billion|trillion)\b)?|\s?(k|K|m|M|mn|mln|bn|B|b|tn)\b(?!\w))?/dg,
  read: inFigures,
}

/** Louis XIV, World War II: they answer the Korean and ask nothing of it. */
const ROMAN: Rule[] = [
  {
    pattern: /\b(?=[IVXLC])(X{0,4}(?:IX|IV|V?I{0,3})|L|C)\b/dg,
    read: (match) => {
      const value = romanValue(match.said())
      if (match.said() === 'I' && !/[A-Z]\w+ $/.test(match.before(12))) return null
      return [{ kind: 'ordinal', value, hard: false, ...match.at() }]
    },
  },
  {
    pattern: /\bWW(?:I{1,2}|[12])\b/dg,
    read: (match) => [
      { kind: 'ordinal', value: /II|2/.test(match.said()) ? 2 : 1, hard: false, ...match.at() },
    ],
  },
]

/** How far around a figure its unit is looked for. */
const REACH = 24

function inFigures(match: Found): Draft[] {
  const [currency, written, word, word2, letter] = [1, 2, 3, 4, 5].map((group) => match.said(group)) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const place = { from: match.at(2).from, to: match.at().to }
  if (written.length > LONGEST_FIGURE)
    return [{ kind: 'identifier', value: NaN, signs: written.replace(/\D/g, ''), ...match.at(2) }]

  const [before, after] = [match.before(REACH), match.after(REACH)]
  const bare = figure(written)
  const isScale = word !== '' || (letter !== '' && (currency !== '' || !/^[mMbB]$/.test(letter)))
  const scale = (SCALES.get(word) ?? SCALE_LETTERS.get(letter.toLowerCase()) ?? 1) * (SCALES.get(word2) ?? 1)
  const value = tidy(isScale ? bare * scale : bare)
  const year = /'$/.test(before) && /^\d\d$/.test(written) ? [1900 + bare, 2000 + bare] : []
  const draft = {
    value,
    // “5 m” may be metres or millions, “30k” thousands or a name.
    alternatives: [...(letter === '' ? [] : [isScale ? bare : tidy(bare * scale)]), ...year],
    step: stepOf(written) * (isScale ? scale : 1),
    scaled: isScale,
    ...(isScale ? place : match.at(2)),
  }
  if (
    isListMarker(before + written + after, { from: before.length, to: before.length + written.length }, value)
  )
    if (match.at().from < REACH) return [{ ...draft, kind: 'marker', hard: false }]
  const hard = value !== 0 && value !== 1 && !(value < 100 && isGlued(before, after, letter))
  return [{ ...draft, kind: kindOf(currency, after), hard }]
}

/** 0.1 × 3 is not 0.3 to a computer. */
function tidy(value: number): number {
  return Number(value.toPrecision(15))
}

/** G20, H1N1, 3D: a name with a figure in it, which the check of Latin names looks after. */
function isGlued(before: string, after: string, letter: string): boolean {
  if (/[A-Za-z][.-]?$/.test(before)) return true
  return letter === '' && /^[A-Za-z]/.test(after) && !MEASURE.test(after)
}

const MEASURE =
  /^(?:km|kg|cm|mm|m|g|MB|GB|TB|KB|kB|MHz|GHz|kW|MW|ml|L|ha|p|px|ms|s|h|x|bits?|pt|em|fps|dpi)\b/

function kindOf(currency: string, after: string): Kind {
  if (/^\s?(?:percentage points?|pp\b|%\s?points?|percent points?)/.test(after)) return 'points'
  if (/^\s?-?(?:%|percent|per cent)/.test(after)) return 'percent'
  return currency !== '' || /^\s(?:won|dollars?|euros?|yen|pounds?|yuan)\b/.test(after) ? 'money' : 'amount'
}

function romanValue(letters: string): number {
  const values = [...letters].map((letter) => ROMAN_LETTERS[letter]!)
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

const ROMAN_LETTERS: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

/** In “10 to 20 million” and “$2-3 billion” the left number may have the scale of the right one. */
function shareScales(text: string, readings: Reading[]): void {
  for (const [index, left] of readings.entries()) {
    const right = readings[index + 1]
    if (
      !right?.scaled ||
      left.scaled ||
      !/^\s?(?:[-–—~]|to|or|and)\s?[$€£₩]?$/.test(text.slice(left.to, right.from))
    )
      continue
    const digits = /^[\d.,]+/.exec(text.slice(right.from, right.to))?.[0]
    if (digits) left.alternatives.push(left.value * (right.value / figure(digits)))
  }
}
