import { replaced } from '../text/spans'
import type { Pair } from './pair'
import type { Check } from './rules'

/** From 10 % to 15 % is five percentage points and not five percent. */
export const percentagePoints: Check = {
  name: 'percentage-points',
  severity: 'warn',
  find(pair) {
    const inPoints = pair.numbers.korean.filter(({ kind }) => kind === 'points')
    const saysPoints = /points?\b|\bpp\b|%p/i.test(pair.english)
    if (inPoints.length > 0 && !saysPoints)
      return [
        {
          sentence: 'points-missing',
          detail: { korean: pair.korean.slice(inPoints[0]!.from, inPoints[0]!.to) },
          korean: inPoints,
          repair: repaired(pair),
        },
      ]
    const inPercent = pair.numbers.korean.some(({ kind }) => kind === 'percent')
    return inPoints.length === 0 && inPercent && /percentage points?/.test(pair.english)
      ? [{ sentence: 'points-added', detail: {} }]
      : []
  },
}

/** Certain where one number of the English is in percent and has the value of the only number in points. */
function repaired({ english, numbers }: Pair): string | null {
  const points = numbers.korean.filter(({ kind }) => kind === 'points')
  const percents = numbers.english.filter(({ kind }) => kind === 'percent')
  const [point, percent] = [points[0], percents[0]]
  if (points.length !== 1 || percents.length !== 1 || point?.value !== percent?.value || !percent) return null
  const unit = /^\s?-?(?:%|percent|per cent)/.exec(english.slice(percent.to))
  if (!unit) return null
  const words = ` percentage point${percent.value === 1 ? '' : 's'}`
  return replaced(english, [{ from: percent.to, to: percent.to + unit[0].length, words }])
}
