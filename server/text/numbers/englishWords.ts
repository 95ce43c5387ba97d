import { reading, type Draft, type Reading } from './reading'
import { cover, type Sheet } from './sheet'

/** A map, because any word of a text is looked up in it, `constructor` too. */
function table<Value>(words: Record<string, Value>): Map<string, Value> {
  return new Map(Object.entries(words))
}

export const ONES = table<number>({
  ...{ zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17 },
  ...{ eighteen: 18, nineteen: 19 },
})
export const TENS = table<number>({
  ...{ twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
})
export const ORDINALS = table<number>({
  ...{ first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9 },
  ...{ tenth: 10, eleventh: 11, twelfth: 12, thirteenth: 13, fourteenth: 14, fifteenth: 15, sixteenth: 16 },
  ...{ seventeenth: 17, eighteenth: 18, nineteenth: 19, twentieth: 20, thirtieth: 30, fortieth: 40 },
  ...{ fiftieth: 50, sixtieth: 60, seventieth: 70, eightieth: 80, ninetieth: 90, hundredth: 100 },
})
export const SCALES = table<number>({
  ...{ hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
})

/** Letters for scales: $3bn, 30k. */
export const SCALE_LETTERS = table<number>({ k: 1e3, m: 1e6, mn: 1e6, mln: 1e6, b: 1e9, bn: 1e9, tn: 1e12 })

/** Words that say a number by the way. They answer the Korean and ask nothing of it; the first value is the plainest. */
const BY_THE_WAY = table<number[]>({
  ...{ half: [0.5, 30, 50, 6], halves: [0.5], halved: [0.5], halfway: [50], quarter: [0.25, 15, 25, 3] },
  ...{
    both: [2],
    couple: [2],
    pair: [2],
    pairs: [2],
    twin: [2],
    twins: [2],
    dual: [2],
    duo: [2],
    twice: [2],
  },
  ...{ double: [2], doubled: [2], doubles: [2], doubling: [2], bilateral: [2], biennial: [2], biannual: [2] },
  ...{ triple: [3], tripled: [3], triples: [3], tripling: [3], thrice: [3], trio: [3], trilateral: [3] },
  ...{ triennial: [3], quadruple: [4], quadrupled: [4], quadrupling: [4], quartet: [4], quartile: [4] },
  ...{ quartiles: [4], quarterly: [4], quadrennial: [4], quintet: [5], sextet: [6], sixpence: [6] },
  ...{
    quarterfinal: [8],
    quarterfinals: [8],
    semifinal: [4],
    semifinals: [4],
    foursome: [4],
    threesome: [3],
  },
  ...{ twosome: [2], single: [1], once: [1], sole: [1], only: [1], top: [1], freshman: [1], sophomore: [2] },
  ...{ secondary: [2], week: [7], fortnight: [14], decade: [10], century: [100], centuries: [100] },
  ...{
    millennium: [1000],
    centennial: [100],
    centenary: [100],
    bicentennial: [200],
    golden: [50],
    dozen: [12],
  },
  ...{ hundred: [100], thousand: [1000], million: [1e6], billion: [1e9], trillion: [1e12], noon: [12] },
  ...{ midnight: [12, 0, 24], teen: [10], teens: [10], teenage: [10], teenager: [10], teenagers: [10] },
  ...{ adolescent: [10], adolescents: [10], binary: [2], binaries: [2], octal: [8], octals: [8] },
  ...{ decimal: [10], decimals: [10], hexadecimal: [16], hex: [16], zeros: [0], zeroes: [0], nonzero: [0] },
  ...{ twenties: [20, 1920], thirties: [30, 1930], forties: [40, 1940], fifties: [50, 1950] },
  ...{ sixties: [60, 1960], seventies: [70, 1970], eighties: [80, 1980], nineties: [90, 1990] },
  ...{ tens: [10], tenths: [0.1] },
})

const SCALE_AFTER_A = new Map([...SCALES, ['dozen', 12], ['decade', 10], ['century', 100]])

/** A word of the text, in small letters, and where it stands. Any other sign is a word of its own. */
interface Word {
  word: string
  from: number
  to: number
}

/** Numbers in words: “two million three hundred thousand”, “half a million”, “twenty-fifth”, “twice”. */
export function readWords(sheet: Sheet): void {
  const words = wordsIn(sheet.text)
  const found: Reading[] = []
  for (let index = 0; index < words.length;) {
    const { drafts, next } = readAt(words, index)
    found.push(...drafts.map(reading))
    index = next
  }
  sheet.readings.push(...found)
  sheet.text = cover(sheet.text, spansOf(found))
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[A-Za-z]+|[^A-Za-z\s-]|-(?![A-Za-z])/g)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }))
}

function spansOf(readings: Reading[]): { from: number; to: number }[] {
  return readings.filter(({ from }, index) => index === 0 || from >= readings[index - 1]!.to)
}

function readAt(words: Word[], index: number): { drafts: Draft[]; next: number } {
  const { word, from } = words[index]!
  const after = words[index + 1]
  const scaleAfterA = SCALES.get(words[index + 2]?.word ?? '')
  if (word === 'half' && after?.word === 'a' && scaleAfterA)
    return one({ value: scaleAfterA / 2, scaled: true, from, to: words[index + 2]!.to }, index + 3)
  const scale = SCALE_AFTER_A.get(after?.word ?? '')
  if ((word === 'a' || word === 'an') && scale)
    return one({ kind: 'word', value: scale, hard: false, from, to: after!.to }, index + 2)
  if (ONES.has(word) || TENS.has(word)) return spelled(words, index)
  const value = ORDINALS.get(word) ?? FOLD.get(word)
  if (value !== undefined)
    return one(
      { kind: ORDINALS.has(word) ? 'ordinal' : 'word', value, hard: false, ...place(words, index) },
      index + 1,
    )
  const [plainest, ...alternatives] = BY_THE_WAY.get(word) ?? []
  if (plainest === undefined) return { drafts: [], next: index + 1 }
  return one({ kind: 'word', value: plainest, alternatives, hard: false, ...place(words, index) }, index + 1)
}

const FOLD = new Map([...ONES].map(([word, value]) => [`${word}fold`, value]))

function one(draft: Draft, next: number): { drafts: Draft[]; next: number } {
  return { drafts: [draft], next }
}

function place(words: Word[], first: number, last = first): { from: number; to: number } {
  return { from: words[first]!.from, to: words[last]!.to }
}

/** A cardinal, or an ordinal like “twenty-fifth”, that begins at a word for a number below a hundred. */
function spelled(words: Word[], first: number): { drafts: Draft[]; next: number } {
  let total = 0
  let below = 0
  let last: 'none' | 'ones' | 'tens' | 'hundred' | 'scale' | 'ordinal' = 'none'
  let scaled = false
  let at = first
  for (; at < words.length && last !== 'ordinal'; at++) {
    const { word } = words[at]!
    const ones = ONES.get(word)
    if (ones !== undefined) {
      if (last === 'ones' || (last === 'tens' && ones >= 10)) break
      below += ones
      last = 'ones'
    } else if (TENS.has(word)) {
      if (last === 'ones' || last === 'tens') break
      below += TENS.get(word)!
      last = 'tens'
    } else if (word === 'hundred' || word === 'dozen') {
      if (last === 'none') break
      below = (below || 1) * (word === 'dozen' ? 12 : 100)
      last = word === 'dozen' ? 'scale' : 'hundred'
      scaled ||= word === 'hundred'
    } else if (SCALES.has(word)) {
      if (below === 0) break
      total += below * SCALES.get(word)!
      below = 0
      last = 'scale'
      scaled = true
    } else if (word === 'and') {
      if ((last !== 'hundred' && last !== 'scale') || !isRemainder(words, at + 1)) break
    } else if (last === 'tens' && (ORDINALS.get(word) ?? 10) < 10) {
      below += ORDINALS.get(word)!
      last = 'ordinal'
    } else break
  }
  const value = total + below
  const hard = scaled ? value >= 100 : value >= 13 && last !== 'ordinal'
  const kind = last === 'ordinal' ? 'ordinal' : 'amount'
  const drafts: Draft[] = [{ kind, value, hard, scaled, ...place(words, first, at - 1) }]
  const next = words[at]
  if (next && /^decades?$/.test(next.word))
    drafts.push({ kind: 'word', value: value * 10, hard: false, ...place(words, first, at) })
  return { drafts, next: at }
}

/** “three hundred and five” is one number, “three million and five million” are two. */
function isRemainder(words: Word[], at: number): boolean {
  const [next, second, third] = [words[at]?.word ?? '', words[at + 1]?.word ?? '', words[at + 2]?.word ?? '']
  return (ONES.has(next) || TENS.has(next)) && !SCALES.has(second) && !SCALES.has(third)
}
