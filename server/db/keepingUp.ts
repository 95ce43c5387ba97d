import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { keepConnected, type Standing } from './keepConnected'

/**
 * Calls `catchUp` at once, whenever the channel is notified, and every `pause` milliseconds (NOTIFY makes it quick, the
 * pause makes it sure), one call at a time. What it throws ends the connection, and another is made; while PostgreSQL is
 * away nothing is called. A long call looks at `stopping` in between.
 */
export function keepUp(
  url: string,
  channel: string,
  catchUp: (client: pg.Client, stopping: AbortSignal) => Promise<void>,
  times: { pause: number; queryTimeout: number },
): Standing {
  return keepConnected(url, times, async (client, stopping) => {
    let wake = new AbortController()
    const wakeUp = () => wake.abort()
    client.on('error', wakeUp)
    client.on('notification', wakeUp)
    stopping.addEventListener('abort', wakeUp)
    try {
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      while (!stopping.aborted) {
        await catchUp(client, stopping)
        // A wake-up during the work counts.
        await sleep(times.pause, undefined, { signal: wake.signal }).catch(() => {})
        wake = new AbortController()
      }
    } finally {
      stopping.removeEventListener('abort', wakeUp)
    }
  })
}
