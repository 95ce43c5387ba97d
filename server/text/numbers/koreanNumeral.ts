import { figure, stepOf } from './reading'

/** A Korean numeral where it stands: figures, Sino-Korean digits and the units 십 백 천 만 억 조, composed. */
export interface Numeral {
  value: number
  /** What the last written digit counts. */
  step: number
  to: number
  hasFigures: boolean
  hasUnits: boolean
}

const SINO: Record<string, number> = {
  ...{ 영: 0, 공: 0, 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 륙: 6, 칠: 7, 팔: 8, 구: 9 },
}
const SMALL: Record<string, number> = { 십: 10, 백: 100, 천: 1000 }
const BIG: Record<string, number> = { 만: 1e4, 억: 1e8, 조: 1e12, 경: 1e16 }

/** What a unit multiplies by: 천 is 1,000. Null for any other character. */
export function unitOf(character: string): number | null {
  return SMALL[character] ?? BIG[character] ?? null
}

/** What is counted, as far as it tells a numeral from a word that looks like one. */
export const COUNTER =
  '(?:명|사람|개국|개월|개|원|달러|불|유로|엔|위안|파운드|루블|년|연|월|일|시간|시|분|초|주|달|가지|차례|번|배|살|세기|세|마리|대|권|장|곳|건|편|회|퍼센트|프로|%|킬로|㎞|km|미터|m|센티|톤|리터|평|가구|세대|척|그루|잔|병|쪽|페이지|점|위|차|호|층|석|표|발|기|종|인|통|벌|켤레|학년|도|여|분의|곱절|줄|단어|글자|바이트|비트|단계|쌍|팀|경기|골|승|패|마일|피트|에이커|헥타르)'

const FIGURES = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y

/** A numeral may go on after a blank where smaller units or a counter follow: 3만 5천, 1조 2,000억, 300만 5000명. */
const GOES_ON_IN_FIGURES = new RegExp(
  `^ \\d[\\d,]*(?:\\.\\d+)?(?=\\s?[십백천]|\\s?(만|억)|\\s?${COUNTER})(?!\\s?(?:년(?!간|동안)|월|일|시(?!간)|대\\s?\\d))`,
)
const GOES_ON_IN_WORDS =
  /^ [일이삼사오육칠팔구]?[십백천][일이삼사오육칠팔구십백천만\d]*(?:여|\s|명|개|원|달러|$)/
const GOES_ON_AFTER_THOUSAND = /^ (?:\d[\d,]*)\s?[백십]?\s?(?:\d+\s?십)?\s?(?:만|억|조|명|개|원|달러|여)/
const UNIT_AFTER_BLANK =
  /^ (?:천|백)?(?:만|억|조)(?:여|\s?(?:명|원|달러|개|유로|엔|톤|대|건|파운드|부|마리|배럴|권)|\s\d)/

/** No numeral is longer; what a pattern has to see of the text after a place. */
const REACH = 40

/** The numeral that begins at `from`, or null. */
export function numeralAt(text: string, from: number): Numeral | null {
  let total = 0
  let section = 0
  let digits: number | null = null
  let smallest = { big: Infinity, small: Infinity }
  let step = 1
  let hasFigures = false
  let hasUnits = false
  let at = from
  let to = from

  while (at < text.length) {
    const sign = text[at]!
    if (isDigit(sign)) {
      if (digits !== null) break
      FIGURES.lastIndex = at
      const written = FIGURES.exec(text)![0]
      digits = figure(written)
      step = stepOf(written)
      hasFigures = true
      to = at += written.length
      if (UNIT_AFTER_BLANK.test(ahead(at))) at++
    } else if (sign in SINO && digits === null && (hasUnits || !hasFigures)) {
      digits = SINO[sign]!
      step = 1
      to = ++at
    } else if (sign in SMALL) {
      const unit = SMALL[sign]!
      if (unit >= smallest.small || (unit === 10 && hasFigures && digits !== null && digits >= 10)) break
      section += (digits ?? 1) * unit
      step = (digits === null ? 1 : step) * unit
      digits = null
      smallest.small = unit
      hasUnits = true
      to = ++at
      if (goesOnAfterThousand(unit)) at++
    } else if (sign in BIG) {
      const unit = BIG[sign]!
      if (unit >= smallest.big || !isUnitHere(sign)) break
      const count = section + (digits ?? 0)
      if (count === 0 && digits !== null) break
      total += (count || 1) * unit
      step = (count === 0 ? 1 : step) * unit
      section = 0
      digits = null
      smallest = { big: unit, small: Infinity }
      hasUnits = true
      to = ++at
      if (goesOnAfter(unit)) at++
    } else break
  }
  if (to === from) return null
  return { value: total + section + (digits ?? 0), step, to, hasFigures, hasUnits }

  function ahead(place: number): string {
    return text.slice(place, place + REACH)
  }

  /** 조 is an article of a law after 제, 조각 are pieces, 만큼 means “as much as”, 만 may mean “only”. */
  function isUnitHere(sign: string): boolean {
    const next = ahead(at + 1)
    if (sign === '경') return /^(?:\s?(?:원|달러)|\s?\d)/.test(next)
    if (sign === '조') return !/^[각건]/.test(next) && !/제\s?$/.test(text.slice(Math.max(0, from - 2), from))
    if (sign === '만') {
      const standsAlone = digits === null && section === 0 && total === 0
      return !next.startsWith('큼') && !(standsAlone && at !== from)
    }
    return true
  }

  function goesOnAfter(unit: number): boolean {
    const rest = ahead(at)
    const figures = GOES_ON_IN_FIGURES.exec(rest)
    if (figures)
      return figure(figures[0].trim()) < unit && (figures[1] === undefined || BIG[figures[1]]! < unit)
    return GOES_ON_IN_WORDS.test(rest)
  }

  function goesOnAfterThousand(unit: number): boolean {
    const rest = GOES_ON_AFTER_THOUSAND.exec(ahead(at))?.[0]
    return rest !== undefined && figure(/[\d,]+/.exec(rest)![0]) < unit
  }
}

/** 삼천오백 as a number; null where a character is no Sino-Korean numeral. */
export function sinoValue(word: string): number | null {
  const numeral = numeralAt(word, 0)
  return numeral && numeral.to === word.length ? numeral.value : null
}

export function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && sign >= '0' && sign <= '9'
}
