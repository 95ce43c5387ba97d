import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { root } from '../root'
import { connect } from './connection'
import { owner, prepareRoles, roles, urlAs } from './roles'

const folder = join(root, 'migrations')

/** Brings the database to today's shape: roles, our migrations as the owner, the job queue's as the worker. */
export async function migrate(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    await prepareRoles(admin, adminUrl)
    await prepareQueue(admin)
  })
  const db = connect(adminUrl, {
    max: 1,
    greeting: `set role ${owner}; set search_path = desk, published, site`,
  })
  try {
    await db.migrate.latest({ migrationSource, schemaName: 'desk', tableName: 'migrations' })
  } finally {
    await db.destroy()
  }
  await migrateQueue(adminUrl)
}

/** The names of migrations that are in the folder and not in the database. */
export async function pendingMigrations(applied: string[]): Promise<string[]> {
  return migrationNames().filter((name) => !applied.includes(name))
}

/** All that the migrations say, for comparing what stands in the database with it. */
export function migrationsText(): string {
  return migrationNames().map(textOf).join('\n')
}

/**
 * Migrations are plain SQL, read as what PostgreSQL will do. There is no way down: frozen rows are not for dropping,
 * so a mistake is mended by the next migration.
 */
const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: () => Promise.resolve(migrationNames()),
  getMigrationName: (name) => name,
  getMigration: (name) =>
    Promise.resolve({
      up: (db: Knex) => db.raw(textOf(name).replaceAll('?', '\\?')),
      down: () => Promise.reject(new Error('Migrations go forward only.')),
    }),
}

function migrationNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort()
}

function textOf(name: string): string {
  return readFileSync(join(folder, `${name}.sql`), 'utf8')
}

/** The queue's first table is made here because its installer wants the right to make schemas, which the worker must not have. */
async function prepareQueue(admin: pg.Client): Promise<void> {
  await admin.query(`
    create table if not exists graphile_worker.migrations
      (id int primary key, ts timestamptz not null default now(), breaking boolean not null default false);
    alter table graphile_worker.migrations owner to ${roles.worker};`)
}

async function migrateQueue(adminUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: urlAs('worker', adminUrl), max: 1 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool })
    await pgPool.query(enqueue)
  } finally {
    await pgPool.end()
  }
}

/** The web may ask for a job and nothing else of the queue. Made by its owner, the worker, after each of its migrations. */
const enqueue = `
  create or replace function graphile_worker.ask_for_job(task text, payload json, key text, at timestamptz)
    returns void language sql security definer set search_path = pg_catalog as $$
      select graphile_worker.add_job(task, payload, run_at => at, job_key => key, max_attempts => 25)
    $$;
  revoke all on function graphile_worker.ask_for_job(text, json, text, timestamptz) from public;
  grant usage on schema graphile_worker to ${roles.web};
  grant execute on function graphile_worker.ask_for_job(text, json, text, timestamptz) to ${roles.web};`

async function asAdmin(url: string, use: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await use(admin)
  } finally {
    await admin.end()
  }
}
