import { readFile } from 'node:fs/promises'
import subsetFont from 'subset-font'
import { weights, type Cut } from './rules'
import { fileOfSlice } from './slices'

/** The slice with no more than these characters, as WOFF2. */
export async function cutOut({ slice, characters }: Cut): Promise<Buffer> {
  return subsetFont(await readFile(fileOfSlice(slice)), characters, {
    targetFormat: 'woff2',
    keepFeatures: features,
    variationAxes: { wght: weights },
  })
}

/**
 * What browsers ask of a typeface by themselves. All others would bring glyphs of other characters with them, upright and wide
 * ones, which nothing of the house asks for.
 */
const features = ['calt', 'ccmp', 'chws', 'clig', 'halt', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rlig']
