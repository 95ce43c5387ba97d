import { readConfig } from './config'
import { openDatabase } from './db/open'
import { budgetFrom, enginesFrom } from './engines/configured'
import { officeFrom, startJobs } from './jobs'
import { startRecall } from './memory/recall'
import { loadSettings, onSignal } from './program'

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Only the jobs, for a server whose web processes run with JOBS=no. */
async function start(): Promise<void> {
  loadSettings()
  const config = readConfig(process.env)
  if (!config.databaseUrl) {
    throw new Error(
      'A program that only does the jobs needs DATABASE_URL. The embedded PostgreSQL belongs to the server that started it, and that server does the jobs as well.',
    )
  }
  const database = await openDatabase(config)
  const { web: desk, worker, urls } = database
  const [engine = null, ...otherEngines] = enginesFrom(config)
  const recall = startRecall(urls.worker)
  const jobs = await startJobs({
    ...{ worker, desk, workerUrl: urls.worker, engine, otherEngines, recall },
    budget: budgetFrom(config),
    office: officeFrom(config),
    purge: config.purge,
  })
  console.log('Daeyeok does the jobs here: drafts, imports, scheduled publications and letters.')

  onSignal(async () => {
    await Promise.all([jobs.stop().catch(() => {}), recall.stop()])
    await database.close()
  })
}
