import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface KeepingUp {
  stop(): Promise<void>
}

/**
 * Calls `catchUp` at once, whenever the channel is notified, and every `pause` milliseconds (NOTIFY makes it quick, the
 * pause makes it sure), one call at a time, on a connection of its own. What it throws ends the connection; while PostgreSQL
 * is away nothing is called, and it comes back by itself. A long call looks at `stopping` in between.
 */
export function keepUp(
  url: string,
  channel: string,
  catchUp: (client: pg.Client, stopping: AbortSignal) => Promise<void>,
  { pause, queryTimeout }: { pause: number; queryTimeout: number },
): KeepingUp {
  const over = new AbortController()
  let wake = new AbortController()
  const keeping = keep()

  return {
    stop: async () => {
      over.abort()
      wake.abort()
      await keeping
    },
  }

  async function keep(): Promise<void> {
    while (!over.signal.aborted) {
      await untilItBreaks().catch(() => {})
      await rest()
    }
  }

  async function untilItBreaks(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      query_timeout: queryTimeout,
      keepAlive: true,
    })
    client.on('error', () => wake.abort())
    client.on('notification', () => wake.abort())
    try {
      await client.connect()
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      while (!over.signal.aborted) {
        await catchUp(client, over.signal)
        await rest()
      }
    } finally {
      await Promise.race([client.end().catch(() => {}), sleep(1000, undefined, { ref: false })])
    }
  }

  /** Until the pause is over or something wakes us; a wake-up during the work before counts. */
  async function rest(): Promise<void> {
    await sleep(pause, undefined, { signal: wake.signal }).catch(() => {})
    if (!over.signal.aborted) wake = new AbortController()
  }
}
