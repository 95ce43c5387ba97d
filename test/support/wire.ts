import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between two programs that can be cut, and can be told at which byte of an answer. */
export interface Wire {
  port: number
  /** Every connection breaks, and none is made until it is mended. */
  cut(): void
  mend(): void
  /** Sees what comes back before it is passed on; `cut` breaks this connection, with nothing of it passed on. */
  onAnswer(look: ((bytes: Buffer, cut: () => void) => void) | null): void
  close(): Promise<void>
}

/** To a port of this machine, or to a socket of its file system. */
export async function wireTo(end: { port: number } | { path: string }): Promise<Wire> {
  const open = new Set<Socket>()
  let isCut = false
  let look: ((bytes: Buffer, cut: () => void) => void) | null = null

  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect({ ...end, host: '127.0.0.1' } as { port: number; host: string })
    const both = [near, far]
    const breakOff = () => both.forEach((socket) => socket.destroy())
    for (const socket of both) {
      open.add(socket)
      socket.on('error', breakOff)
      socket.on('close', () => {
        open.delete(socket)
        breakOff()
      })
    }
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => {
      look?.(bytes, breakOff)
      if (!near.destroyed) near.write(bytes)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    mend: () => (isCut = false),
    onAnswer: (next) => (look = next),
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
