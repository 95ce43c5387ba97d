import { koreanNumbers } from '../text/numbers/korean'
import type { Reading } from '../text/numbers/reading'
import { patchNumbers } from '../text/patching'
import { replaced } from '../text/spans'
import type { Match } from './rules'

/**
 * The remembered English with the numbers of another Korean. Where only numbers differ that is certain; where words
 * differ as well, it is tried number by number in the order they stand, and marked all the same.
 */
export function withNumbersOf(
  korean: string,
  remembered: { ko: string; en: string },
): Pick<Match, 'en' | 'numbersReplaced'> {
  const same = { en: remembered.en, numbersReplaced: [] }
  if (!mayHaveNumbers.test(remembered.ko)) return same
  const patch =
    patchNumbers(remembered.ko, korean, remembered.en) ??
    patchNumbers(remembered.ko, withNumbersIn(remembered.ko, korean), remembered.en)
  return patch ? { en: patch.english, numbersReplaced: patch.replaced } : same
}

/** Digits, and the syllables that numerals are made of; most of what has one of these has no number. */
const mayHaveNumbers =
  /[\p{N}영공일이삼사오육칠팔구십백천만억조한두세네셋넷다섯여섯일곱여덟아홉열스물서른마흔쉰]/u

/** The remembered Korean with the numbers of the other in their places, when both state as many; else itself. */
function withNumbersIn(remembered: string, korean: string): string {
  const [old, young] = [apart(koreanNumbers(remembered)), apart(koreanNumbers(korean))]
  if (old.length !== young.length) return remembered
  return replaced(
    remembered,
    old.map(({ from, to }, index) => ({
      ...{ from, to },
      words: korean.slice(young[index]!.from, young[index]!.to),
    })),
  )
}

/** Numbers that do not overlap, in the order they stand. */
function apart(readings: Reading[]): Reading[] {
  let at = 0
  return readings.filter(({ from, to }) => {
    if (from < at) return false
    at = to
    return true
  })
}
