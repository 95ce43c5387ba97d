import { narrow, noRight, type Way } from './answers'
import { houseAllowsOwnWork } from './approving'

const tables = [
  ...['settings', 'events', 'people', 'role_grants', 'invitations', 'sessions', 'sign_in_attempts'],
  ...['articles', 'categories', 'series', 'related_articles', 'media', 'media_renditions'],
  ...['segments', 'source_versions', 'source_segments', 'source_approvals'],
  ...['targets', 'target_revisions', 'comments', 'memory_entries', 'drafts', 'draft_segments'],
  ...['translation_versions', 'version_authors', 'approvals', 'returns', 'schedules', 'migrations'],
].map((table) => `desk.${table}`)

const readersReading: Way[] = [
  ...[
    ...tables,
    'published.publications',
    'published.pictures',
    'published.retractions',
    'published.editions',
  ],
  ...['graphile_worker._private_jobs', 'pg_authid'],
].map((table): Way => [`read ${table} as a reader`, `select * from ${table}`, { reader: noRight }])

export const reading: Way[] = [
  ...readersReading,
  [
    'read the table under a view, by way of XML',
    "select table_to_xml('published.publications', true, false, '')",
    { reader: noRight },
  ],
  [
    'read a query as XML',
    "select query_to_xml('select * from desk.targets', true, false, '')",
    { reader: noRight },
  ],
  ['copy a table out', 'copy desk.people to stdout', { reader: noRight }],
  ['ask how a table would be read', 'explain select * from desk.targets', { reader: noRight }],
  ['ask who is an editor', "select desk.holds_role({daniel}, 'editor')", { reader: noRight }],
  [
    'save as a reader',
    "select desk.save_target({freshSegment}, {freshSourceSegment}, 0, '{newSave}', 'Mine', {minji}, false)",
    { reader: noRight },
  ],
  [
    'read the password of everybody as the worker',
    'select password_hash from desk.people',
    { worker: noRight },
  ],
  ['read sessions as the worker', 'select * from desk.sessions', { worker: noRight }],
  ['read invitations as the worker', 'select * from desk.invitations', { worker: noRight }],
  [
    'read the queue as the web or a reader',
    'select * from graphile_worker._private_jobs',
    { web: noRight, reader: noRight },
  ],
  [
    'put a job into the queue by hand',
    'insert into graphile_worker._private_jobs (task_id) values (1)',
    { web: noRight, reader: noRight },
  ],
  [
    'put a job into the queue past the door',
    "select graphile_worker.add_job('publish-due')",
    { web: noRight, reader: noRight },
  ],
  [
    'take jobs out of the queue',
    'delete from graphile_worker._private_jobs',
    { web: noRight, reader: noRight },
  ],
  [
    'ask for a job as a reader',
    "select graphile_worker.ask_for_job('publish-due', '{}', 'mine', now())".replace(
      "'{}'",
      'json_build_object()',
    ),
    { reader: noRight },
  ],
  ['read a file of the server', "select pg_read_file('postgresql.conf')", narrow],
  ['list the files of the server', "select pg_ls_dir('.')", narrow],
  ['bring a file in', "select lo_import('/etc/hostname')", narrow],
  ['run a program from a query', "copy (select 1) to program 'true'", narrow],
  ['run a program into a table', "copy desk.approvals from program 'true'", narrow],
  [
    'change how the house works as the worker or a reader',
    houseAllowsOwnWork,
    { worker: noRight, reader: noRight },
  ],
]

/** Who may see something and give nothing away is warned and not refused: then look whether anything was given. */
function unless(given: string): string {
  return `do $$ begin if not ${given} then raise insufficient_privilege; end if; end $$`
}

export const taking: Way[] = [
  ['switch the triggers of a table off', 'alter table published.publications disable trigger all', narrow],
  ['switch the guard of the words off', 'alter table desk.targets disable trigger guard', narrow],
  ['put all triggers to sleep', 'set session_replication_role = replica', { ...narrow, owner: noRight }],
  [
    'put all triggers to sleep for good',
    "do $$ begin execute format('alter database %I set session_replication_role = replica', current_database()); end $$",
    { ...narrow, owner: noRight },
  ],
  ['become the owner', 'set role daeyeok_owner', narrow],
  ['become the owner by a detour', "do $$ begin execute 'set role daeyeok_owner'; end $$", narrow],
  ['sign the session over to the owner', 'set session authorization daeyeok_owner', narrow],
  ['become the web', 'set role daeyeok_web', { worker: noRight, reader: noRight }],
  ['become the worker', 'set role daeyeok_worker', { web: noRight, reader: noRight }],
  ['be given the owner’s rights', 'grant daeyeok_owner to current_user', narrow],
  [
    'give readers a table',
    `grant select on desk.targets to daeyeok_reader; ${unless("has_table_privilege('daeyeok_reader', 'desk.targets', 'select')")}`,
    narrow,
  ],
  [
    'give everybody a schema',
    `grant usage on schema desk to public; ${unless("has_schema_privilege('daeyeok_reader', 'desk', 'usage')")}`,
    narrow,
  ],
  [
    'give oneself what is to come',
    'alter default privileges for role daeyeok_owner grant all on tables to public',
    narrow,
  ],
  ['make oneself a superuser', 'alter role current_user superuser', narrow],
  ['let the owner sign in', "alter role daeyeok_owner login password 'mine'", narrow],
  [
    'put another function in the door’s place',
    "create or replace function published.publish(in_approval bigint, in_person bigint) returns bigint language sql as 'select 1::bigint'",
    narrow,
  ],
  [
    'let the door forget whom it serves',
    'alter function published.publish(bigint, bigint) security invoker',
    narrow,
  ],
  [
    'put another function in the place of the hash',
    "create or replace function desk.content_hash(content jsonb, html text) returns bytea language sql immutable as $$ select ''::bytea $$",
    narrow,
  ],
  ['take the door away', 'drop function published.publish(bigint, bigint)', narrow],
  [
    'put another view in the place of the public one',
    'create or replace view site.pages as select * from published.publications',
    narrow,
  ],
  ['take the barrier from a view', 'alter view site.pages reset (security_barrier)', narrow],
  ['take a view away', 'drop view site.pages cascade', narrow],
  ['take a table away', 'drop table published.retractions', narrow],
  [
    'let a column be written by hand',
    'alter table published.publications alter column content_hash drop expression',
    narrow,
  ],
  [
    'cut the chain',
    'alter table desk.approvals drop constraint approvals_approved_by_approver_role_fkey',
    narrow,
  ],
  [
    'answer a question by a rule of one’s own',
    'create rule mine as on insert to desk.approvals do instead nothing',
    narrow,
  ],
  [
    'hang a trigger on a table',
    'create trigger mine before insert on desk.approvals for each row execute function desk.refuse_rewriting()',
    narrow,
  ],
  ['put a policy on a table', 'create policy mine on desk.approvals using (false)', narrow],
  [
    'listen to every command',
    'create event trigger mine on ddl_command_start execute function desk.refuse_rewriting()',
    narrow,
  ],
  ['lock readers out', 'lock table published.publications in access exclusive mode', narrow],
  ['make a schema', 'create schema mine', narrow],
  ['make a table for the moment', 'create temporary table mine (text text)', narrow],
  ['make a view for the moment', 'create temporary view mine as select 1', narrow],
  [
    'make a leaky function for the moment',
    "create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0001 as $$ begin raise notice '%', $1; return true; end $$",
    narrow,
  ],
  [
    'make an operator that lies',
    'create operator public.<> (leftarg = bigint, rightarg = bigint, function = int8eq)',
    narrow,
  ],
  ...['desk', 'published', 'site', 'public'].flatMap((schema): Way[] => [
    [`make a table in ${schema}`, `create table ${schema}.mine (text text)`, narrow],
    [
      `make a function in ${schema}`,
      `create function ${schema}.mine() returns text language sql as 'select 1::text'`,
      narrow,
    ],
  ]),
  [
    'make a table in the queue',
    'create table graphile_worker.mine (text text)',
    { web: noRight, reader: noRight },
  ],
  [
    'publish as a translator along a path of one’s own',
    'set search_path = pg_temp, public, pg_catalog; select published.publish({approvedApproval}, {minji})',
    { web: 'DY010' },
  ],
]
