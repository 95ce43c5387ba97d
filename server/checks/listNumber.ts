import { replaced } from '../text/spans'
import type { Check } from './rules'

/** The number before a list item: 1. or 2) */
export const listNumber: Check = {
  name: 'list-number',
  severity: 'warn',
  find({ korean, english, numbers }) {
    const [here, there] = [numbers.korean, numbers.english].map((all) =>
      all.find(({ kind }) => kind === 'marker'),
    )
    if (!here) return []
    const detail = { korean: korean.slice(here.from, here.to) }
    if (!there) {
      const isSaid = numbers.english.some(({ value }) => value === here.value)
      return isSaid ? [] : [{ sentence: 'list-number-missing', detail, korean: [here] }]
    }
    if (here.value === there.value) return []
    return [
      {
        sentence: 'list-number-changed',
        detail: { ...detail, english: english.slice(there.from, there.to) },
        korean: [here],
        english: [there],
        repair: replaced(english, [{ ...there, words: String(here.value) }]),
      },
    ]
  },
}
