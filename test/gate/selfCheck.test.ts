import request from 'supertest'
import { troubles } from '../../server/db/check'
import { connect, type Db } from '../../server/db/connection'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'

/** The self-check names each thing that is taken away, and the house does not call itself ready meanwhile. */
let own: OwnDatabase
let admin: Db
beforeAll(async () => {
  own = await ownDatabase()
  admin = connect(own.adminUrl, { max: 1 })
})
afterAll(async () => {
  await admin.destroy()
  await own.close()
})

const guard = (name: string) => `The guard ${name} is missing or does not fire always.`
const rule = (name: string) => `The rule ${name} is missing or switched off.`
const link = (name: string) => `The link ${name} is missing or was never checked.`
const changed = (name: string) => `The function ${name} is not the one of the migrations.`
const readers = (name: string) => `Readers may do more than they should: ${name}.`
const grant = (name: string) => `There is a grant too many: ${name}.`
const right = (name: string) => `There is a right too many: ${name}.`
const strong = (name: string) => `The role ${name} may do more than it should.`

const doNothing = 'returns trigger language plpgsql as $$ begin return new; end $$'

test.each<[string, string, string]>([
  [
    'a guard is switched off',
    'alter table desk.approvals disable trigger no_rewriting',
    guard('desk.approvals.no_rewriting'),
  ],
  [
    'a guard sleeps in a replica',
    'alter table desk.targets enable trigger guard',
    guard('desk.targets.guard'),
  ],
  [
    'a guard is gone',
    'drop trigger recheck on published.publications',
    guard('published.publications.recheck'),
  ],
  [
    'all triggers of a table are switched off',
    'alter table desk.events disable trigger user',
    guard('desk.events.no_truncating'),
  ],
  [
    'the rule of approvals is switched off',
    'alter table desk.approvals disable trigger rules',
    rule('desk.approvals.rules'),
  ],
  [
    'the rule of approvals fires in a replica only',
    'alter table desk.approvals enable replica trigger rules',
    rule('desk.approvals.rules'),
  ],
  [
    'authors are no longer noted',
    'drop trigger note_authors on desk.translation_versions',
    rule('desk.translation_versions.note_authors'),
  ],
  [
    'caches are no longer told',
    'alter table published.retractions disable trigger next_edition',
    rule('published.retractions.next_edition'),
  ],
  [
    'the chain is cut',
    'alter table desk.approvals drop constraint approvals_approved_by_approver_role_fkey',
    link('desk.approvals → desk.role_grants (2)'),
  ],
  [
    'the chain is laid anew and not looked at',
    `alter table desk.approvals drop constraint approvals_approved_by_approver_role_fkey;
     alter table desk.approvals add foreign key (approved_by, approver_role) references desk.role_grants (person_id, role) not valid`,
    link('desk.approvals → desk.role_grants (2)'),
  ],
  [
    'the chain sleeps',
    'alter table published.publications disable trigger all',
    link('published.publications → desk.approvals (5)'),
  ],
  [
    'a hash is written by hand',
    'alter table desk.translation_versions alter column content_hash drop expression',
    'The column desk.translation_versions.content_hash is not made by the database itself.',
  ],
  [
    'a function says something else',
    `create or replace function published.recheck() ${doNothing}`,
    changed('published.recheck'),
  ],
  [
    'a guard calls another function',
    `create function public.harmless() ${doNothing};
     create or replace trigger no_rewriting before update or delete on desk.approvals for each row execute function public.harmless();
     alter table desk.approvals enable always trigger no_rewriting`,
    changed('public.harmless'),
  ],
  [
    'a view has lost its barrier',
    'alter view site.pages reset (security_barrier)',
    'The view site.pages is missing or no barrier.',
  ],
  ['readers are given a table', 'grant select on desk.targets to daeyeok_reader', readers('desk.targets')],
  [
    'readers are given a column',
    'grant select (html) on desk.translation_versions to daeyeok_reader',
    readers('desk.translation_versions.html'),
  ],
  ['everybody is given a table', 'grant select on desk.people to public', readers('desk.people')],
  ['readers may write', 'grant insert on site.pages to daeyeok_reader', readers('site.pages INSERT')],
  [
    'readers are let into the workshop',
    'grant usage on schema desk to daeyeok_reader',
    readers('schema desk USAGE'),
  ],
  [
    'readers may publish',
    'grant execute on function published.publish(bigint, bigint) to public',
    readers('published.publish EXECUTE'),
  ],
  [
    'readers do not see a page',
    'revoke select on site.gone from daeyeok_reader',
    'Readers may not see site.gone.',
  ],
  [
    'the web may publish past the door',
    'grant insert on published.publications to daeyeok_web',
    grant('daeyeok_web INSERT published.publications'),
  ],
  [
    'the worker may rewrite what is frozen',
    'grant update on desk.approvals to daeyeok_worker',
    grant('daeyeok_worker UPDATE desk.approvals'),
  ],
  [
    'a table has another owner',
    'alter table published.publications owner to daeyeok_web',
    'The owner of published.publications is not daeyeok_owner.',
  ],
  [
    'everybody may make tables for the moment',
    "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$",
    right('daeyeok_reader TEMPORARY database'),
  ],
  [
    'the web may make tables of its own',
    'grant create on schema desk to daeyeok_web',
    right('daeyeok_web CREATE schema desk'),
  ],
  [
    'everybody may make tables in public',
    'grant create on schema public to public',
    right('daeyeok_worker CREATE schema public'),
  ],
  ['the owner may sign in', 'alter role daeyeok_owner login', strong('daeyeok_owner')],
  ['the web is a superuser', 'alter role daeyeok_web superuser', strong('daeyeok_web')],
  ['the web may be the owner', 'grant daeyeok_owner to daeyeok_web', strong('daeyeok_web')],
  ['readers may be the web', 'grant daeyeok_web to daeyeok_reader', strong('daeyeok_reader')],
  ['readers may read everything', 'grant pg_read_all_data to daeyeok_reader', strong('daeyeok_reader')],
  [
    'a migration has not run',
    "delete from desk.migrations where name like '%_site'",
    'The migration 20261122090900_site has not run.',
  ],
])('it says so when %s', async (_, taking, sentence) => {
  const trx = await admin.transaction()
  try {
    await trx.raw(taking)
    expect(await troubles(trx)).toContain(sentence)
  } finally {
    await trx.rollback()
  }
})

test('nothing is missing otherwise, and each of the three may look', async () => {
  expect(await troubles(admin)).toEqual([])
  expect(await troubles(own.web)).toEqual([])
})

test('the house is ready, and answers 503 with the reason as soon as it is not', async () => {
  const app = siteOn(own, { troubles: () => troubles(own.web) })
  await request(app).get('/readyz').expect(200, { ready: true, troubles: [] })

  await admin.raw('alter table desk.approvals disable trigger no_rewriting')
  const ready = { ready: false, troubles: [guard('desk.approvals.no_rewriting')] }
  await request(app).get('/readyz').expect(503, ready)
  await request(app).get('/healthz').expect(200)
})
