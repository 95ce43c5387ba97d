import { threadOf } from '../thread'
import { workbench, type Furnishing, type Workbench } from '../workbench'
import type { Cut } from './rules'

/** The cuts of the house, as WOFF2: made when somebody asks, and kept by what is in them. */
export function fontCutter(furnishing: Partial<Furnishing> = {}): Workbench<Cut> {
  return workbench(({ slice, characters }) => `${slice} ${characters}`, {
    maxBytes: 16 * 1024 * 1024,
    mostWaiting: 120,
    rest: 60_000,
    thread: () => threadOf({ built: 'dist/fonts.js', source: 'server/fonts/fontThread.ts' }),
    ...furnishing,
  })
}
