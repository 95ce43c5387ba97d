import { rowsOf, type Db } from './connection'
import { migrationsText, pendingMigrations } from './migrations'
import { owner, roles } from './roles'

/** What keeps unapproved text in, by name: each of these triggers must fire ALWAYS, a replica's session included. */
export const guards = [
  ...frozen('desk', [
    ...['events', 'role_grants', 'media', 'media_renditions', 'segments', 'source_versions'],
    ...['source_segments', 'source_approvals', 'target_revisions', 'comments', 'memory_entries', 'takes'],
    ...[
      'translation_versions',
      'version_authors',
      'source_links',
      'confirmations',
      'approvals',
      'returns',
      'schedules',
    ],
    ...['assignments', 'notices', 'letters', 'archive_entries', 'archive_articles', 'terms', 'term_forms'],
    ...['pairings', 'pairing_denials', 'former_paths', 'reports', 'name_candidates', 'name_denials'],
  ]),
  ...frozen('published', ['publications', 'pictures', 'retractions']),
  ...of('desk.targets', ['guard', 'keep_revision', 'keep_confirmation', 'no_deleting', 'no_truncating']),
  ...['published.publications.recheck', 'published.pictures.recheck'],
]

/** Who may decide what, and what belongs to a decision. These sleep while a backup is played back, and only then. */
export const rules = [
  ...['desk.approvals.rules', 'desk.returns.rules', 'desk.source_approvals.rules', 'desk.role_grants.rules'],
  ...['desk.media_renditions.rules', 'published.retractions.rules', 'desk.translation_versions.note_authors'],
  ...['desk.source_versions.lock_article', 'desk.pairings.rules'],
  ...of('published.publications', ['next_edition', 'make_findable', 'make_listed']),
  ...of('published.retractions', ['next_edition', 'make_unfindable', 'make_unlisted']),
  ...['articles.follow_place', 'archive_articles.follow_archive', 'pairings.follow_archive'].map(
    (trigger) => `desk.${trigger}`,
  ),
  ...['articles', 'categories', 'series', 'related_articles'].map((table) => `desk.${table}.next_edition`),
]

/** The chain from what readers see to what an editor said yes to: who points at whom, and by how many columns. */
const chain = [
  ...['desk.source_approvals → desk.source_versions (3)', 'desk.source_approvals → desk.role_grants (2)'],
  ...['desk.approvals → desk.translation_versions (4)', 'desk.approvals → desk.role_grants (2)'],
  ...['published.publications → desk.source_approvals (4)', 'published.publications → desk.approvals (5)'],
]

/** Columns whose value PostgreSQL makes itself. */
const generated = [
  'desk.source_versions.content_hash',
  'desk.translation_versions.content_hash',
  'published.publications.content_hash',
]

/** Views that leave out what is not public, behind a barrier. */
const readerViews = [
  'site.addresses',
  'site.categories',
  'site.former_addresses',
  'site.former_slugs',
  'site.edition',
  'site.gone',
  'site.pages',
  'site.pictures',
  'site.related',
  'site.series',
  'site.source_changes',
]

/** All that a reader's process may read. The tables hold nothing that is not public. */
export const readerMaySelect = [...readerViews, 'site.findable', 'site.listed']
/** And what it may call: what looks an address up, and the one thing it may do, which is to say that something is wrong. */
const readerMay = [...readerMaySelect, 'site.report EXECUTE', 'site.article_at EXECUTE']

function frozen(schema: string, tables: string[]): string[] {
  return tables.flatMap((table) => of(`${schema}.${table}`, ['no_rewriting', 'no_truncating']))
}

function of(table: string, triggers: string[]): string[] {
  return triggers.map((trigger) => `${table}.${trigger}`)
}

/**
 * Looks whether everything that promise 1 stands on is in place, and answers with one sentence for each thing that is
 * not. Runs as the web role, which may look at the catalogue and change nothing of it. In English: it is for operators.
 */
export async function troubles(db: Db): Promise<string[]> {
  const found = await Promise.all([
    migrationsInPlace(db),
    missing(db, guards, guardsInPlace, (name) => `The guard ${name} is missing or does not fire always.`),
    missing(db, rules, rulesInPlace, (name) => `The rule ${name} is missing or switched off.`),
    missing(db, chain, chainInPlace, (name) => `The link ${name} is missing or was never checked.`),
    missing(
      db,
      generated,
      generatedColumns,
      (name) => `The column ${name} is not made by the database itself.`,
    ),
    changedFunctions(db),
    missing(db, readerViews, barrierViews, (name) => `The view ${name} is missing or no barrier.`),
    readerGrants(db),
    all(db, strayGrants, (name) => `There is a grant too many: ${name}.`),
    all(db, strayOwners, (name) => `The owner of ${name} is not ${owner}.`),
    all(db, strayRights, (name) => `There is a right too many: ${name}.`),
    strongRoles(db),
    knowsHangul(db),
  ])
  return found.flat()
}

async function migrationsInPlace(db: Db): Promise<string[]> {
  const pending = await pendingMigrations(await names(db, 'select name from desk.migrations order by id'))
  return pending.map((name) => `The migration ${name} has not run.`)
}

type Sentence = (name: string) => string

async function missing(db: Db, wanted: string[], query: string, say: Sentence): Promise<string[]> {
  const found = new Set(await names(db, query))
  return wanted.filter((name) => !found.has(name)).map(say)
}

async function all(db: Db, query: string, say: Sentence): Promise<string[]> {
  return (await names(db, query)).map(say)
}

async function names(db: Db, query: string): Promise<string[]> {
  return (await rowsOf<{ name: string }>(db.raw(query))).map(({ name }) => name)
}

const triggers = `
  select n.nspname || '.' || c.relname || '.' || t.tgname as name
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace`
const guardsInPlace = `${triggers} where t.tgenabled = 'A'`
const rulesInPlace = `${triggers} where t.tgenabled in ('A', 'O')`

const chainInPlace = `
  select format('%s.%s → %s.%s (%s)', cn.nspname, c.relname, pn.nspname, p.relname, cardinality(k.conkey)) as name
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
  join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
  where k.contype = 'f' and k.convalidated
    and not exists (select from pg_trigger t where t.tgconstraint = k.oid and t.tgenabled = 'D')`

const generatedColumns = `
  select n.nspname || '.' || c.relname || '.' || a.attname as name
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attgenerated = 's' and pg_get_expr(d.adbin, d.adrelid) like '%content_hash(content, html)%'`

const barrierViews = `
  select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'v' and 'security_barrier=true' = any(c.reloptions)`

/** Every function of the gate must say word for word what the migrations made it say. */
async function changedFunctions(db: Db): Promise<string[]> {
  const said = (gate ??= migrationsText())
  const functions = await rowsOf<{ name: string; source: string }>(db.raw(functionsOfTheGate))
  return functions
    .filter(({ source }) => !said.includes(source))
    .map(({ name }) => `The function ${name} is not the one of the migrations.`)
}

let gate: string | undefined

const functionsOfTheGate = `
  select n.nspname || '.' || p.proname as name, p.prosrc as source from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('desk', 'published', 'site')
    or p.oid in (select t.tgfoid from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace m on m.oid = c.relnamespace
      where m.nspname in ('desk', 'published') and not t.tgisinternal)`

/** Grants to readers or to everybody, on tables, on single columns, on functions and on schemas. */
async function readerGrants(db: Db): Promise<string[]> {
  const found = await names(db, everythingForReaders)
  return [
    ...found
      .filter((name) => !readerMay.includes(name))
      .map((name) => `Readers may do more than they should: ${name}.`),
    ...readerMay.filter((name) => !found.includes(name)).map((name) => `Readers may not see ${name}.`),
  ]
}

const everythingForReaders = `
  with ours as (
    select c.oid, n.nspname || '.' || c.relname as name, c.relacl from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('desk', 'published', 'site', 'graphile_worker')
  ), granted as (
    select o.name, a.* from ours o cross join lateral aclexplode(o.relacl) a
    union all
    select o.name || '.' || t.attname, a.* from ours o join pg_attribute t on t.attrelid = o.oid cross join lateral aclexplode(t.attacl) a
    union all
    select n.nspname || '.' || p.proname, a.* from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where n.nspname in ('desk', 'published', 'site')
    union all
    select 'schema ' || n.nspname, a.* from pg_namespace n cross join lateral aclexplode(n.nspacl) a
    where n.nspname in ('desk', 'published', 'graphile_worker', 'public') or n.nspname = 'site' and a.privilege_type <> 'USAGE'
  )
  select name || case privilege_type when 'SELECT' then '' else ' ' || privilege_type end as name
  from granted where grantee in (0, (select oid from pg_roles where rolname = '${roles.reader}')) order by 1`

/** Frozen rows are written once; and what is before readers is written by nobody but the door, save retractions. */
const strayGrants = `
  select pg_get_userbyid(a.grantee) || ' ' || a.privilege_type || ' ' || n.nspname || '.' || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
  where pg_get_userbyid(a.grantee) in ('${roles.web}', '${roles.worker}') and (
    n.nspname = 'published' and not (a.privilege_type = 'SELECT' or
      a.privilege_type = 'INSERT' and c.relname = 'retractions' and pg_get_userbyid(a.grantee) = '${roles.web}')
    or n.nspname = 'site' and a.privilege_type <> 'SELECT'
    or a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')
      and exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'no_truncating'))
  order by 1`

const strayOwners = `
  select name from (
    select n.nspname || '.' || c.relname as name, c.relowner as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('desk', 'published', 'site') and c.relkind in ('r', 'v', 'm', 'p', 'f')
    union all
    select n.nspname || '.' || p.proname, p.proowner from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('desk', 'published', 'site')
    union all
    select 'schema ' || n.nspname, n.nspowner from pg_namespace n where n.nspname in ('desk', 'published', 'site')
  ) owned where pg_get_userbyid(owner) <> '${owner}' order by 1`

/** Rights on the database and its schemas, wherever they come from: a restored dump brings some of them back. */
const strayRights = `
  select r.rolname || ' ' || w.wanted || ' ' || w.place as name
  from pg_roles r cross join lateral (
    select p.wanted, 'database' as place from unnest(array['CREATE', 'TEMPORARY']) p (wanted)
    where has_database_privilege(r.oid, current_database(), p.wanted)
    union all
    select 'CREATE', 'schema ' || n.nspname from pg_namespace n
    where n.nspname in ('desk', 'published', 'site', 'public') and has_schema_privilege(r.oid, n.oid, 'CREATE')
  ) w
  where r.rolname in ('${roles.web}', '${roles.worker}', '${roles.reader}') order by 1`

/** The owner must not sign in, and none of the three that do may be more than it is or borrow from another role. */
async function strongRoles(db: Db): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db.raw(
      `select rolname as name from pg_roles r
       where (rolname = ? and rolcanlogin)
         or (rolname = any(?) and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication
           or exists (select from pg_auth_members m where m.member = r.oid)))
       order by 1`,
      [owner, Object.values(roles)],
    ),
  )
  return rows.map(({ name }) => `The role ${name} may do more than it should.`)
}

/** PostgreSQL asks LC_CTYPE what a letter is. In the C locale no Hangul is one and no é, and words are not found as people type them. */
async function knowsHangul(db: Db): Promise<string[]> {
  const [row] = await rowsOf<{ known: boolean }>(db.raw(`select '가' ~ '[[:alpha:]]' as known`))
  return row?.known
    ? []
    : ['The database does not know Hangul as letters: create it with LC_CTYPE C.UTF-8 or ko_KR.UTF-8.']
}
