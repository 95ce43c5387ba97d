import { createServer, type Server } from 'node:http'
import { createApp } from './app'
import { readConfig, type Config } from './config'
import { troubles } from './db/check'
import { watchEdition } from './db/edition'
import { openDatabase, type Database } from './db/open'
import { engineFrom } from './engines/configured'
import { startJobs } from './jobs'
import { firstAdminLink } from './people/actions'
import { whoIsBySession } from './people/session'
import { pageCache } from './web/pageCache'

/** After this many milliseconds a stopping process ends, whatever is still under way. */
const patience = 4500

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function start(): Promise<void> {
  loadSettings()
  const config = readConfig(process.env)
  const database = await openDatabase(config)
  const guests = process.argv.includes('--demo') ? await enterDemo(database) : []
  const engine = engineFrom(config)
  const pages = pageCache({ under: ['/ko/', '/en/', '/pictures/'], parameters: ['page', 'category'] })
  const edition = watchEdition(database.urls.reader, pages.clear)
  let stopping = false

  const app = createApp({
    db: database.web,
    site: database.reader,
    whoIs: whoIsBySession(database.web),
    engine,
    config,
    siteChanged: pages.clear,
    troubles: () => (stopping ? Promise.resolve(['The server is stopping.']) : troubles(database.web)),
  })
  // Readers' pages from memory first; whatever is not there, and all of the desk, goes to Express.
  const server = createServer((req, res) => pages(req, res, app))
  await listen(server, config)
  const jobs = config.jobs
    ? await startJobs({ worker: database.worker, workerUrl: database.urls.worker, engine })
    : null
  await announce(config, database, guests)

  onSignal(async () => {
    stopping = true
    const closed = new Promise((done) => server.close(done))
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 1500).unref()
    await Promise.all([closed, jobs?.stop().catch(() => {}), edition.stop()])
    await database.close()
  })
}

function loadSettings(): void {
  try {
    process.loadEnvFile('.env')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** The demo world is code that production never reads, so it is fetched only when asked for. */
async function enterDemo(database: Database): Promise<string[]> {
  const { enterDemoWorld } = await import('../demo/enter')
  return enterDemoWorld(database)
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((done, refuse) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      refuse(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken; choose another with PORT.`) : error,
      ),
    )
    server.listen(port, host, done)
  })
}

async function announce({ publicUrl }: Config, { web }: Database, guests: string[]): Promise<void> {
  console.log(
    `Daeyeok listens on ${publicUrl} (${Math.round(performance.now())} ms, ${Math.round(process.memoryUsage.rss() / 1e6)} MB).`,
  )
  for (const line of guests) console.log(line)
  const link = await firstAdminLink(web, publicUrl)
  if (link) console.log(`Nobody works here yet. Whoever opens this link becomes the first admin: ${link}`)
}

function onSignal(stop: () => Promise<void>): void {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) return
      asked = true
      setTimeout(() => process.exit(1), patience).unref()
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}
