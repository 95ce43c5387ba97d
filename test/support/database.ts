import pg from 'pg'
import { connect, type Db } from '../../server/db/connection'
import { openAs, type Database } from '../../server/db/open'
import { urlAs } from '../../server/db/roles'

const templateUrl = process.env.TEST_ADMIN_URL!

/** The shared test database as the web role sees it. */
const pool = connect(urlAs('web', adminUrlOf('shared_daeyeok')), { max: 4 })
afterAll(() => pool.destroy())

/** Each test lives in a transaction that never commits, so tests share one database and never meet. */
export function inTransaction(test: (db: Db) => Promise<void>): () => Promise<void> {
  return async () => {
    const trx = await pool.transaction()
    await test(trx).finally(() => trx.rollback())
  }
}

export interface OwnDatabase extends Database {
  adminUrl: string
}

let made = 0

/** A database of a test's own, for what has to be committed to be seen: other roles, other processes, browsers. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const name = `own_${process.pid}_${++made}`
  await asAdmin((admin) => admin.query(`create database ${name} template template_daeyeok`))
  await asAdmin((admin) => admin.query(`revoke create, temporary on database ${name} from public`))
  const database = openAs(adminUrlOf(name))
  return {
    ...database,
    adminUrl: adminUrlOf(name),
    close: async () => {
      await database.close()
      await asAdmin((admin) => admin.query(`drop database ${name} with (force)`))
    },
  }
}

function adminUrlOf(database: string): string {
  return templateUrl.replace('template_daeyeok', database)
}

async function asAdmin(use: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrlOf('postgres') })
  await admin.connect()
  try {
    await use(admin)
  } finally {
    await admin.end()
  }
}
