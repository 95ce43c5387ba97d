import { ONES, SCALES } from './englishWords'
import { clock, fractionInFigures, hyphenated, telephone, version, wholeDate } from './koreanRules'
import { figure } from './reading'
import type { Rule } from './sheet'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const MONTH_NAMES =
  '[Jj]anuary|[Ff]ebruary|[Aa]pril|[Jj]une|[Jj]uly|[Aa]ugust|[Ss]eptember|[Oo]ctober|[Nn]ovember|[Dd]ecember|Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec'
/** Words that are months only beside a date. */
const DOUBTFUL_MONTHS = 'March|Mar|May'
const BEFORE_A_MONTH =
  '(?:\\d|\\b(?:in|of|by|until|since|last|next|this|early|late|on|On|In|and|to|through|between|from|mid)[ -]|, )'

/** What English writes in patterns of its own, in the order in which it must be read. */
export const ENGLISH_RULES: Rule[] = [
  {
    pattern: /(?<![\d-])(?:\+82[- ]?\d{1,2}|\+?1?[- (]?\d{2,3})[-. )]\s?\d{3,4}[-.]\d{4}(?!\d)/dg,
    read: telephone,
  },
  { pattern: /(?<![\d-])(?:\d{1,4}-){2,6}\d{2,4}(?![\d-])/dg, read: hyphenated },
  {
    pattern: new RegExp(
      `\\b(?:${MONTH_NAMES}|(?<=${BEFORE_A_MONTH}\\s?)(?:${DOUBTFUL_MONTHS})|(?:${DOUBTFUL_MONTHS})(?=\\.?,? ?\\d))\\b\\.?`,
      'dg',
    ),
    read: (match) => {
      const name = match.said().replace('.', '')
      const { from } = match.at()
      const value = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
      return [{ kind: 'month', value, hard: false, from, to: from + name.length }]
    },
  },
  {
    pattern: /(?<!\d)((?:1\d|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)/dg,
    read: wholeDate,
  },
  { pattern: /(?<![\d.])v?\d+(?:\.\d+){2,}(?!\d)/dg, read: version },
  {
    // 2008-09, a season or a school year.
    pattern: /(?<!\d)((?:1\d|20)\d\d)-(\d\d)(?!\d)/dg,
    read: (match) => {
      const [first, second] = [match.said(1), match.said(2)]
      return [
        { kind: 'year', value: Number(first), ...match.at(1) },
        {
          kind: 'year',
          value: Number(first.slice(0, 2) + second),
          alternatives: [Number(second)],
          ...match.at(2),
        },
      ]
    },
  },
  {
    pattern: /(?<![\d.:])(\d{1,2})[.:](\d{2})(?=\s?(?:-|to)\s?\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m|p\.m))/dg,
    read: clock,
  },
  {
    pattern: /(?<![\d.:])(\d{1,2})(?:[.:](\d{2}))?(?=\s?(?:[ap]\.?m\.?|o'clock|AM|PM)(?![A-Za-z]))/dg,
    read: clock,
  },
  { pattern: /(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/dg, read: clock },
  {
    pattern: /(?<![\d,])(\d{1,3}0)'?s\b/dg,
    read: (match) => {
      const value = Number(match.said(1))
      const alternatives = value < 100 ? [1900 + value, 2000 + value, 1800 + value] : [value % 100]
      return [{ kind: 'decade', value, alternatives, ...match.at(1) }]
    },
  },
  {
    pattern: /(?<![\d.,])(\d{1,3}(?:,\d{3}){0,4})(?:st|nd|rd|th)\b/dg,
    read: (match) => {
      const value = figure(match.said(1))
      return [{ kind: 'ordinal', value, hard: value > 3, ...match.at(1) }]
    },
  },
  { pattern: /(?<![\d./])(\d{1,2})\/(\d{1,3})(?![\d/])/dg, read: fractionInFigures },
  {
    pattern:
      /\b(one|two|three|four|five|six|seven|eight|nine|an?)[ -](half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b/dgi,
    read: (match) => {
      const [numerator, denominator] = [
        ONES.get(match.said(1).toLowerCase()) ?? 1,
        PARTS[match.said(2).toLowerCase()]!,
      ]
      return [
        { kind: 'fraction', value: numerator / denominator, hard: false, ...match.at() },
        { value: numerator, hard: false, ...match.at(1) },
        { value: denominator, hard: false, ...match.at(2) },
      ]
    },
  },
  {
    pattern:
      /\b(?:(dozens|tens|scores|hundreds) of )?(dozens|scores|hundreds|thousands|millions|billions|trillions)\b/dgi,
    read: (match) => {
      const value = SWARMS[match.said(1).toLowerCase() || 'one']! * SWARMS[match.said(2).toLowerCase()]!
      return [{ vague: true, value, hard: false, ...match.at() }]
    },
  },
  {
    pattern:
      /\b(?:several|many|some|a few|few|multiple) (hundred|thousand|million|billion|trillion|dozen)\b/dgi,
    read: (match) => {
      const value = SCALES.get(match.said(1).toLowerCase()) ?? 10
      return [{ vague: true, value, hard: false, ...match.at() }]
    },
  },
  {
    pattern: /\b(?:a )?couple (?:of )?(hundred|thousand|million|billion|dozen)\b/dgi,
    read: (match) => {
      const value = 2 * (SCALES.get(match.said(1).toLowerCase()) ?? 12)
      return [{ value, scaled: true, hard: false, ...match.at() }]
    },
  },
]

const PARTS: Record<string, number> = {
  ...{ half: 2, third: 3, quarter: 4, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9 },
  tenth: 10,
}
const SWARMS: Record<string, number> = {
  ...{
    one: 1,
    dozens: 10,
    tens: 10,
    scores: 10,
    hundreds: 100,
    thousands: 1e3,
    millions: 1e6,
    billions: 1e9,
  },
  trillions: 1e12,
}
