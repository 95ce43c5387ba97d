import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { MessagePort, Worker } from 'node:worker_threads'
import type { Config } from './config'
import { lend } from './memory/lending'
import type { Recall } from './memory/rules'
import { dismiss, restingThread, type End, type Question } from './restingThread'
import { littleYouth, threadOf } from './thread'
import type { Draft, Handler } from './web/pageAsking'

/** What the thread begins with; what it borrows of the memory comes by the port. */
export interface Given {
  config: Pick<Config, 'timeZone' | 'trustProxy'>
  /** As the web role. */
  url: string
  recall: MessagePort
}

/** An address and the headers of whoever asks for it. */
export interface Asked {
  url: string
  headers: IncomingHttpHeaders
}
/** `there`: whether anybody is, which is answered when the thread has read its program. */
export type Word = Question<Asked | 'there'> | End

/** Answers what is looked up, and asks the application for everything else. */
export interface LookUpsApart {
  (req: IncomingMessage, res: ServerResponse, app: Handler): void
  stop(): Promise<void>
}

export interface Apart {
  /** After so many milliseconds without a look-up the thread ends, and gives its memory back. */
  rest?: number
  /** So many milliseconds lie between two beginnings of a thread at least. */
  patience?: number
  thread?: (recall: MessagePort) => Worker
}

/**
 * What people have looked up while they write, each time their hands come to another pair, in a thread of its own: some
 * milliseconds of finding, checking and rendering that no reader's page waits for. The thread begins with the first look-up.
 * Until it is there, and when it breaks, the application answers as it answers everything.
 */
export function lookUpsApart(
  { timeZone, trustProxy }: Given['config'],
  url: string,
  recall: Recall,
  {
    rest = 10 * 60_000,
    patience = 10_000,
    thread = newThreadWith({ config: { timeZone, trustProxy }, url }),
  }: Apart = {},
): LookUpsApart {
  const running = restingThread<Asked | 'there', Draft>({ begin, rest, dismiss })
  /** Whether the thread that there is has read its program. */
  let hasCome = false
  let calledAt = -Infinity
  let stopped = false

  function begin(): Worker {
    hasCome = false
    calledAt = performance.now()
    const lent = lend(recall)
    try {
      return thread(lent.port).once('exit', lent.takeBack)
    } catch (error) {
      lent.takeBack()
      throw error
    }
  }

  function answer(req: IncomingMessage, res: ServerResponse, app: Handler): void {
    if (stopped || !isLookUp(req)) return app(req, res)
    if (!running.isThere() || !hasCome) {
      call()
      return app(req, res)
    }
    running.ask({ url: req.url!, headers: req.headers }).then(
      ({ status, headers, body }) => res.writeHead(status, headers).end(body),
      (error: unknown) => {
        complain(error)
        app(req, res)
      },
    )
  }

  /** One that has only just broken is not begun again with every look-up. */
  function call(): void {
    if (running.isThere() || performance.now() - calledAt < patience) return
    running.ask('there').then(() => void (hasCome = true), complain)
  }

  function complain(error: unknown): void {
    if (!stopped) console.error('What is looked up is answered by the application itself.', error)
  }

  async function stop(): Promise<void> {
    stopped = true
    await running.end()
  }

  return Object.assign(answer, { stop })
}

const lookUp = new RegExp(
  '^/desk/(memory|articles/[^/?]+/(matches|findings|terms|pairs/[^/?]+/(matches|findings|terms)))(\\?|$)',
)

export function isLookUp({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return method === 'GET' && lookUp.test(url!)
}

function newThreadWith(given: Omit<Given, 'recall'>): (recall: MessagePort) => Worker {
  const program = { built: 'dist/lookUps.js', source: 'server/lookUpsThread.ts' }
  return (recall) =>
    threadOf(program, {
      workerData: { ...given, recall },
      transferList: [recall],
      resourceLimits: littleYouth,
    })
}
