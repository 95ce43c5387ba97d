import { setTimeout as sleep } from 'node:timers/promises'

interface Heard {
  event: string
  data: unknown
}

/** A browser that listens to what others do on an article, and remembers all of it. */
export interface Listener {
  status: number
  /** The first of this kind that fits, whether it has come already or comes yet; null when none comes in time. */
  hears<Data>(event: string, fits?: (data: Data) => boolean): Promise<Data | null>
  /** Everything of a kind, so far. */
  all<Data>(event: string): Data[]
  forget(): void
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>
  hangUp(): void
}

const patience = 15_000

export async function listenAt(address: string, session: string): Promise<Listener> {
  const over = new AbortController()
  const answer = await fetch(address, {
    headers: { Cookie: `daeyeok=${session}`, Accept: 'text/event-stream' },
    redirect: 'manual',
    signal: over.signal,
  })
  let heard: Heard[] = []
  const ended = answer.ok ? readAll(answer.body!) : Promise.resolve()

  return {
    status: answer.status,
    hears,
    ended,
    all: <Data>(event: string) => heard.filter((one) => one.event === event).map(({ data }) => data as Data),
    forget: () => (heard = []),
    hangUp: () => over.abort(),
  }

  async function readAll(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of body) {
        const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
        rest = parts.pop()!
        for (const part of parts) keep(part)
      }
    } catch {
      // It hung up.
    }
  }

  function keep(part: string): void {
    const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? []
    if (event) heard.push({ event, data: JSON.parse(data!) })
  }

  async function hears<Data>(
    event: string,
    fits: (data: Data) => boolean = () => true,
  ): Promise<Data | null> {
    const until = performance.now() + patience
    while (performance.now() < until) {
      const found = heard.find((one) => one.event === event && fits(one.data as Data))
      if (found) return found.data as Data
      await sleep(10)
    }
    return null
  }
}
