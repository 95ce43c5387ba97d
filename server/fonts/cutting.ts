import { readFile } from 'node:fs/promises'
import subsetFont from 'subset-font'
import { features, weights, type Cut } from './rules'
import { fileOfSlice } from './slices'

/** The slice with no more than these characters, as WOFF2. */
export async function cutOut({ slice, characters }: Cut): Promise<Buffer> {
  return subsetFont(await readFile(fileOfSlice(slice)), characters, {
    targetFormat: 'woff2',
    keepFeatures: features,
    variationAxes: { wght: weights },
  })
}
