import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Handler } from '../../server/web/pageAsking'

export interface Listening {
  url: string
  /** Whoever is still connected is cut off. */
  stop(): Promise<void>
}

/** A server on the loopback, on a port that is free. */
export async function listening(answering: Handler): Promise<Listening> {
  const server = createServer(answering).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
