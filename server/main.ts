import { join } from 'node:path'
import { readConfig, type Config } from './config'
import { troubles } from './db/check'
import { openDatabase, type Database } from './db/open'
import { firstAdminLink } from './people/actions'
import { leaveOneToAnswers } from './processors'
import { loadSettings, onSignal } from './program'
import { serve, type Serving } from './serve'

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function start(): Promise<void> {
  loadSettings()
  const config = readConfig(process.env)
  const withDemo = process.argv.includes('--demo')
  if (config.ownProcessor && !config.databaseUrl) leaveOneToAnswers()
  const database = await openDatabase(withDemo ? besideTheReal(config) : config)
  let serving: Serving | null = null
  onSignal(async () => {
    await serving?.stop()
    await database.close()
  })
  try {
    const guests = withDemo ? await enterDemo(database) : []
    serving = await serve(config, database)
    await announce(serving, database, guests)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The demo plays in a folder of its own, so that it never meets a newsroom that works here. */
function besideTheReal(config: Config): Config {
  return { ...config, dataDir: join(config.dataDir, 'demo') }
}

/** The demo world is code that production never reads, so it is fetched only when asked for. */
async function enterDemo(database: Database): Promise<string[]> {
  const { enterDemoWorld } = await import('../demo/enter')
  return enterDemoWorld(database)
}

async function announce({ publicUrl }: Serving, { web }: Database, guests: string[]): Promise<void> {
  const memory = Math.round(process.memoryUsage.rss() / 1e6)
  console.log(`Daeyeok listens on ${publicUrl} (${Math.round(performance.now())} ms, ${memory} MB).`)
  for (const line of guests) console.log(line)
  for (const trouble of await troubles(web)) console.error(trouble)
  const link = await firstAdminLink(web, publicUrl)
  if (link) console.log(`Nobody works here yet. Whoever opens this link becomes the first admin: ${link}`)
}
