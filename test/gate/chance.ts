/** Everything that is left to chance in a walk, the same for the same seed on every machine. */
export interface Chance {
  /** From 0 up to 1. */
  roll(): number
  any<One>(some: readonly One[]): One
  /** A number that is there, mostly the last; now and then the one after. */
  numberUpTo(last: number): number
  /** A word that stands nowhere else: `zq`, eight letters or digits, `qz`. */
  token(): string
  /** How many of them there are. */
  tokens(): number
}

export const tokenLength = 12

export function chanceFrom(seed: number): Chance {
  const roll = mulberry(seed)
  const salt = Math.floor(roll() * 36 ** 3)
    .toString(36)
    .padStart(3, '0')
  let given = 0
  return {
    roll,
    any: (some) => some[Math.floor(roll() * some.length)]!,
    numberUpTo: (last) => (roll() < 0.6 ? Math.max(1, last) : 1 + Math.floor(roll() * (last + 1))),
    token: () => `zq${salt}${inLetters(given++)}qz`,
    tokens: () => given,
  }
}

/** Five letters for a count: a token with a number in it would be a number that the English is missing. */
function inLetters(count: number): string {
  return count
    .toString(16)
    .padStart(5, '0')
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)
}

/** Mulberry32: small, and good enough to walk by. */
function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
