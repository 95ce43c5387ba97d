import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../../server/root'
import { ownDatabase, type OwnDatabase } from '../support/database'

/** The whole server as `npm start` runs it, in a process of its own, so that whoever asks it shares nothing with it. */
export interface HouseApart {
  url: string
  database: OwnDatabase
  close(): Promise<void>
}

export async function openApart(): Promise<HouseApart> {
  const database = await ownDatabase()
  const server = await serveApart(database.adminUrl)
  return {
    url: server.url,
    database,
    close: async () => {
      await server.close()
      await database.close()
    },
  }
}

export interface ServerApart {
  url: string
  /** For whoever wants to kill it. */
  process: ChildProcess
  close(): Promise<void>
}

/** One more server on a database that is there already. `quiet` where its complaints are expected. */
export async function serveApart(adminUrl: string, { quiet = false } = {}): Promise<ServerApart> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'test/gate/server.ts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', quiet ? 'ignore' : 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', ADMIN_URL: adminUrl },
  })
  const port = await portOf(server.stdout)
  return {
    url: `http://127.0.0.1:${port}`,
    process: server,
    close: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.stdin.end()
      await gone
    },
  }
}

/** What it says afterwards is read as well: a program whose output nobody takes dies of the next word. */
function portOf(output: NodeJS.ReadableStream): Promise<string> {
  let said = ''
  return new Promise((found, never) => {
    output.setEncoding('utf8')
    output.on('data', (chunk: string) => {
      said = (said + chunk).slice(-2000)
      const port = /^LISTENS (\d+)$/m.exec(said)?.[1]
      if (port) found(port)
    })
    output.on('end', () => never(new Error('The server ended before it listened.')))
  })
}
