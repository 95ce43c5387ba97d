import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { troubles } from '../../server/db/check'
import { root } from '../../server/root'
import { ownDatabase } from '../support/database'

const picture = join(root, 'test/house/schema.txt')

/**
 * The migrated database in words: tables, columns, checks, triggers, and who may do what. A change of the schema shows
 * in a review as a change of this text. `UPDATE_SCHEMA=yes npm test -- test/house/schema` writes it anew.
 */
test('the schema is the one that was agreed on', async () => {
  const database = await ownDatabase()
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ line: string }>(shapeOfTheDatabase)
    const now = `${rows.map(({ line }) => line).join('\n')}\n`
    if (process.env.UPDATE_SCHEMA === 'yes' || !existsSync(picture)) writeFileSync(picture, now)
    expect(now).toBe(readFileSync(picture, 'utf8'))
  } finally {
    await admin.end()
    await database.close()
  }
})

test('a freshly migrated database has no troubles', async () => {
  const database = await ownDatabase()
  try {
    expect(await troubles(database.web)).toEqual([])
  } finally {
    await database.close()
  }
})

const shapeOfTheDatabase = `
  with ours as (
    select c.oid, c.relkind, c.relacl, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('desk', 'published', 'site') and c.relkind in ('r', 'v') and c.relname not like 'migrations%'
  )
  select line from (
    select name, 1 as part, attnum::text as nth, name || ' ' || attname || ' ' || format_type(atttypid, atttypmod)
      || case when attnotnull then ' not null' else '' end as line
      from ours join pg_attribute on attrelid = ours.oid where attnum > 0 and not attisdropped
    union all
    select name, 2, conname, name || ' ' || pg_get_constraintdef(pg_constraint.oid)
      from ours join pg_constraint on conrelid = ours.oid where contype <> 'n'
    union all
    select n.nspname || '.' || typname, 0, conname, n.nspname || '.' || typname || ' domain ' || format_type(typbasetype, typtypmod) || ' ' || pg_get_constraintdef(k.oid)
      from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_constraint k on k.contypid = t.oid
      where n.nspname in ('desk', 'published', 'site')
    union all
    select name, 3, indexrelid::regclass::text, name || ' ' || regexp_replace(pg_get_indexdef(indexrelid), '^CREATE ', '')
      from ours join pg_index on indrelid = ours.oid
    union all
    select name, 4, tgname, name || ' trigger ' || tgname || ' ' || tgenabled::text
      from ours join pg_trigger on tgrelid = ours.oid where not tgisinternal
    union all
    select name, 5, pg_get_userbyid(grantee) || privilege_type, name || ' ' || pg_get_userbyid(grantee) || ' may ' || privilege_type
      from ours cross join lateral aclexplode(relacl) where pg_get_userbyid(grantee) <> 'daeyeok_owner'
    union all
    select name, 6, attname || pg_get_userbyid(grantee) || privilege_type, name || ' ' || pg_get_userbyid(grantee) || ' may ' || privilege_type || ' ' || attname
      from ours join pg_attribute on attrelid = ours.oid cross join lateral aclexplode(attacl)
    union all
    select n.nspname || '.' || p.proname, 7, coalesce(pg_get_userbyid(grantee), ''), n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
      || case when p.prosecdef then ' security definer' else '' end || ' ' || pg_get_userbyid(grantee) || ' may execute'
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))
      where n.nspname in ('desk', 'published', 'site') and pg_get_userbyid(grantee) <> 'daeyeok_owner'
  ) lines order by name, part, nth`
