import { comparable } from '../text/links'
import { emojiIn } from '../text/marks'
import { isQuestion } from './endMarks'
import { namesIn } from './latinNames'
import { Pair } from './pair'
import type { ArticleCheck } from './rules'

/** Two neighbouring paragraphs whose English fits better the other way round. */
export const swappedNeighbours: ArticleCheck = {
  name: 'swapped-neighbours',
  severity: 'block',
  find(pairs) {
    const gains = pairs.slice(1).map((after, index) => gainOfSwapping(pairs[index]!, after))
    return gains.flatMap((gain, index) => {
      const isBest = gain >= (gains[index - 1] ?? 0) && gain > (gains[index + 1] ?? 0)
      if (gain <= SURELY_SWAPPED || !isBest) return []
      const detail = { first: index + 1, second: index + 2 }
      return [{ sentence: 'swapped', detail, pairs: [index, index + 1] }]
    })
  },
}

/** From here on nobody has been accused wrongly: of 1,600 neighbours in order, none. */
export const SURELY_SWAPPED = 1

/** How much better the two would fit, were their English texts exchanged. */
export function gainOfSwapping(one: Pair, other: Pair): number {
  if (one.isEmpty || other.isEmpty || one.english === other.english) return 0
  const exchanged = fitOf(Pair.across(one, other)) + fitOf(Pair.across(other, one))
  return exchanged - fitOf(one) - fitOf(other)
}

/** What speaks for a Korean and an English text being one and the same paragraph, and what against it. */
function fitOf(pair: Pair): number {
  const { korean, english, numbers, links, code, proportion } = pair
  const lower = pair.englishWords.toLowerCase()
  const names = namesIn(korean).map((name) => (lower.includes(name.toLowerCase()) ? 0.7 : -0.7))
  const addresses = [links.korean, links.english].map((all) => all.map(({ address }) => comparable(address)))
  const codes = [code.korean, code.english].map((all) => all.map((one) => one.code))
  const weight = Math.min(1, proportion.syllables / 40)
  return (
    numbers.answered.length -
    numbers.missing.length -
    numbers.added.length / 2 +
    shared(addresses[0]!, addresses[1]!) +
    shared(codes[0]!, codes[1]!) +
    shared(emojiIn(korean), emojiIn(english)) / 2 +
    names.reduce((sum, one) => sum + one, 0) -
    2.5 * weight * Math.abs(Math.log(Math.max(proportion.ratio, 0.05))) -
    (isQuestion(korean) === isQuestion(english) ? 0 : 1)
  )
}

/** One for each that the other side has, less one for each that it has not. */
function shared(here: string[], there: string[]): number {
  const known = new Set(there)
  return [...new Set(here)].reduce((sum, one) => sum + (known.has(one) ? 1 : -1), 0)
}
