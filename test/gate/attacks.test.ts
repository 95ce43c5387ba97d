import { ownDatabase, type OwnDatabase } from '../support/database'
import { attackers, attackersOf, type Attacker, type Attackers } from './attackers'
import { sceneOf } from './scene'
import { noRight } from './ways/answers'
import { approving, houseAllowsOwnWork, yes } from './ways/approving'
import { forged, publishing, retracting, retraction, versions } from './ways/publishing'
import { reading, taking } from './ways/taking'
import { gift, newName, ofBoram, rewriting, roles, writing } from './ways/writing'

/**
 * Every way around the gate that anybody has thought of, tried as everybody, each answered by PostgreSQL alone: no line
 * of the product stands between these statements and the tables.
 */
let own: OwnDatabase
let scene: Record<string, string>
let all: Attackers

beforeAll(async () => {
  own = await ownDatabase()
  scene = await sceneOf(own.web)
  all = await attackersOf(own, scene)
})
afterAll(async () => {
  await all.close()
  await own.close()
})

const attacks = [
  ...rewriting,
  ...approving,
  ...publishing,
  ...retracting,
  ...versions,
  ...writing,
  ...roles,
  ...reading,
  ...taking,
]

test('there are at least sixty ways around, each under a name of its own', () => {
  const names = attacks.map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(60)
  expect(new Set(attacks.flatMap(([, , answers]) => Object.keys(answers)))).toEqual(new Set(attackers))
})

describe('nobody can', () => {
  const tries = attacks.flatMap(([name, statements, answers]) =>
    Object.entries(answers).map(([as, code]) => [name, as as Attacker, code, statements] as const),
  )
  test.each(tries)('%s, as %s: %s', async (_, as, code, statements) => {
    expect(await all.attempt(as, statements)).toBe(code)
  })
})

describe('the same is done rightly: ', () => {
  const titleOf = (article: string) =>
    `select title from site.pages where article_id = {${article}} and language = 'en'`

  test.each<[string, Attacker, string, object[]]>([
    [
      'an editor approves what another wrote',
      'web',
      `${yes({ to: 'submitted', by: 'daniel' })} select 1 as yes`,
      [{ yes: 1 }],
    ],
    [
      'another editor approves what an editor wrote',
      'web',
      `${yes({ to: 'ownWork', by: 'daniel' })} select 1 as yes`,
      [{ yes: 1 }],
    ],
    [
      'an editor approves their own words with a reason, as the house allows',
      'web',
      `${houseAllowsOwnWork} ${yes({ to: 'ownWork', by: 'sora', reason: 'Daniel is ill.' })}
       select own_work_reason as reason from desk.approvals where translation_version_id = {ownWorkVersion}`,
      [{ reason: 'Daniel is ill.' }],
    ],
    [
      'the day of an approval is the database’s',
      'web',
      `insert into desk.approvals (translation_version_id, article_id, source_version_id, content_hash, approved_by, approved_at)
         select id, article_id, source_version_id, content_hash, {daniel}, '2001-01-01' from desk.translation_versions where id = {submittedVersion};
       select approved_at = now() as today from desk.approvals where translation_version_id = {submittedVersion}`,
      [{ today: true }],
    ],
    [
      'an editor publishes',
      'web',
      `select published.publish({approvedApproval}, {daniel}); ${titleOf('approved')}`,
      [{ title: 'Kimchi day' }],
    ],
    [
      'publishing twice is publishing once',
      'web',
      'select published.publish({approvedApproval}, {daniel}) = published.publish({approvedApproval}, {daniel}) as once',
      [{ once: true }],
    ],
    [
      'an editor goes back to an earlier version',
      'web',
      `select published.publish((select min(id) from desk.approvals where article_id = {published}), {sujin}); select count(*)::int from published.publications where article_id = {published}`,
      [{ count: 3 }],
    ],
    [
      'an editor publishes again what was retracted',
      'web',
      `select published.publish({retractedApproval}, {daniel}); ${titleOf('retracted')}`,
      [{ title: 'Kimchi day' }],
    ],
    ['an editor retracts', 'web', `${retraction('daniel')}; ${titleOf('published')}`, []],
    [
      'the editor whose yes it was has left, and what they approved is still published',
      'web',
      `update desk.role_grants set revoked_at = now(), revoked_by = {sujin} where person_id = {daniel} and role = 'editor';
       select published.publish({approvedApproval}, {sora}); ${titleOf('approved')}`,
      [{ title: 'Kimchi day' }],
    ],
    [
      'a restored backup plays history back, in a replica’s session too',
      'replica',
      `${forged('published')} select count(*)::int from published.publications where article_id = {published}`,
      [{ count: 3 }],
    ],
    [
      'the web asks for a job',
      'web',
      "select true as asked from graphile_worker.ask_for_job('publish-due', json_build_object(), 'mine', now())",
      [{ asked: true }],
    ],
    [
      'an admin gives a role',
      'web',
      `${gift('editor', 'jiwoo', '{hana}')}; select desk.holds_role({jiwoo}, 'editor') as held`,
      [{ held: true }],
    ],
    [
      'an admin gives back anew what was taken',
      'web',
      `update desk.role_grants set revoked_at = null, revoked_by = null, granted_by = {hana}, granted_at = now() ${ofBoram};
       select desk.holds_role({boram}, 'editor') as held`,
      [{ held: true }],
    ],
    [
      'a draft fills what is empty',
      'worker',
      `insert into desk.targets (segment_id, article_id, source_segment_id) values ({freshSegment}, {fresh}, {freshSourceSegment});
       update desk.targets set text = 'Machine', origin = 'machine', base_revision = revision, ${newName} where segment_id = {freshSegment}
       returning revision`,
      [{ revision: '1' }],
    ],
    [
      'a person writes over a draft',
      'superuser',
      `insert into desk.targets (segment_id, article_id, source_segment_id) values ({freshSegment}, {fresh}, {freshSourceSegment});
       update desk.targets set text = 'Machine', origin = 'machine', base_revision = revision, ${newName} where segment_id = {freshSegment};
       select outcome, revision from desk.save_target({freshSegment}, {freshSourceSegment}, 0, '{newSave}', 'A person', {minji}, false)`,
      [{ outcome: 'saved', revision: '2' }],
    ],
    [
      'a comment is settled',
      'web',
      'update desk.comments set settled_by = {daniel}, settled_at = now() returning text',
      [{ text: 'Which cabbage?' }],
    ],
    ['a reader sees the edition', 'reader', 'select count(*)::int from site.edition', [{ count: 1 }]],
    ['a reader sees pages', 'reader', titleOf('published'), [{ title: 'Kimchi day' }]],
    [
      'a reader sees that a page was taken back',
      'reader',
      'select language from site.gone',
      [{ language: 'en' }],
    ],
    [
      'a reader sees the photographs of public pages, and no others',
      'reader',
      'select count(distinct public_id)::int from site.pictures',
      [{ count: 1 }],
    ],
  ])('%s (as %s)', async (_, as, statements, rows) => {
    expect(await all.rows(as, statements)).toEqual(rows)
  })

  test('what is due is published in an editor’s name, and in nobody else’s', async () => {
    const plan = (
      by: string,
    ) => `insert into desk.schedules (article_id, approval_id, publish_at, scheduled_by)
      values ({approved}, {approvedApproval}, now(), {${by}});`
    const outcome =
      'select refused, publication_id is not null as published from desk.schedules where article_id = {approved}'
    const due = (by: string) =>
      all.rows(
        'superuser',
        `${plan(by)} set local role daeyeok_worker; select published.publish_due(); ${outcome}`,
      )

    expect(await due('daniel')).toEqual([{ refused: null, published: true }])
    expect(await due('minji')).toEqual([{ refused: 'DY010', published: false }])
  })
})

describe('a reader who asks cleverly', () => {
  test('gets no word out of an error that only a hidden row would make', async () => {
    const hidden = "html like '%Salt the cabbage.%'"
    const [there] = await all.rows(
      'superuser',
      `select count(*)::int from published.publications where ${hidden}`,
    )
    expect(there).not.toEqual({ count: 0 })

    const shown = await all.rows('reader', 'select title from site.pages')
    for (const trap of [
      'html::int',
      '(title || slug)::date::text::int',
      '1 / (length(html) - length(html))',
    ]) {
      const trapped = `select title from site.pages where case when ${hidden} then ${trap} else 1 end > 0`
      expect(await all.rows('reader', trapped)).toEqual(shown)
    }
  })

  test('learns nothing from the statistics and the queries of others', async () => {
    await own.web.raw('/* Salt the cabbages nobody approved */ select 1')
    const queries =
      "select query from pg_stat_activity where usename <> current_user and query like '%cabbage%'"
    const statistics = "select most_common_vals::text from pg_stats where schemaname in ('desk', 'published')"
    expect(await all.rows('superuser', queries)).not.toEqual([])
    for (const as of ['worker', 'reader'] as const) expect(await all.rows(as, queries)).toEqual([])
    expect(await all.rows('reader', statistics)).toEqual([])
  })

  test('cannot write even where nothing is read-only', async () => {
    expect(await all.attempt('reader', 'create table mine ()')).toBe(noRight)
    expect(await own.reader.raw('show transaction_read_only')).toMatchObject({
      rows: [{ transaction_read_only: 'on' }],
    })
    expect(await own.reader.raw('show statement_timeout')).toMatchObject({
      rows: [{ statement_timeout: '5s' }],
    })
  })
})

test('every function of the gate is for those who need it', async () => {
  const executable = await all.rows<{ name: string; who: string[] }>(
    'superuser',
    `select n.nspname || '.' || p.proname as name,
       array(select r from unnest(array['web', 'worker', 'reader']) r where has_function_privilege('daeyeok_' || r, p.oid, 'execute')) as who
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('desk', 'published', 'site') order by 1`,
  )
  expect(
    Object.fromEntries(
      executable.filter(({ who }) => who.length > 0).map(({ name, who }) => [name, who.join(' ')]),
    ),
  ).toEqual({
    'desk.content_hash': 'web worker',
    'desk.follow_source': 'web',
    'desk.forget_reporters': 'web',
    'desk.hold_targets': 'web',
    'desk.holds_role': 'web worker',
    'desk.import_targets': 'web',
    'desk.random_id': 'web worker',
    'desk.save_by_session': 'web',
    'desk.save_target': 'web',
    'desk.title_of': 'web worker',
    'desk.withdraw_confirmation': 'web',
    'published.publish': 'web',
    'published.publish_due': 'worker',
    'published.publish_source': 'web',
    'site.article_at': 'web worker reader',
    'site.report': 'reader',
  })
})

test('nothing of all this has left a trace', async () => {
  const pages = await all.rows('reader', 'select article_id, title from site.pages order by article_id')
  expect(pages).toEqual([
    { article_id: scene.published, title: 'Kimchi day' },
    { article_id: scene.illustrated, title: '빵' },
  ])
})
