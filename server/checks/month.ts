import type { Reading } from '../text/numbers/reading'
import { koreanRead } from '../text/numbers/saying'
import { writtenLike } from '../text/numbers/writing'
import { replaced } from '../text/spans'
import type { Pair } from './pair'
import type { Check, Found } from './rules'

/** Months that are not the same. A month the English leaves out, and one it names beyond those of the Korean. */
export const month: Check = {
  name: 'month',
  severity: 'block',
  find(pair) {
    const { korean, missing, spare } = pair.numbers
    const gone = missing.filter(isMonth)
    const come = korean.some((one) => isMonth(one) && one.hard)
      ? spare.filter((one) => isMonth(one) && isDated(pair.english, one))
      : []
    const [first, other] = [gone[0], come[0]]
    if (gone.length === 1 && come.length === 1 && first && other) return [changed(pair, first, other)]
    return [
      ...gone.map((one) => ({
        sentence: 'month-missing',
        detail: { reading: koreanRead(pair.korean, one) },
        korean: [one],
      })),
      ...come.map((one) => ({
        sentence: 'month-added',
        detail: { english: pair.english.slice(one.from, one.to) },
        english: [one],
      })),
    ]
  },
}

function isMonth({ kind }: Reading): boolean {
  return kind === 'month'
}

/** April, June and August are people too; a month stands beside a day, a year or a word of time. */
function isDated(english: string, { from, to }: Reading): boolean {
  return (
    /(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|since|until|by|last|next|this|early|late|mid))[ -]$/i.test(
      english.slice(Math.max(0, from - 10), from),
    ) || /^\.?,? ?\d/.test(english.slice(to, to + 4))
  )
}

function changed({ korean, english }: Pair, one: Reading, other: Reading): Found {
  const right = writtenLike(english, other, one.value, 0)
  return {
    sentence: 'month-changed',
    detail: { reading: koreanRead(korean, one), english: english.slice(other.from, other.to) },
    korean: [one],
    english: [other],
    repair: right && replaced(english, [right]),
  }
}
