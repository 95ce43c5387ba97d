import { figure, type Kind, type Reading } from './reading'

/** A Korean number as a person would quote it, with the word that makes it a date, a share or an age. */
export function koreanSaid(text: string, { from, to }: Reading): string {
  return text.slice(from, to) + (KOREAN_UNIT.exec(text.slice(to, to + 8))?.[0] ?? '')
}

const KOREAN_UNIT =
  /^\s?(?:월|년대|년|일(?![가-힣]{2})|시(?!간)|분의|분|세기|세|살|%\s?포인트|퍼센트\s?포인트|%p|%|퍼센트)/

/** An English number as a person would quote it, with its currency or unit. */
export function englishSaid(text: string, { from, to }: Reading): string {
  const before = /[$€£₩¥]\s?$/.exec(text.slice(Math.max(0, from - 2), from))?.[0] ?? ''
  const after = /^(?:st|nd|rd|th|'?s)\b|^ ?(?:%|percent(?:age points?)?|[ap]\.m\.)/.exec(
    text.slice(to, to + 18),
  )
  return before + text.slice(from, to) + (after?.[0] ?? '')
}

/** What a Korean number was read as: `1억 2천만 = 120,000,000`; the number alone where it is in figures. */
export function koreanRead(text: string, one: Reading): string {
  const [said, value] = [koreanSaid(text, one), valueSaid(one)]
  const isFigure = one.signs !== '' || figure(text.slice(one.from, one.to)) === one.value
  return isFigure && one.kind !== 'month' ? said : `${said} = ${value}`
}

export function valueSaid({ value, kind, vague, signs, parts }: Reading): string {
  if (signs) return signs
  if (vague) return swarmOf(value) ?? figures(value, true)
  if (kind === 'month') return MONTHS[value - 1] ?? String(value)
  if (kind === 'fraction' && parts.length === 2) return parts.map((part) => figures(part, true)).join('/')
  return figures(value, !UNGROUPED.has(kind)) + (kind === 'percent' || kind === 'points' ? '%' : '')
}

const UNGROUPED = new Set<Kind>(['year', 'decade'])

export function figures(value: number, grouped: boolean): string {
  return value.toLocaleString('en-US', { useGrouping: grouped, maximumFractionDigits: 10 })
}

export const MONTHS =
  'January February March April May June July August September October November December'.split(' ')

/** The English words for a power of ten that is all that is said; null where there are none. */
export function swarmOf(power: number): string | null {
  return SWARMS[Math.round(Math.log10(power)) - 1] ?? null
}

const SWARMS = ['dozens', 'hundreds', 'thousands', 'millions', 'billions', 'trillions'].flatMap((swarm) =>
  ['dozens', 'hundreds'].includes(swarm) ? [swarm] : [swarm, `tens of ${swarm}`, `hundreds of ${swarm}`],
)
