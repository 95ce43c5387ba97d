import type { Delivery, Order } from '../../server/workbench'

/** In the place of a thread: answers what it is told to. */
export function threadThat<Asked>(
  answerTo: (order: Order<Asked>, answer: (delivery: Delivery) => void) => Delivery | void,
) {
  const thread = { orders: 0, begun: 0, begin, end: () => {} }
  return thread

  function begin(): never {
    thread.begun += 1
    const hearers = new Map<string, (value: unknown) => void>()
    thread.end = () => hearers.get('exit')?.(0)
    const answer = (delivery: Delivery) => hearers.get('message')?.(delivery)
    return {
      unref: () => {},
      on: (name: string, hear: (value: unknown) => void) => hearers.set(name, hear),
      postMessage: (order: Order<Asked>) => {
        thread.orders += 1
        const delivery = answerTo(order, answer)
        if (delivery) answer(delivery)
      },
      terminate: () => Promise.resolve(0),
    } as never
  }
}
