import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { createApp } from './app'
import { listeningOn, type Config } from './config'
import { troubles } from './db/check'
import { watchEdition } from './db/edition'
import type { Database } from './db/open'
import { budgetFrom, enginesFrom } from './engines/configured'
import { officeFrom, startJobs } from './jobs'
import { openLive } from './live/hub'
import { lookUpsApart } from './lookUpsApart'
import { longWorkApart } from './longWorkApart'
import { startRecall } from './memory/recall'
import { sessionTokenOf, whoIsBySession } from './people/session'
import { sayWhetherMailIsSetUp } from './people/store'
import type { Handler } from './web/pageAsking'
import { pageCache } from './web/pageCache'

export interface Serving {
  port: number
  /** Where it is reached, which a port that the machine chose is part of. */
  publicUrl: string
  /** What is under way has a moment to end; then the connections go. The database stays open: it is the caller's. */
  stop(): Promise<void>
}

/** Everything that answers requests and does jobs, on a database that is open. Throws a sentence when the port is taken. */
export async function serve(settings: Config, database: Database): Promise<Serving> {
  const server = createServer()
  const port = await listen(server, settings)
  const config = listeningOn(port, settings)
  const [engine = null, ...otherEngines] = enginesFrom(config)
  const pages = pageCache({
    under: [
      '/ko/',
      '/en/',
      '/pictures/',
      '/fonts/',
      '/sitemap',
      '/robots.txt',
      '/assets/styles/',
      '/assets/elements/',
    ],
    parameters: ['page', 'category'],
  })
  const edition = watchEdition(database.urls.reader, pages.clear)
  const live = openLive(database.web, database.urls.web)
  const recall = startRecall(database.urls.web)
  let stopping = false
  const app: Express = createApp({
    db: database.web,
    site: database.reader,
    whoIs: whoIsBySession(database.web),
    sessionOf: sessionTokenOf,
    engine,
    otherEngines,
    budget: budgetFrom(config),
    recall,
    config,
    live,
    siteChanged: pages.clear,
    pageAt: (path) => pages.pageAt(path, app),
    troubles: () => (stopping ? Promise.resolve(['The server is stopping.']) : troubles(database.web)),
  })
  const lookUps = lookUpsApart(config, database.urls.web, recall)
  // Readers' pages from memory first, what is looked up in its thread; everything else goes to Express.
  const rest: Handler = (req, res) => lookUps(req, res, app)
  server.on('request', (req, res) => pages(req, res, rest))
  await sayWhetherMailIsSetUp(database.web, config.mail !== null)
  const { web: desk, worker, urls } = database
  const apart = config.jobs ? longWorkApart(config, urls, recall) : null
  const jobs = config.jobs
    ? await startJobs({
        ...{ worker, desk, workerUrl: urls.worker, engine, otherEngines, recall, apart },
        budget: budgetFrom(config),
        office: officeFrom(config),
        purge: config.purge,
      })
    : null

  return {
    port,
    publicUrl: config.publicUrl,
    stop: async () => {
      stopping = true
      // Streams never end by themselves, and the server waits for whatever is open.
      const quiet = live.stop().then(() => server.closeIdleConnections())
      const closed = new Promise((done) => server.close(done))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 1500).unref()
      const worked = jobs?.stop().catch(() => {})
      await Promise.all([
        closed.then(() => lookUps.stop()),
        quiet,
        worked?.then(() => apart?.stop()),
        edition.stop(),
        recall.stop(),
      ])
    },
  }
}

/**
 * On which port. Nothing is answered before the caller has said by what, in the same breath: pages name the port in whole
 * addresses, so it has to be known before the application is made.
 */
function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((done, refuse) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      refuse(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken; choose another with PORT.`) : error,
      ),
    )
    server.listen(port, host, () => done((server.address() as AddressInfo).port))
  })
}
