import { rowsOf, type Db } from './connection'
import { pendingMigrations } from './migrations'
import { owner, roles } from './roles'

/** What keeps unapproved text in, by name: each of these triggers must fire ALWAYS, a replica's session included. */
export const guards = [
  ...frozen('desk', [
    ...[
      'events',
      'media',
      'media_renditions',
      'segments',
      'source_versions',
      'source_segments',
      'source_approvals',
    ],
    ...['target_revisions', 'translation_versions', 'version_authors', 'approvals', 'returns'],
  ]),
  ...frozen('published', ['publications', 'pictures', 'retractions']),
  ...['desk.role_grants.no_rewriting', 'desk.role_grants.no_truncating'],
  ...[
    'desk.targets.guard',
    'desk.targets.keep_revision',
    'desk.targets.no_deleting',
    'desk.targets.no_truncating',
  ],
  'published.publications.recheck',
]

/** All that a reader's process may do. */
export const readerMaySelect = ['site.edition', 'site.gone', 'site.pages', 'site.pictures', 'site.related']

/** Columns whose value PostgreSQL makes itself. */
const generated = [
  'desk.source_versions.content_hash',
  'desk.translation_versions.content_hash',
  'published.publications.content_hash',
]

function frozen(schema: string, tables: string[]): string[] {
  return tables.flatMap((table) => [`${schema}.${table}.no_rewriting`, `${schema}.${table}.no_truncating`])
}

/**
 * Looks whether everything that promise 1 stands on is in place, and answers with one sentence for each thing that is
 * not. Runs as the web role, which may look at the catalogue and change nothing of it. In English: it is for operators.
 */
export async function troubles(db: Db): Promise<string[]> {
  const [applied, sleeping, reader, made, strong, hangul] = await Promise.all([
    rowsOf<{ name: string }>(db.raw('select name from desk.migrations order by id')),
    missing(db, guards, guardsInPlace),
    readerGrants(db),
    missing(db, generated, generatedColumns),
    strongRoles(db),
    knowsHangul(db),
  ])
  const pending = await pendingMigrations(applied.map(({ name }) => name))
  return [
    ...pending.map((name) => `The migration ${name} has not run.`),
    ...sleeping.map((name) => `The guard ${name} is missing or does not fire always.`),
    ...reader,
    ...made.map((name) => `The column ${name} is not made by the database itself.`),
    ...strong,
    ...hangul,
  ]
}

async function missing(db: Db, wanted: string[], query: string): Promise<string[]> {
  const found = new Set((await rowsOf<{ name: string }>(db.raw(query))).map(({ name }) => name))
  return wanted.filter((name) => !found.has(name))
}

const guardsInPlace = `
  select n.nspname || '.' || c.relname || '.' || t.tgname as name
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where t.tgenabled = 'A'`

const generatedColumns = `
  select n.nspname || '.' || c.relname || '.' || a.attname as name
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attgenerated = 's' and pg_get_expr(d.adbin, d.adrelid) like '%content_hash(content, html)%'`

async function readerGrants(db: Db): Promise<string[]> {
  const rows = await rowsOf<{ grantName: string }>(
    db.raw(
      `select n.nspname || '.' || c.relname || case a.privilege_type when 'SELECT' then '' else ' ' || a.privilege_type end as grant_name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       cross join lateral aclexplode(c.relacl) a
       where n.nspname in ('desk', 'published', 'site') and a.grantee in (0, (select oid from pg_roles where rolname = ?))`,
      [roles.reader],
    ),
  )
  const found = rows.map(({ grantName }) => grantName).sort()
  return [
    ...found
      .filter((name) => !readerMaySelect.includes(name))
      .map((name) => `Readers may do more than they should: ${name}.`),
    ...readerMaySelect.filter((name) => !found.includes(name)).map((name) => `Readers may not see ${name}.`),
  ]
}

/** The owner must not sign in, and none of the three that do may be more than it is. */
async function strongRoles(db: Db): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db.raw(
      `select rolname as name from pg_roles
       where (rolname = ? and rolcanlogin)
         or (rolname = any(?) and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication or pg_has_role(rolname, ?, 'member')))`,
      [owner, Object.values(roles), owner],
    ),
  )
  return rows.map(({ name }) => `The role ${name} may do more than it should.`)
}

/** pg_trgm looks at LC_CTYPE only; in the C locale Korean has no letters there and memory finds nothing. */
async function knowsHangul(db: Db): Promise<string[]> {
  const [row] = await rowsOf<{ known: boolean }>(db.raw(`select '가' ~ '[[:alpha:]]' as known`))
  return row?.known
    ? []
    : ['The database does not know Hangul as letters: create it with LC_CTYPE C.UTF-8 or ko_KR.UTF-8.']
}
