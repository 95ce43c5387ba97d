import { beyond, type Code } from '../text/marks'
import { replaced } from '../text/spans'
import type { Pair } from './pair'
import { MOST, type Check } from './rules'

/** Code of the Korean that is nowhere in the English. */
export const missingCode: Check = {
  name: 'missing-code',
  severity: 'block',
  find(pair) {
    const gone = goneFrom(pair).filter(({ code }) => !pair.english.includes(code))
    return gone.map((one) => ({ sentence: 'code-missing', detail: { code: one.code }, korean: [one] }))
  },
}

/** Code that the English says, but not as code or not as often. */
export const fewerCode: Check = {
  name: 'fewer-code',
  severity: 'warn',
  find(pair) {
    const gone = goneFrom(pair)
    if (gone.some(({ code }) => !pair.english.includes(code))) return []
    if (pair.code.english.length >= pair.code.korean.length) return []
    return gone.map((one) => ({
      sentence: 'code-fewer',
      detail: { code: one.code },
      korean: [one],
      repair: asCode(pair, one),
    }))
  },
}

function goneFrom({ code }: Pair): Code[] {
  return beyond(code.korean, code.english, (one) => one.code).slice(0, MOST)
}

/** Where it stands in the English once, as a word of its own outside code. */
function asCode({ english, code }: Pair, { code: words }: Code): string | null {
  const places: number[] = []
  for (let at = english.indexOf(words); at >= 0 && places.length < 2; at = english.indexOf(words, at + 1))
    if (!code.english.some(({ from, to }) => from <= at && at < to)) places.push(at)
  const [from] = places
  if (places.length !== 1 || from === undefined) return null
  if (/\w/.test(english[from - 1] ?? ' ') || /\w/.test(english[from + words.length] ?? ' ')) return null
  return replaced(english, [{ from, to: from + words.length, words: `\`${words}\`` }])
}
