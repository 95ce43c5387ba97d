import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config'
import { connect, type Db } from './connection'
import { startEmbedded, type Embedded } from './embedded'
import { migrate } from './migrations'
import { urlAs } from './roles'

/** The database as its three narrow roles see it. Nobody above this line holds the administrator's address. */
export interface Database {
  web: Db
  worker: Db
  reader: Db
  urls: { web: string; worker: string; reader: string }
  /** True when this process started the PostgreSQL it talks to. */
  embedded: boolean
  close(): Promise<void>
}

/** Starts or finds PostgreSQL, brings it up to date, and opens one pool a role. */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  const server: Embedded | null = databaseUrl ? null : await startEmbedded(join(dataDir, 'postgres'))
  const adminUrl = databaseUrl ?? server!.url
  try {
    await migrate(adminUrl)
  } catch (error) {
    await server?.stop()
    throw error
  }
  return openAs(adminUrl, server)
}

/** The database as it is, for a look: nothing is made and nothing brought up to date. Null where there is none yet. */
export async function openIfThere({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database | null> {
  const folder = join(dataDir, 'postgres')
  if (!databaseUrl && !existsSync(join(folder, 'PG_VERSION'))) return null
  const server = databaseUrl ? null : await startEmbedded(folder)
  return openAs(databaseUrl ?? server!.url, server)
}

/** The pools alone, for a database that is up to date already. */
export function openAs(adminUrl: string, server: Embedded | null = null): Database {
  const urls = {
    web: urlAs('web', adminUrl),
    worker: urlAs('worker', adminUrl),
    reader: urlAs('reader', adminUrl),
  }
  const web = connect(urls.web, { max: 12 })
  const worker = connect(urls.worker, { max: 4 })
  const reader = connect(urls.reader, { max: 8 })
  return {
    web,
    worker,
    reader,
    urls,
    embedded: server !== null,
    close: async () => {
      await Promise.all([web.destroy(), worker.destroy(), reader.destroy()])
      await server?.stop()
    },
  }
}
