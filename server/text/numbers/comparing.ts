import { keyOf, meaningsOf, significantDigits, type Reading } from './reading'

/** What the numbers of a pair are to each other. */
export interface Comparison {
  /** Korean numbers that the English does not state. */
  missing: Reading[]
  /** English numbers that the Korean does not state and should. */
  added: Reading[]
  /** Everything the English says beyond the Korean, also what nobody has to state. */
  spare: Reading[]
  /** A Korean and an English number that differ by a power of ten alone: 3 when the English is a thousand times more. */
  magnitudes: { korean: Reading; english: Reading; power: number }[]
  /** Korean numbers that had to be stated and are. */
  answered: Reading[]
}

/**
 * Compares what is stated, not how often: a number said twice may be said once. The work grows with the length of the
 * lists and not with their product, so that a table of thousands of numbers is compared as quickly as it is read.
 */
export function compareNumbers(korean: Reading[], english: Reading[]): Comparison {
  const shelf = shelve(english)
  const hasMonths = english.some(({ kind }) => kind === 'month')
  const answers = new Map<string, Reading[]>()
  for (const one of korean.filter(({ vague }) => !vague)) {
    const key = signatureOf(one)
    if (!answers.has(key)) answers.set(key, answersTo(one, shelf, hasMonths))
  }
  const taken = new Set([...answers.values()].flat())
  for (const one of korean.filter(({ vague }) => vague))
    answers.set(signatureOf(one), answersToVague(one, shelf, taken))
  const used = new Set([...answers.values()].flat())
  const parts = new Set(korean.flatMap((one) => one.parts.map(keyOf)))

  const isAnswered = (one: Reading) => answers.get(signatureOf(one))!.length > 0 || hasItsParts(one, shelf)
  const open = korean.filter((one) => !isAnswered(one))
  const spare = english.filter((one) => !used.has(one))
  const magnitudes = differingByPowers(open, spare)
  const inMagnitude = new Set(magnitudes.map((magnitude) => magnitude.korean))
  return {
    missing: open.filter((one) => one.hard && (!one.vague || inMagnitude.has(one))),
    spare,
    added: spare.filter((one) => one.hard && !meaningsOf(one).some((value) => parts.has(keyOf(value)))),
    magnitudes,
    answered: korean.filter((one) => one.hard && isAnswered(one)),
  }
}

/** English readings by what they may stand for, and those with a value in order. */
interface Shelf {
  byValue: Map<string, Reading[]>
  bySigns: Map<string, Reading[]>
  inOrder: Reading[]
  /** Steps of the readings written with a scale word: 10,000 for 1.23 million. */
  steps: Set<number>
}

function shelve(english: Reading[]): Shelf {
  const shelf: Shelf = { byValue: new Map(), bySigns: new Map(), inOrder: [], steps: new Set() }
  for (const one of english) {
    if (one.signs) {
      put(shelf.bySigns, one.signs, one)
      continue
    }
    for (const key of new Set(meaningsOf(one).map(keyOf))) put(shelf.byValue, key, one)
    if (one.scaled && one.step > 1) shelf.steps.add(one.step)
  }
  shelf.inOrder = english.filter(({ signs }) => !signs).sort((one, other) => one.value - other.value)
  return shelf
}

function put(shelf: Map<string, Reading[]>, key: string, one: Reading): void {
  const there = shelf.get(key)
  if (there) there.push(one)
  else shelf.set(key, [one])
}

/** Readings with one signature have the same answers. */
function signatureOf({ value, alternatives, kind, vague, approximate, step, signs }: Reading): string {
  return [signs, value, alternatives.join('|'), kind, vague, approximate, step].join(' ')
}

/** The English readings that state what the Korean one states. */
function answersTo(korean: Reading, shelf: Shelf, hasMonths: boolean): Reading[] {
  if (korean.signs) return shelf.bySigns.get(korean.signs) ?? []
  const same = meaningsOf(korean).flatMap((value) => shelf.byValue.get(keyOf(value)) ?? [])
  // Where the English names months, March is answered by March and not by any other 3.
  if (korean.kind === 'month' && hasMonths) return same.filter(({ kind }) => kind === 'month')
  const plain = same.filter(
    ({ vague, kind }) => !vague && (kind !== 'month' || korean.kind === 'month' || !korean.hard),
  )
  return [...plain, ...rounded(korean, shelf), ...asShares(korean, shelf)]
}

/** 수십만 is answered by its power of ten, or by an exact number inside it that answers nothing else. */
function answersToVague({ value }: Reading, shelf: Shelf, taken: Set<Reading>): Reading[] {
  const same = (shelf.byValue.get(keyOf(value)) ?? []).filter(({ vague }) => vague)
  const exact = between(shelf, value, value * 10).filter((one) => !one.vague && !taken.has(one))
  return [...same, ...exact]
}

/** 123만 4567 may be 1.23 million, and 약 5천 may be said more finely. */
function rounded(korean: Reading, shelf: Shelf): Reading[] {
  const digits = significantDigits(korean.value)
  const coarser = [...shelf.steps].flatMap((step) =>
    [Math.floor(korean.value / step), Math.round(korean.value / step)]
      .filter((count) => count > 0)
      .flatMap((count) => shelf.byValue.get(keyOf(count * step)) ?? [])
      .filter((one) => one.scaled && one.step === step && significantDigits(one.value) < digits),
  )
  if (!korean.approximate || korean.step <= 1) return coarser
  const finer = between(shelf, korean.value * 0.98, korean.value + korean.step)
  return [...coarser, ...finer.filter((one) => !one.vague && significantDigits(one.value) > digits)]
}

/** A percentage may be a fraction, and a fraction may be said with less precision. */
function asShares(korean: Reading, shelf: Shelf): Reading[] {
  if (korean.kind === 'percent')
    return between(shelf, korean.value / 100 - 0.005, korean.value / 100 + 0.005).filter(
      ({ kind }) => kind === 'fraction',
    )
  if (korean.kind === 'fraction') return between(shelf, korean.value - 0.001, korean.value + 0.001)
  return []
}

function hasItsParts({ parts }: Reading, { byValue }: Shelf): boolean {
  return parts.length > 0 && parts.every((part) => byValue.has(keyOf(part)))
}

/** Readings with a value from `low` up to, but not including, `high`. */
function between({ inOrder }: Shelf, low: number, high: number): Reading[] {
  let [first, end] = [0, inOrder.length]
  while (first < end) {
    const middle = (first + end) >> 1
    if (inOrder[middle]!.value < low) first = middle + 1
    else end = middle
  }
  const found: Reading[] = []
  for (let at = first; at < inOrder.length && inOrder[at]!.value < high; at++) found.push(inOrder[at]!)
  return found
}

/** A number below a hundred is a power of ten from too many others. */
const SMALLEST_MAGNITUDE = 100
const POWERS = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((power) => [power, -power])

function differingByPowers(open: Reading[], spare: Reading[]): Comparison['magnitudes'] {
  const byValue = new Map<string, Reading[]>()
  for (const one of spare) if (!one.signs && one.value > 0) put(byValue, keyOf(one.value), one)
  return open
    .filter(({ hard, signs }) => hard && !signs)
    .flatMap((korean) => {
      for (const value of meaningsOf(korean).filter((one) => one > 0))
        for (const power of POWERS) {
          const other = tenfold(value, power)
          if (Math.max(value, other) < SMALLEST_MAGNITUDE) continue
          const english = byValue.get(keyOf(other))?.find(({ vague }) => vague === korean.vague)
          if (english) return [{ korean, english, power }]
        }
      return []
    })
}

function tenfold(value: number, power: number): number {
  return power > 0 ? value * 10 ** power : value / 10 ** -power
}
