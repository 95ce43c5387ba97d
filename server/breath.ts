import { setImmediate as breath } from 'node:timers/promises'

/** Milliseconds of work in one go: a reader whose page comes out of memory waits no longer than that. */
const turn = 1

/** To be awaited between the pieces of a long work: lets others have their turn as often as they need it. */
export function breather(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < turn) return
    await breath()
    begun = performance.now()
  }
}
