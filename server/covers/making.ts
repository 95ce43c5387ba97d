import { fingerprintOf, type Cover } from '../reader/rules'
import { threadOf } from '../thread'
import { workbench, type Furnishing, type Workbench } from '../workbench'

/** The covers of the house, as PNG: drawn when somebody asks, and kept by what they show. */
export function coverMaker(furnishing: Partial<Furnishing> = {}): Workbench<Cover> {
  return workbench(fingerprintOf, {
    maxBytes: 16 * 1024 * 1024,
    mostWaiting: 40,
    rest: 60_000,
    thread: () => threadOf({ built: 'dist/covers.js', source: 'server/covers/coverThread.ts' }),
    ...furnishing,
  })
}
