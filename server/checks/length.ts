import { usualProportion } from '../text/lengths'
import type { Pair } from './pair'
import type { Check, Context } from './rules'

/** English much shorter than such a Korean text usually becomes. */
export const tooShort: Check = {
  name: 'too-short',
  severity: 'warn',
  find(pair, context) {
    const { ratio, low, counts } = lengthOf(pair, context)
    return counts && ratio < low ? [{ sentence: 'too-short', detail: { percent: inPercent(ratio) } }] : []
  },
}

/** English much longer than such a Korean text usually becomes. */
export const tooLong: Check = {
  name: 'too-long',
  severity: 'warn',
  find(pair, context) {
    const { ratio, high, counts } = lengthOf(pair, context)
    return counts && ratio > high ? [{ sentence: 'too-long', detail: { percent: inPercent(ratio) } }] : []
  },
}

/** Fewer sentences, and less of everything: one was left out. */
export const fewerSentences: Check = {
  name: 'fewer-sentences',
  severity: 'warn',
  find(pair, context) {
    const { korean, english } = pair.sentences
    const { ratio } = lengthOf(pair, context)
    if (korean < 2 || english >= korean || ratio >= LITTLE) return []
    return [{ sentence: 'fewer-sentences', detail: { korean, english, percent: inPercent(ratio) } }]
  },
}

/** More sentences, and more of everything: one was added. */
export const moreSentences: Check = {
  name: 'more-sentences',
  severity: 'warn',
  find(pair, context) {
    const { korean, english } = pair.sentences
    const { ratio, syllables } = lengthOf(pair, context)
    if (korean < 1 || english <= korean || ratio <= MUCH || syllables < ENOUGH) return []
    return [{ sentence: 'more-sentences', detail: { korean, english, percent: inPercent(ratio) } }]
  },
}

const LITTLE = 0.85
const MUCH = 1.25
/** Syllables from which on a proportion says something. */
const ENOUGH = 15
const FEWEST = 5

function lengthOf({ proportion }: Pair, { usualRatio }: Context) {
  const { syllables } = proportion
  return {
    ratio: proportion.ratio / usualRatio,
    syllables,
    counts: syllables >= FEWEST,
    ...usualProportion(syllables),
  }
}

function inPercent(ratio: number): number {
  return Math.round(ratio * 100)
}
