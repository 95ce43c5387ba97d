/**
 * One number that a text states. Dates are read in pieces, a reading each for year, month and day. `from` and `to`
 * are places in the text as it was given, and hold the number alone: no counter, no currency.
 */
export interface Reading {
  /** NaN for an identifier. */
  value: number
  /** What the same words may mean as well: 1990 for `90년대`, 15 for `3시`, 20,000 for the 2 of `2~3만`. */
  alternatives: number[]
  kind: Kind
  /** Whether the other language has to state it too. */
  hard: boolean
  /** Only the power of ten is said: 수십만, hundreds of thousands. */
  vague: boolean
  /** 약, 여, 가량: the figure is not meant to the last digit. */
  approximate: boolean
  /** Written with a scale word or letter: 1.2 million, 3bn, 5천만. */
  scaled: boolean
  /** What the last written digit counts: 10,000 in 1.23 million. */
  step: number
  /** Numerator and denominator of a fraction, else empty. */
  parts: number[]
  /** The signs of a telephone number or a version, which are compared as they are; '' for a number. */
  signs: string
  from: number
  to: number
}

export type Kind =
  | 'amount'
  | 'money'
  | 'percent'
  | 'points'
  | 'age'
  | 'band'
  | 'ordinal'
  | 'year'
  | 'month'
  | 'day'
  | 'decade'
  | 'century'
  | 'hour'
  | 'minute'
  | 'fraction'
  | 'rate'
  | 'marker'
  | 'identifier'
  | 'code'
  | 'word'

export type Draft = Partial<Reading> & Pick<Reading, 'value' | 'from' | 'to'>

export function reading(draft: Draft): Reading {
  return {
    alternatives: [],
    kind: 'amount',
    hard: true,
    vague: false,
    approximate: false,
    scaled: false,
    step: 1,
    parts: [],
    signs: '',
    ...draft,
  }
}

/** Everything a reading may stand for. */
export function meaningsOf({ value, alternatives }: Reading): number[] {
  return [value, ...alternatives]
}

/** 35,000 has two, 1.23 million three. */
export function significantDigits(value: number): number {
  return Math.max(1, value.toExponential(11).replace(/e.*$/, '').replace(/\D/g, '').replace(/0+$/, '').length)
}

/** Equal as far as arithmetic with floating points can tell. */
export function keyOf(value: number): string {
  return value.toPrecision(12)
}

/** `1,234.5` as a number. */
export function figure(written: string): number {
  return Number(written.replaceAll(',', ''))
}

/** What the last digit of written figures counts: 0.1 in `1,234.5`. */
export function stepOf(written: string): number {
  const decimals = written.split('.')[1]?.length ?? 0
  return Number(`1e-${decimals}`)
}

/** Longer runs of digits are no quantities but codes of some sort, and are compared sign by sign. */
export const LONGEST_FIGURE = 21
