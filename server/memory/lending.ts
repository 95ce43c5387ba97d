import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Recall, Recalled } from './rules'

type Asked = { likely: Parameters<Recall['likely']> } | { holding: Parameters<Recall['holding']> }
type Question = { number: number } & Asked
interface Answer {
  number: number
  recalled: Recalled<unknown>
}

/** A copy of the memory, lent to another thread: the port goes there, and is `borrowed`. */
export function lend(recall: Recall): { port: MessagePort; takeBack: () => void } {
  const { port1: own, port2: port } = new MessageChannel()
  own.on('message', async ({ number, ...asked }: Question) => {
    const recalled = 'likely' in asked ? recall.likely(...asked.likely) : recall.holding(...asked.holding)
    own.postMessage({ number, recalled: await recalled } satisfies Answer)
  })
  own.unref()
  return { port, takeBack: () => own.close() }
}

/** The copy of the memory that another thread has lent by this port. */
export function borrowed(port: MessagePort): Recall {
  const waiting = new Map<number, (recalled: Recalled<unknown>) => void>()
  let questions = 0
  port.on('message', ({ number, recalled }: Answer) => {
    waiting.get(number)?.(recalled)
    waiting.delete(number)
  })

  function ask(asked: Asked): Promise<Recalled<unknown>> {
    const number = ++questions
    return new Promise((done) => {
      waiting.set(number, done)
      port.postMessage({ number, ...asked } satisfies Question)
    })
  }

  return {
    likely: (...likely) => ask({ likely }) as Promise<Recalled<string[][]>>,
    holding: (...holding) => ask({ holding }) as Promise<Recalled<string[]>>,
  }
}
