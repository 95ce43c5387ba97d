/**
 * A text as the pairs of neighbouring characters in it, each a number, sorted; what stands in it twice is there twice.
 * Korean is compared by syllables: its words change their endings, and `\w` knows no Hangul.
 */
export type Bigrams = Int32Array

/**
 * How alike two texts are, from 0 to 1: twice the bigrams they share, over the bigrams they have (Dice). White space,
 * marks of emphasis and the shape of quotation marks count for nothing, the addresses of links count. Only neighbours
 * have an order, so sentences that change places cost little.
 */
export function likeness(one: string, other: string): number {
  return likenessOf(bigramsOf(one), bigramsOf(other))
}

export function likenessOf(one: Bigrams, other: Bigrams): number {
  const both = one.length + other.length
  return both === 0 ? 1 : (2 * sharedBy(one, other)) / both
}

/** The most that texts of these lengths could be alike. */
export function greatestLikeness(one: Bigrams, other: Bigrams): number {
  const both = one.length + other.length
  return both === 0 ? 1 : (2 * Math.min(one.length, other.length)) / both
}

/** How many bigrams two texts share. */
export function sharedBy(one: Bigrams, other: Bigrams): number {
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [first, second] = [one[i]!, other[j]!]
    if (first === second) shared++
    if (first <= second) i++
    if (first >= second) j++
  }
  return shared
}

/** The part of a text that is written in Hangul, from 0 to 1. */
export function hangulIn(bigrams: Bigrams): number {
  let hangul = 0
  for (const bigram of bigrams) if (isSyllable(bigram >>> 16)) hangul++
  return bigrams.length === 0 ? 0 : hangul / bigrams.length
}

function isSyllable(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3
}

/** A text of one character is that character; one of nothing but marks and spaces is compared by those. */
export function bigramsOf(text: string): Bigrams {
  const whole = text.normalize('NFC')
  const said = unitsOf(whole, isSilent)
  const units = said.length > 0 ? said : unitsOf(whole, () => false)
  if (units.length === 1) return Int32Array.of(units[0]! << 16)
  const bigrams = new Int32Array(Math.max(0, units.length - 1))
  for (let at = 0; at < bigrams.length; at++) bigrams[at] = (units[at]! << 16) | units[at + 1]!
  return bigrams.sort()
}

function unitsOf(text: string, isLeftOut: (unit: number) => boolean): Uint16Array {
  const units = new Uint16Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (!isLeftOut(unit)) units[length++] = straight(unit)
  }
  return units.subarray(0, length)
}

const SILENT = new Set(
  Array.from(' \t\n\r\v\f\u00a0\u200b\u3000*_`~\\', (character) => character.charCodeAt(0)),
)

function isSilent(unit: number): boolean {
  return !isSyllable(unit) && SILENT.has(unit)
}

function straight(unit: number): number {
  if (unit === 0x201c || unit === 0x201d) return 0x22
  return unit === 0x2018 || unit === 0x2019 ? 0x27 : unit
}
