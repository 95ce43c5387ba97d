import { blanked } from './blanking'

/** How long the English is beside its Korean. */
export interface Proportion {
  /** Letters of the English to those expected of the Korean: 1 is usual. */
  ratio: number
  /** Hangul syllables of the Korean. */
  syllables: number
}

/** English letters that one Hangul syllable, and one Latin letter among them, become: fitted to 41,000 pairs. */
const LETTERS_PER_SYLLABLE = 2.246
const LETTERS_PER_LETTER = 0.838

export function proportionOf(korean: string, english: string): Proportion {
  const [ko, en] = [blanked(korean), blanked(english)]
  const syllables = count(ko, /[가-힣]/g)
  const expected = LETTERS_PER_SYLLABLE * syllables + LETTERS_PER_LETTER * count(ko, /[A-Za-z]/g)
  return { ratio: count(en, /[A-Za-z]/g) / (expected || 1), syllables }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** What 98 or 99 of 100 pairs keep within, by the number of syllables: the shorter, the freer. */
export function usualProportion(syllables: number): { low: number; high: number } {
  const [, low, high] = BANDS.find(([below]) => syllables < below)!
  return { low, high }
}

const BANDS: [below: number, low: number, high: number][] = [
  [5, 0.45, 3],
  [10, 0.42, 2.2],
  [20, 0.44, 1.8],
  [40, 0.54, 1.58],
  [80, 0.61, 1.48],
  [160, 0.68, 1.3],
  [Infinity, 0.72, 1.24],
]

/**
 * How an article is usually rendered, the middle of the proportions of its longer paragraphs; 1 when there are too few
 * to say. A chat runs shorter in English than a declaration.
 */
export function usualRatioOf(pairs: { korean: string; english: string }[]): number {
  const ratios = pairs
    .map(({ korean, english }) => proportionOf(korean, english))
    .filter(({ ratio, syllables }) => syllables >= 20 && ratio > 0)
    .map(({ ratio }) => ratio)
    .sort((one, other) => one - other)
  return ratios.length < FEWEST ? 1 : ratios[ratios.length >> 1]!
}

const FEWEST = 8
