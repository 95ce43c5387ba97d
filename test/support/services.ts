import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../server/db/embedded'
import { migrate } from '../../server/db/migrations'
import { root } from '../../server/root'
import { prepareChromium } from './chromium'

/** A PostgreSQL for one test run: a migrated template to copy databases from, and one copy for tests that roll back. */
const folder = join(root, '.cache', `test-${process.pid}`)
mkdirSync(folder, { recursive: true })
const server = await startEmbedded(join(folder, 'postgres'), { database: 'template_daeyeok', durable: false })
await migrate(server.url)

const admin = new pg.Client({ connectionString: server.url.replace('template_daeyeok', 'postgres') })
await admin.connect()
await admin.query('create database shared_daeyeok template template_daeyeok')
await admin.end()
await seedFounder(server.url.replace('template_daeyeok', 'shared_daeyeok'))
await prepareChromium()
console.log(`READY ${server.url}`)

let ending = false
async function end() {
  if (ending) return
  ending = true
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.stdin.resume()
process.stdin.on('end', () => void end())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())

/** The shared database has an admin from before, or tests side by side would take turns at making the first one. */
async function seedFounder(url: string) {
  const shared = new pg.Client({ connectionString: url })
  await shared.connect()
  await shared.query(`
    with founder as (
      insert into desk.people (name, email, password_hash)
      values ('Founder', 'founder@namdo.example', 'nobody signs in with this') returning id
    )
    insert into desk.role_grants (person_id, role) select id, 'admin' from founder`)
  await shared.end()
}
