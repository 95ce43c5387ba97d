import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** What goes on until it is stopped. */
export interface Standing {
  stop(): Promise<void>
}

/**
 * Keeps a connection of its own and gives it to `use` for as long as that takes; when it ends or throws, or PostgreSQL is
 * away, another is made after `pause` milliseconds. `use` ends by itself once `stopping` is aborted.
 */
export function keepConnected(
  url: string,
  { pause, queryTimeout }: { pause: number; queryTimeout: number },
  use: (client: pg.Client, stopping: AbortSignal) => Promise<void>,
): Standing {
  const over = new AbortController()
  const keeping = keep()

  return {
    stop: async () => {
      over.abort()
      await keeping
    },
  }

  async function keep(): Promise<void> {
    while (!over.signal.aborted) {
      await connectOnce().catch(() => {})
      await sleep(pause, undefined, { signal: over.signal }).catch(() => {})
    }
  }

  async function connectOnce(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      query_timeout: queryTimeout,
      keepAlive: true,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      await use(client, over.signal)
    } finally {
      await Promise.race([client.end().catch(() => {}), sleep(1000, undefined, { ref: false })])
    }
  }
}
