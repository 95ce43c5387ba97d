import { parentPort } from 'node:worker_threads'
import { drawn } from './drawing'
import type { Drawing, Order } from './making'

/** The thread that draws covers, one after the other: typefaces are opened and outlines made where no page waits for it. */
let last: Promise<unknown> = Promise.resolve()

parentPort!.on('message', (order: Order) => {
  last = last.then(() => answer(order))
})

async function answer({ id, cover }: Order): Promise<void> {
  try {
    parentPort!.postMessage({ id, png: await drawn(cover) } satisfies Drawing)
  } catch (error) {
    parentPort!.postMessage({ id, fault: String(error) } satisfies Drawing)
  }
}
