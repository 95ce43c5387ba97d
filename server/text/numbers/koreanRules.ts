import { COUNTER, sinoValue, unitOf } from './koreanNumeral'
import { figure, type Draft } from './reading'
import type { Found, Rule } from './sheet'

/** What Korean writes in patterns of its own, in the order in which it must be read. */
export const KOREAN_RULES: Rule[] = [
  {
    // 02-1234-5678 and +82-2-1234-5678 are one telephone.
    pattern: /(?<![\d-])(?:\+82[- ]?\d{1,2}|0\d{1,2})[-. )]\s?\d{3,4}[-.]\d{4}(?!\d)/dg,
    read: telephone,
  },
  { pattern: /(?<![\d-])(?:\d{1,4}-){2,6}\d{2,4}(?![\d-])/dg, read: hyphenated },
  {
    pattern:
      /(?<!\d)((?:1\d|20)\d\d)\s?[.\-/]\s?(0?[1-9]|1[0-2])\s?[.\-/]\s?(0?[1-9]|[12]\d|3[01])(?:\.|일)?(?![\d.])/dg,
    read: wholeDate,
  },
  { pattern: /(?<![\d.])v?\d+(?:\.\d+){2,}(?!\d)/dg, read: version },
  {
    pattern: /(?<!\d)(\d{4})\s?년대/dg,
    read: (match) => [{ kind: 'decade', value: Number(match.said(1)), ...match.at(1) }],
  },
  {
    pattern: /(?<!\d)(\d0)\s?년대/dg,
    read: (match) => {
      const value = Number(match.said(1))
      const alternatives = [value, 2000 + value, 1800 + value]
      return [{ kind: 'decade', value: 1900 + value, alternatives, ...match.at(1) }]
    },
  },
  {
    // 4·19 혁명, 6·25 전쟁: days that became names. English may name the day or the event.
    pattern: /(?<![\d·ㆍ])(1[0-2]|[1-9])[·ㆍ]([12]\d|3[01]|[1-9])(?![\d·ㆍ])/dg,
    read: (match) => [
      { kind: 'month', value: Number(match.said(1)), hard: false, ...match.at(1) },
      { kind: 'day', value: Number(match.said(2)), hard: false, ...match.at(2) },
    ],
  },
  {
    pattern: /(?<!\d)(\d{1,2})\s?월\s?(\d{1,2})\s?일/dg,
    read: (match) => [
      { kind: 'month', value: Number(match.said(1)), ...match.at(1) },
      { kind: 'day', value: Number(match.said(2)), ...match.at(2) },
    ],
  },
  {
    pattern: /(?<![\d개])(1[0-2]|0?[1-9])\s?월(?!요일|드컵|스트)/dg,
    read: (match) => [{ kind: 'month', value: Number(match.said(1)), ...match.at(1) }],
  },
  {
    pattern:
      /(?<![\d.])(\d{1,2})\s?시(?!간|절|\s?리즈|스템|즌|리|작|도|장|민|내|행|트|점|대)(?:\s?(\d{1,2})\s?분|\s?반)?/dg,
    read: clock,
  },
  { pattern: /(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/dg, read: clock },
  {
    pattern:
      /(?<!\d)(\d[\d,]{0,20}\s?[백천만억]?|[이삼사오육칠팔구십백천만]{1,8})\s?분의\s?(\d{1,12}|[일이삼사오육칠팔구십]{1,4})/dg,
    read: fractionInWords,
  },
  { pattern: /(?<![\d./])(\d{1,2})\s?\/\s?(\d{1,3})(?![\d/])/dg, read: fractionInFigures },
  {
    // Batting averages and shares: 2할6푼8리 is 0.268; 3할 is 0.3 or 30 percent.
    pattern: /(?<!\d)(\d)\s?할(?:\s?(\d)\s?푼)?(?:\s?(\d)\s?리)?(?!머니|인)/dg,
    read: (match) => {
      const [tenths, hundredths, thousandths] = [match.said(1), match.said(2), match.said(3)]
      const round = !hundredths && !thousandths
      return [
        {
          kind: 'rate',
          value: Number(`0.${tenths}${hundredths || 0}${thousandths}`),
          alternatives: round ? [Number(tenths) * 10] : [],
          ...match.at(),
        },
      ]
    },
  },
  {
    pattern:
      /(?<![가-힣A-Za-z])(?:수|(몇))\s?(?:([십백천])\s?([만억조])(?!장자|큼)|([십백천])(?=여|\s|명|개|원|달러|번|배|년|건|곳|대|마리|가지|권|차례|톤|채|점|편|시간|분|초|일|주|km|킬로|미터|유로|엔|파운드|의\s|에서|까지|[,.)"'”’]|$)|([만억조])(?=여|\s?(?:명|개|원|달러|유로|엔|톤|마리|권|건|배|년|파운드|대|점|채|가구)))/dg,
    read: vague,
  },
]

const TENS = '열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔'

/** Numbers in native words and in single Sino-Korean syllables: they satisfy the English but ask nothing of it. */
export const KOREAN_WORDS: Rule[] = [
  {
    pattern:
      /하루|이틀|사흘|나흘|닷새|엿새|이레|일주일|여드레|아흐레|열흘|보름|절반|양측|양국|양쪽|쌍|첫|둘째|셋째|반세기|세기|한나절/dg,
    read: (match) => [{ kind: 'word', value: WORDS[match.said()]!, hard: false, ...match.at() }],
  },
  {
    pattern: new RegExp(
      `(?<![가-힣\\d])(?:(${TENS})?(하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?!님)|(?:(${TENS})?(한|두|세|석|네|넉)|(${TENS}))(?=\\s|$|${COUNTER}))`,
      'dg',
    ),
    read: (match) => {
      const tens = NATIVE_TENS[match.said(1) || match.said(3) || match.said(5)] ?? 0
      const ones = NATIVE_ONES[match.said(2) || match.said(4)] ?? 0
      return [{ kind: 'word', value: tens + ones, hard: false, ...match.at() }]
    },
  },
  {
    pattern:
      /(?<![가-힣])([일이삼사오육칠팔구십]{1,3})\s?(?:년|월|일|주|개월|차|위|등|호|층|세기|분기|학년|인|분|초|배|대)/dg,
    read: (match) => {
      const value = sinoValue(match.said(1))
      return value === null ? null : [{ kind: 'word', value, hard: false, ...match.at(1) }]
    },
  },
]

export function telephone(match: Found): Draft[] {
  const signs = match.said().replace(/\D/g, '').replace(/^82/, '0')
  return [{ kind: 'identifier', value: NaN, signs, ...match.at() }]
}

/** Membership and telephone numbers; a date written with hyphens is a date. */
export function hyphenated(match: Found): Draft[] | null {
  if (/^(?:19|20)\d\d-\d{1,2}-\d{1,2}$/.test(match.said())) return null
  return [{ kind: 'identifier', value: NaN, signs: match.said().replace(/\D/g, ''), ...match.at() }]
}

export function wholeDate(match: Found): Draft[] {
  return (['year', 'month', 'day'] as const).map((kind, index) => ({
    kind,
    value: Number(match.said(index + 1)),
    ...match.at(index + 1),
  }))
}

export function version(match: Found): Draft[] {
  return [{ kind: 'identifier', value: NaN, signs: match.said().replace(/^v/, ''), ...match.at() }]
}

/** Hours of the clock may be said from one or from thirteen. */
export function clock(match: Found): Draft[] | null {
  const hour = Number(match.said(1))
  if (hour > 24) return null
  const drafts: Draft[] = [
    { kind: 'hour', value: hour, alternatives: [hour + 12, hour - 12], ...match.at(1) },
  ]
  if (Number(match.said(2)) > 0) drafts.push({ kind: 'minute', value: Number(match.said(2)), ...match.at(2) })
  return drafts
}

function fractionInWords(match: Found): Draft[] | null {
  const [denominator, numerator] = [wordOrFigure(match.said(1).trim()), wordOrFigure(match.said(2))]
  if (!denominator || numerator === null) return null
  return [
    { kind: 'fraction', value: numerator / denominator, parts: [numerator, denominator], ...match.at() },
  ]
}

function wordOrFigure(written: string): number | null {
  if (!/^\d/.test(written)) return sinoValue(written)
  return figure(/^[\d,]+/.exec(written)![0]) * (unitOf(written.at(-1)!) ?? 1)
}

/** 2/3 may be a fraction, a date, a page of pages: nothing has to answer it, and anything of it is an answer. */
export function fractionInFigures(match: Found): Draft[] {
  const [one, other] = [Number(match.said(1)), Number(match.said(2))]
  return [
    { kind: 'fraction', value: one / other, parts: [one, other], hard: false, ...match.at() },
    { value: one, hard: false, ...match.at(1) },
    { value: other, hard: false, ...match.at(2) },
  ]
}

function vague(match: Found): Draft[] | null {
  const small = match.said(2) || match.said(4)
  const big = match.said(3) || match.said(5)
  if (match.said(1) && big === '만' && !small) return null
  const value = (unitOf(small) ?? 1) * (unitOf(big) ?? 1)
  return [{ vague: true, value, ...match.at() }]
}

const NATIVE_TENS: Record<string, number> = {
  ...{ 열: 10, 스물: 20, 스무: 20, 서른: 30, 마흔: 40, 쉰: 50, 예순: 60, 일흔: 70, 여든: 80, 아흔: 90 },
}
const NATIVE_ONES: Record<string, number> = {
  ...{ 하나: 1, 한: 1, 둘: 2, 두: 2, 셋: 3, 세: 3, 석: 3, 넷: 4, 네: 4, 넉: 4 },
  ...{ 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9 },
}
const WORDS: Record<string, number> = {
  ...{ 하루: 1, 이틀: 2, 사흘: 3, 나흘: 4, 닷새: 5, 엿새: 6, 이레: 7, 일주일: 7, 여드레: 8, 아흐레: 9 },
  ...{ 열흘: 10, 보름: 15, 절반: 0.5, 양측: 2, 양국: 2, 양쪽: 2, 쌍: 2, 첫: 1, 둘째: 2, 셋째: 3 },
  ...{ 반세기: 50, 세기: 100, 한나절: 12 },
}
