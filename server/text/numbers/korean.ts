import { COUNTER, isDigit, numeralAt, unitOf } from './koreanNumeral'
import { KOREAN_RULES, KOREAN_WORDS } from './koreanRules'
import { LONGEST_FIGURE, reading, type Draft, type Kind, type Reading } from './reading'
import { cover, readBy, sheetOf, type Sheet } from './sheet'
import { isListMarker } from './markers'

/** Every number a Korean text states, in order. Takes one paragraph, with its Markdown. */
export function koreanNumbers(text: string): Reading[] {
  const sheet = sheetOf(text)
  readBy(sheet, KOREAN_RULES)
  readNumerals(sheet)
  readBy(sheet, KOREAN_WORDS)
  const readings = sheet.readings.sort((one, other) => one.from - other.from)
  shareUnits(text, readings)
  return readings
}

/** How far around a numeral its counter and its hedges are looked for. */
const REACH = 16

function readNumerals(sheet: Sheet): void {
  const { text } = sheet
  const covered: Reading[] = []
  for (let at = 0; at < text.length;) {
    const draft = numeralReading(text, at)
    if (draft) covered.push(reading(draft))
    at = draft ? draft.to : at + 1
  }
  sheet.readings.push(...covered)
  sheet.text = cover(text, covered)
}

function numeralReading(text: string, at: number): Draft | null {
  const sign = text[at]!
  const before = text[at - 1] ?? ' '
  if (isDigit(sign)) return isDigit(before) ? null : inFigures(text, at)
  if (sign === '.' && isDigit(text[at + 1]) && !/[\w가-힣)\]]/.test(before)) return bareDecimal(text, at)
  if (BEGINS_IN_WORDS.test(sign) && !/[가-힣A-Za-z0-9]/.test(before)) return inWords(text, at)
  return null
}

/** 억 and 조 begin too many other words. */
const BEGINS_IN_WORDS = /[영공일이삼사오육륙칠팔구십백천만]/

/** `.66` without its nought. */
function bareDecimal(text: string, from: number): Draft {
  let to = from + 1
  while (isDigit(text[to])) to++
  return { value: Number(`0${text.slice(from, to)}`), step: 10 ** (from + 1 - to), from, to }
}

function inFigures(text: string, from: number): Draft {
  const { value, step, to, hasUnits } = numeralAt(text, from)!
  const place = { from, to }
  if (to - from > LONGEST_FIGURE && !hasUnits)
    return { kind: 'identifier', value: NaN, signs: text.slice(from, to).replace(/\D/g, ''), ...place }
  const before = text.slice(Math.max(0, from - REACH), from)
  const after = text.slice(to, to + REACH)
  const { kind, alternatives } = kindOf(text.slice(from, to), value, hasUnits, before, after)
  const marks = kind !== 'day' && !(kind === 'money' && isConversion(before, after))
  const draft = { value, step, scaled: hasUnits, approximate: isHedged(before, after), ...place }
  if (isListMarker(text, place, value)) return { ...draft, kind: 'marker', hard: false }
  const hard = marks && value !== 0 && value !== 1 && !(value < 100 && isGlued(before, after))
  return { ...draft, kind, alternatives: [...alternatives, ...onlyReading(text, place, value, after)], hard }
}

/** TLS 1.3만: 만 may be the unit or may mean “only”, and only the English can tell. */
function onlyReading(
  text: string,
  { from, to }: { from: number; to: number },
  value: number,
  after: string,
): number[] {
  const plain = /^\d+(?:\.\d+)?만$/.test(text.slice(from, to))
  return plain && ONLY.test(after) ? [value / 1e4] : []
}

const ONLY =
  /^(?:[을은이의에도]|으로|에서|\s(?!명|원|달러|개|톤|유로|엔|대|권|건|가구|곳|마리|평|표|여|장|km|킬로|배럴|병|주|년|번|부|석))/

/** A sum in brackets after a sum, “(약 56억원)”, is a service to Korean readers that English leaves out. */
function isConversion(before: string, after: string): boolean {
  return (
    /\((?:한화|우리\s?돈|약|한국\s?돈|원화|\s)*$/.test(before) &&
    /^[^()]{0,8}(?:원|달러|유로|엔)[^()]{0,6}\)/.test(after)
  )
}

/** G20, H1N1, 3D: a name with a figure in it, which the check of Latin names looks after. */
function isGlued(before: string, after: string): boolean {
  return /[A-Za-z][.-]?$/.test(before) || (/^[A-Za-z]/.test(after) && !MEASURE.test(after))
}

const MEASURE =
  /^(?:km|kg|cm|mm|m|g|MB|GB|TB|KB|kB|MHz|GHz|kW|MW|ml|L|ha|p|px|ms|s|h|nd|st|rd|th|x|k|bits?|byte|pt|em|fps|dpi)(?![A-Za-z])/

function isHedged(before: string, after: string): boolean {
  return (
    /^\s?여/.test(after) ||
    /^\s?[가-힣]{0,3}\s?(?:가량|정도|쯤|남짓|안팎|내외|이상|넘|가까이)/.test(after) ||
    /(?:약|거의|최소|최대|적어도|무려|근)\s?$/.test(before)
  )
}

function kindOf(
  written: string,
  value: number,
  hasUnits: boolean,
  before: string,
  after: string,
): { kind: Kind; alternatives: number[] } {
  const counted = COUNTED.find(([pattern]) => pattern.test(after))?.[1]
  if (counted) return { kind: counted, alternatives: [] }
  if (YEAR.test(after) && value >= 1000 && value < 2200) return { kind: 'year', alternatives: [] }
  if (SHORT_YEAR.test(after) && value < 100 && !hasUnits)
    return { kind: 'year', alternatives: [1900 + value, 2000 + value] }
  if (DAY.test(after) && value <= 31 && !hasUnits) return { kind: 'day', alternatives: [] }
  if (/^\s?세기/.test(after)) return { kind: 'century', alternatives: [] }
  if (BAND.test(after) && /^[1-9]0$/.test(written)) return { kind: 'band', alternatives: [] }
  if (ORDINAL.test(after) || /제\s?$/.test(before)) return { kind: 'ordinal', alternatives: [] }
  const alternatives = /'$/.test(before) && value < 100 ? [1900 + value, 2000 + value] : []
  return { kind: 'amount', alternatives }
}

const COUNTED: [RegExp, Kind][] = [
  [/^\s?(?:%\s?포인트|퍼센트\s?포인트|%[pP])/, 'points'],
  [/^\s?(?:%|퍼센트|프로(?![가-힣]))/, 'percent'],
  [/^\s?여?\s?(?:원|달러|불(?![가-힣])|유로|엔(?![가-힣]{2})|위안|파운드|루블|루피|크로나|페소)/, 'money'],
  [/^\s?[세살](?![기대계션트])/, 'age'],
]
const YEAR = /^\s?년(?!간|\s?동안|\s?전|\s?후|\s?만|째|\s?이상|\s?이내|차|\s?넘|여)/
const SHORT_YEAR = /^\s?년(?!간|\s?동안|\s?전|\s?만|째|여)/
const DAY = /^\s?일(?!\s?(?:간|동안|만에|전|후|째|이상|이내|연속)|[부반정련시곱차당])/
const BAND = /^\s?대(?![0-9학표한]|\s?\d)/
const ORDINAL =
  /^\s?(?:번째|차(?![례이량])|위(?![해험기치])|등(?!등|\s)|호(?![주텔])|층|회(?!의)|조(?![각건])|항|장(?!소)|학년|분기|세대)/

function inWords(text: string, from: number): Draft | null {
  const numeral = numeralAt(text, from)
  if (!numeral || !numeral.hasUnits || numeral.hasFigures) return null
  const { value, step, to } = numeral
  const after = text.slice(to, to + REACH)
  const word = text.slice(from, to)
  if (!isCounted(word, after)) return null
  const kind = COUNTED.find(([pattern]) => pattern.test(after))?.[1] ?? 'amount'
  const hard = word.length > 1 && value >= 20
  return { value, step, kind, hard, scaled: true, approximate: /^여/.test(after), from, to }
}

const GLUED_COUNTER = new RegExp(`^(?:여|남짓)?${COUNTER}`)
const APART_COUNTER = new RegExp(
  `^(?:여|남짓)?\\s${COUNTER}(?:여|간|씩|에|의|이|가|을|를|은|는|도|만|으로|로|과|와|쯤|정도|가량|짜리|이상|이하|미만|들|분|전|후|동안|째|대|[\\s.,)]|$)`,
)
const OTHER_WORDS = /^(?:구조|사조|오조|이조|일조|만[일이사오구])$/
/** 만장일치, 천여러, 백일: words that begin like a numeral with its counter. */
const NO_COUNTER =
  /^(?:장자|다행|장일치|여러|일(?:이|을|은|의)?\s|대(?:부분|로|해)|장[애소]|분[야위]|세계|개[발인]|시[작도])/

/** A numeral in words needs a counter, or 조사 and 천사 would be numbers. */
function isCounted(word: string, after: string): boolean {
  if (OTHER_WORDS.test(word) || NO_COUNTER.test(after)) return false
  if (!GLUED_COUNTER.test(after) && !APART_COUNTER.test(after)) return false
  // 만 18세 is full age; a single 만 before a blank is hardly ever ten thousand.
  return word !== '만' || !/^\s?(?:\d|나이|[가-힣]*세)|^\s(?:사람|[년개세대장점종기일차인])/.test(after)
}

/** In “2~3만” the left number may have the unit of the right one. */
function shareUnits(text: string, readings: Reading[]): void {
  for (const [index, left] of readings.entries()) {
    const right = readings[index + 1]
    if (!right?.scaled || left.scaled || !/^\s?[~∼〜～–-]\s?$/.test(text.slice(left.to, right.from))) continue
    const units = /[십백천만억조]+$/.exec(text.slice(right.from, right.to).replace(/\s/g, ''))?.[0] ?? ''
    const unit = [...units].reduce((product, sign) => product * (unitOf(sign) ?? 1), 1)
    if (unit > 1) left.alternatives.push(left.value * unit)
  }
}
