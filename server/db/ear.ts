import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface Ear {
  stop(): Promise<void>
}

/** Milliseconds before a lost connection is tried again. */
const pause = 1000

/**
 * Listens to a channel of PostgreSQL's NOTIFY, on a connection of its own that comes back by itself. `heard` gets each
 * payload, and null whenever notices may have been missed: at the beginning and after each interruption. Whoever listens
 * also asks now and then, so that a notice that never comes (behind a pooler, say) only delays.
 */
export function listenTo(url: string, channel: string, heard: (payload: string | null) => void): Ear {
  const over = new AbortController()
  const listening = listen()

  return {
    stop: async () => {
      over.abort()
      await listening
    },
  }

  async function listen(): Promise<void> {
    while (!over.signal.aborted) {
      await untilItEnds().catch(() => {})
      await sleep(pause, undefined, { signal: over.signal }).catch(() => {})
    }
  }

  async function untilItEnds(): Promise<void> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true })
    const ended = new Promise<void>((done) => {
      client.once('error', () => done())
      client.once('end', () => done())
      over.signal.addEventListener('abort', () => done(), { once: true })
    })
    client.on('error', () => {})
    client.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      heard(null)
      await ended
    } finally {
      await Promise.race([client.end().catch(() => {}), sleep(1000, undefined, { ref: false })])
    }
  }
}
