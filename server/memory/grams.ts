/**
 * What a text is made of, as the index sees it: its pairs of neighbouring characters, both ends included, so n + 1 of a text
 * of n. A pair that comes again counts as another one. Each falls into one of `buckets`; two that share a bucket
 * make a text look more alike than it is, never less.
 */
export const buckets = 1 << 17

/** Each edit touches two pairs, so texts of this likeness share at least so many (the longer has `length` characters). */
export function leastShared(length: number, rate: number): number {
  return length + 1 - 2 * Math.floor((length * (100 - rate)) / 100)
}

const seenBy = new Uint32Array(buckets)
const seenTimes = new Uint16Array(buckets)
let texts = 0

/** Writes the buckets of a text into `into`, from `at`, and gives back where it stopped. */
export function writeGrams(text: string, into: Uint32Array, at: number): number {
  texts = texts === 0xffffffff ? startAgain() : texts + 1
  let before = START
  for (let index = 0; index <= text.length; index++) {
    const character = index < text.length ? text.charCodeAt(index) : END
    into[at++] = again(bucketOf(before, character))
    before = character
  }
  return at
}

/** The buckets of the pairs inside these words, each once; none for a single character. */
export function gramsInside(words: string): number[] {
  const found = new Set<number>()
  for (let index = 1; index < words.length; index++)
    found.add(bucketOf(words.charCodeAt(index - 1), words.charCodeAt(index)))
  return [...found]
}

// No text has control characters, so these are nobody's neighbours but the ends'.
const [START, END] = [1, 2]

function bucketOf(one: number, other: number): number {
  return scattered((one << 16) | other)
}

/** The bucket for the first time, others for the second, the third… */
function again(bucket: number): number {
  if (seenBy[bucket] !== texts) {
    seenBy[bucket] = texts
    seenTimes[bucket] = 0
    return bucket
  }
  return scattered((bucket + Math.imul(++seenTimes[bucket]!, 0x9e3779b1)) | 0)
}

function scattered(bits: number): number {
  let hash = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) & (buckets - 1)
}

function startAgain(): number {
  seenBy.fill(0)
  return 1
}
