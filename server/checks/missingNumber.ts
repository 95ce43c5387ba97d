import type { Reading } from '../text/numbers/reading'
import { englishSaid, koreanRead } from '../text/numbers/saying'
import { withArticle, writtenLike } from '../text/numbers/writing'
import { replaced } from '../text/spans'
import type { Pair } from './pair'
import { MOST, type Check, type Found } from './rules'

/** A number of the Korean that the English does not say. Months and powers of ten have checks of their own. */
export const missingNumber: Check = {
  name: 'missing-number',
  severity: 'block',
  find(pair) {
    const missing = missingIn(pair)
    const changed = changedIn(pair)
    if (changed) return [changedNumber(pair, changed)]
    return distinct(missing).map((one) => ({
      sentence: 'number-missing',
      detail: { reading: koreanRead(pair.korean, one) },
      korean: [one],
    }))
  },
}

/** A number of the English that the Korean does not say. */
export const addedNumber: Check = {
  name: 'added-number',
  severity: 'warn',
  find(pair) {
    if (changedIn(pair)) return []
    return distinct(addedIn(pair)).map((one) => ({
      sentence: 'number-added',
      detail: { english: englishSaid(pair.english, one) },
      english: [one],
    }))
  },
}

function missingIn({ numbers }: Pair): Reading[] {
  const magnitudes = new Set(numbers.magnitudes.map(({ korean }) => korean))
  return numbers.missing.filter((one) => one.kind !== 'month' && !magnitudes.has(one))
}

function addedIn({ numbers }: Pair): Reading[] {
  const magnitudes = new Set(numbers.magnitudes.map(({ english }) => english))
  return numbers.added.filter((one) => one.kind !== 'month' && !magnitudes.has(one))
}

/** One number gone and one come: it was changed. */
function changedIn(pair: Pair): { korean: Reading; english: Reading } | null {
  const [missing, added] = [missingIn(pair), addedIn(pair)]
  const [korean, english] = [missing[0], added[0]]
  return missing.length === 1 && added.length === 1 && korean && english ? { korean, english } : null
}

function changedNumber(pair: Pair, { korean, english }: { korean: Reading; english: Reading }): Found {
  return {
    sentence: 'number-changed',
    detail: { reading: koreanRead(pair.korean, korean), english: englishSaid(pair.english, english) },
    korean: [korean],
    english: [english],
    repair: repaired(pair.english, korean, english),
  }
}

/** Certain where both are of one sort and the right number can be written as the wrong one is. */
function repaired(text: string, korean: Reading, english: Reading): string | null {
  if (korean.signs || english.signs)
    return korean.signs && english.signs ? replaced(text, [{ ...english, words: korean.signs }]) : null
  if (korean.parts.length > 0 || SHARES.has(korean.kind) !== SHARES.has(english.kind)) return null
  const decimals = korean.step < 1 ? Math.round(-Math.log10(korean.step)) : 0
  const right = writtenLike(text, english, korean.value, english.scaled ? 0 : decimals)
  return right && replaced(text, [withArticle(text, right)])
}

const SHARES = new Set(['percent', 'points'])

/** Each number once, and not more than say enough. */
function distinct(readings: Reading[]): Reading[] {
  return [...new Map(readings.map((one) => [`${one.signs} ${one.value} ${one.vague}`, one])).values()].slice(
    0,
    MOST,
  )
}
