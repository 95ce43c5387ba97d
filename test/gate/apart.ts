import { spawn } from 'node:child_process'
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
  const server = spawn(process.execPath, ['--import', 'tsx', 'test/gate/server.ts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', ADMIN_URL: database.adminUrl },
  })
  const port = await portOf(server.stdout)
  return {
    url: `http://127.0.0.1:${port}`,
    database,
    close: async () => {
      if (server.exitCode === null) {
        const gone = once(server, 'exit')
        server.stdin.end()
        await gone
      }
      await database.close()
    },
  }
}

async function portOf(output: NodeJS.ReadableStream): Promise<string> {
  let said = ''
  for await (const chunk of output.setEncoding('utf8')) {
    said += String(chunk)
    const port = /^LISTENS (\d+)$/m.exec(said)?.[1]
    if (port) return port
  }
  throw new Error('The server ended before it listened.')
}
