import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'

/** Milliseconds of work in one go: a reader whose page comes out of memory waits no longer than that. */
const turn = 1

/** In a thread that nobody waits for, the processor is let go as well: with few of them, pages wait for it and not for us. */
const breath = isMainThread ? () => setImmediate() : () => sleep(turn)

/** To be awaited between the pieces of a long work: lets others have their turn as often as they need it. */
export function breather(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < turn) return
    await breath()
    begun = performance.now()
  }
}
