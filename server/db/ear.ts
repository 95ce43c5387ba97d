import { keepConnected, type Standing } from './keepConnected'

const times = { pause: 1000, queryTimeout: 5000 }

/**
 * Listens to a channel of PostgreSQL's NOTIFY, on a connection of its own that comes back by itself. `heard` gets each
 * payload, and null whenever notices may have been missed: at the beginning and after each interruption. Whoever listens
 * also asks now and then, so that a notice that never comes (behind a pooler, say) only delays.
 */
export function listenTo(url: string, channel: string, heard: (payload: string | null) => void): Standing {
  return keepConnected(url, times, async (client, stopping) => {
    client.on('notification', ({ payload }) => heard(payload ?? ''))
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    heard(null)
    if (stopping.aborted) return
    await new Promise<void>((done) => {
      const end = () => {
        stopping.removeEventListener('abort', end)
        done()
      }
      stopping.addEventListener('abort', end)
      client.once('error', end)
      client.once('end', end)
    })
  })
}
