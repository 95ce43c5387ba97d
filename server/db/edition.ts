import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface EditionWatch {
  stop(): Promise<void>
}

/**
 * Calls `onChange` whenever the public site has become another (a publication, a retraction, a renamed series),
 * and once at the beginning. PostgreSQL's NOTIFY makes it quick; the number of the edition, asked every `pause`
 * milliseconds, makes it sure. While PostgreSQL is away nothing is called, and it comes back by itself.
 */
export function watchEdition(
  readerUrl: string,
  onChange: () => void,
  { pause = 1000 }: { pause?: number } = {},
): EditionWatch {
  let stopped = false
  let known: string | null = null
  let wake = new AbortController()
  const watching = watch()

  return {
    stop: async () => {
      stopped = true
      wake.abort()
      await watching
    },
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      await listen().catch(() => {})
      await rest()
    }
  }

  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: readerUrl,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
      keepAlive: true,
    })
    client.on('error', () => wake.abort())
    client.on('notification', () => wake.abort())
    try {
      await client.connect()
      await client.query('listen edition')
      while (!stopped) {
        compare(await editionOf(client))
        await rest()
      }
    } finally {
      await Promise.race([client.end().catch(() => {}), sleep(1000, undefined, { ref: false })])
    }
  }

  function compare(number: string): void {
    if (number === known) return
    known = number
    onChange()
  }

  /** Until the pause is over or something wakes us; a wake-up during the work before counts. */
  async function rest(): Promise<void> {
    await sleep(pause, undefined, { signal: wake.signal }).catch(() => {})
    if (!stopped) wake = new AbortController()
  }
}

async function editionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ number: string }>('select number from site.edition')
  return rows[0]!.number
}
