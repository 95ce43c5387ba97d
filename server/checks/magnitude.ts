import { englishSaid, koreanRead } from '../text/numbers/saying'
import { withArticle, writtenLike } from '../text/numbers/writing'
import { replaced } from '../text/spans'
import type { Check } from './rules'

/** A number that is right but for a power of ten: 3만 as 3,000. */
export const magnitude: Check = {
  name: 'magnitude',
  severity: 'block',
  find: ({ korean, english, numbers }) =>
    numbers.magnitudes.map((one) => {
      const times = 10 ** Math.abs(one.power)
      const value = one.power > 0 ? one.english.value / times : one.english.value * times
      const right = writtenLike(english, one.english, value, 0)
      return {
        sentence: `${one.power > 0 ? 'too-large' : 'too-small'}${BY[times] ?? ''}`,
        detail: {
          reading: koreanRead(korean, one.korean),
          english: englishSaid(english, one.english),
          times: times.toLocaleString('en-US'),
        },
        korean: [one.korean],
        english: [one.english],
        repair: right && replaced(english, [withArticle(english, right)]),
      }
    }),
}

/** The powers that have a word. */
const BY: Record<number, string> = { 10: '-by-ten', 100: '-by-hundred', 1000: '-by-thousand' }
