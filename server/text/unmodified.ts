/**
 * How much of a machine's text was left as it was: the longest common subsequence of words, in small letters, to the
 * longer of the two texts. 1 when nothing was changed, 0 when nothing is left.
 */
export function shareUnchanged(machine: string, english: string): number {
  const [one, other] = [wordsIn(machine), wordsIn(english)]
  const longer = Math.max(one.length, other.length)
  return longer === 0 ? 0 : commonWords(one, other) / longer
}

/** Above this share a text counts as left to the machine. */
export const MOSTLY_UNCHANGED = 0.85
/** Above this it still does after a person has looked at it and said that it is right. */
const STILL_UNCHANGED = 0.95
/** Korean of fewer words than this may well be translated in one way only. */
const FEWEST_WORDS = 10

/** A pair with what the machine had proposed, null where it had proposed nothing. */
export interface MachinePair {
  korean: string
  english: string
  machine: string | null
}

/** The share left of one pair, or null where it says nothing: no machine text, no English, or the Korean is short. */
export function shareUnchangedOf({ korean, english, machine }: MachinePair): number | null {
  if (machine === null || english.trim() === '' || wordsIn(korean).length < FEWEST_WORDS) return null
  return shareUnchanged(machine, english)
}

/** `wasReviewed` when a person has said of these two wordings that they are right as they are. */
export function isLeftToMachine(pair: MachinePair, wasReviewed = false): boolean {
  return (shareUnchangedOf(pair) ?? 0) > (wasReviewed ? STILL_UNCHANGED : MOSTLY_UNCHANGED)
}

export interface ArticleShare {
  /** Of the English words of the pairs that count, the share that is the machine's; 0 when none counts. */
  share: number
  /** Indexes of the pairs that are left to the machine. */
  left: number[]
  /** How many pairs count. */
  pairs: number
}

/** The same for an article, each pair by the number of its words. */
export function articleUnchanged(pairs: MachinePair[]): ArticleShare {
  let [words, unchanged, counted] = [0, 0, 0]
  for (const pair of pairs) {
    const share = shareUnchangedOf(pair)
    if (share === null) continue
    const length = wordsIn(pair.english).length
    counted++
    words += length
    unchanged += length * share
  }
  const left = pairs.flatMap((pair, index) => (isLeftToMachine(pair) ? [index] : []))
  return { share: words === 0 ? 0 : unchanged / words, left, pairs: counted }
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\S+/g) ?? []
}

/**
 * Length of the longest common subsequence, a row of the usual table at a time as the bits of one number: a 0 bit is a
 * word of `one` that the subsequence has gained.
 */
function commonWords(one: string[], other: string[]): number {
  const places = new Map<string, bigint>()
  for (const [index, word] of one.entries())
    places.set(word, (places.get(word) ?? 0n) | (1n << BigInt(index)))
  const all = (1n << BigInt(one.length)) - 1n
  let row = all
  for (const word of other) {
    const hits = row & (places.get(word) ?? 0n)
    if (hits !== 0n) row = ((row + hits) | (row - hits)) & all
  }
  return one.length - ones(row)
}

function ones(bits: bigint): number {
  return bits.toString(2).split('1').length - 1
}
