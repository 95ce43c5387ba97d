import type { Question, Reply } from '../../server/restingThread'

type Made = Reply<Uint8Array>

/** In the place of a thread: answers what it is told to. */
export function threadThat<Asked>(
  answerTo: (question: Question<Asked>, answer: (reply: Made) => void) => Made | void,
) {
  const thread = { orders: 0, begun: 0, begin, end: () => {} }
  return thread

  function begin(): never {
    thread.begun += 1
    const hearers = new Map<string, (value: unknown) => void>()
    thread.end = () => hearers.get('exit')?.(0)
    const answer = (reply: Made) => hearers.get('message')?.(reply)
    return {
      unref: () => {},
      on: (name: string, hear: (value: unknown) => void) => hearers.set(name, hear),
      postMessage: (question: Question<Asked>) => {
        thread.orders += 1
        const reply = answerTo(question, answer)
        if (reply) answer(reply)
      },
      terminate: () => Promise.resolve(0),
    } as never
  }
}
