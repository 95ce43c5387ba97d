import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A Korean segment and its English. */
export type PairOfTexts = [ko: string, en: string]

/** The pairs of `pairs.tsv` in a folder of data: a heading, then ko, en and source, apart by tabs. */
export function realPairs(folder: string): PairOfTexts[] {
  return readFileSync(join(folder, 'pairs.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t').slice(0, 2) as PairOfTexts)
}

/**
 * As many pairs as asked for, no two the same: first the real ones, then variations of them, always alike. Four in ten are the opening
 * of one segment and the end of another; three in ten have 10 to 60 percent of their words left out, replaced by words
 * of others or followed by one; three in ten a tenth of them. So words are as common as they are, and every real
 * segment has near relatives.
 */
export function* variations(real: PairOfTexts[], count: number, seed: number): Generator<PairOfTexts> {
  const chance = chanceFrom(seed)
  const pick = <One>(all: One[]) => all[Math.floor(chance() * all.length)]!
  const made = new Set<string>()
  for (let nth = 0; made.size < count; nth++) {
    const pair = nth < real.length ? real[nth]! : varied(pick(real), pick(real)[0])
    if (made.has(pair.join('\t'))) continue
    made.add(pair.join('\t'))
    yield pair
  }

  function varied([ko, en]: PairOfTexts, other: string): PairOfTexts {
    const kind = chance()
    if (kind < 0.4) return [spliced(ko, other, chance), en]
    return [almost(ko, kind < 0.7 ? 0.1 + chance() * 0.5 : 0.1, real, chance), en]
  }
}

function spliced(one: string, other: string, chance: () => number): string {
  const [head, tail] = [one.split(' '), other.split(' ')]
  return [
    ...head.slice(0, Math.ceil(head.length * chance())),
    ...tail.slice(Math.floor(tail.length * chance())),
  ].join(' ')
}

/** The text with this part of its words changed. */
export function almost(text: string, part: number, real: PairOfTexts[], chance: () => number): string {
  const word = () => {
    const words = real[Math.floor(chance() * real.length)]![0].split(' ')
    return words[Math.floor(chance() * words.length)]!
  }
  const words = text.split(' ').flatMap((one) => {
    if (chance() >= part) return [one]
    const kind = chance()
    return kind < 0.3 ? [] : kind < 0.65 ? [word()] : [one, word()]
  })
  return words.join(' ').trim() || text
}

/** Numbers from 0 to 1 that look like chance and are the same every time (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
