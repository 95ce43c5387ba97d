import { connect, type Db } from '../../server/db/connection'
import { askForUnfinishedImports, importByPublicId, outcomesOf } from '../../server/exchange/imports'
import { nameForFile } from '../../server/exchange/rules'
import { makeImport } from '../../server/importJob'
import type { Person } from '../../server/people/rules'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { visitAs } from '../support/visit'
import { world, type World } from '../support/world'
import { fates, item, wxr } from './archives'

let own: OwnDatabase
let cast: World
let next = 1

beforeAll(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
})
afterAll(() => own.close())

/** Three posts of numbers that nobody had before. */
function archive(): string {
  const [one, two, three] = [next++, next++, next++]
  return wxr(
    item('post', 'publish', one, `장터 ${one}`, '봄이 왔다.'),
    item('post', 'publish', two, `Market ${two}`, 'Spring has come.'),
    item('nav_menu_item', 'publish', three, '차림표', ''),
  )
}

async function uploaded(files: Record<string, string | Buffer>, person: Person = cast.sujin) {
  const post = visitAs(own.web, person).post('/desk/archives')
  for (const [name, content] of Object.entries(files)) post.attach('archive', Buffer.from(content), name)
  const answer = await post
  return { answer, id: answer.headers.location?.split('/').at(-1) ?? '' }
}

async function ofImport(id: string) {
  const asked = await importByPublicId(own.web, id)
  return { asked, outcomes: await outcomesOf(own.web, asked, 0, 1000) }
}

async function done(id: string): Promise<void> {
  await makeImport(own.web, (await importByPublicId(own.web, id)).id, new AbortController().signal)
}

test('an uploaded archive is a job, its report says what became of every entry, and its bytes go', async () => {
  const { answer, id } = await uploaded({ '들판.xml': archive() })
  expect(answer.status).toBe(303)
  const waiting = await visitAs(own.web, cast.sujin).get(`/desk/archives/${id}`)
  expect(waiting.text).toContain('draft-progress')
  await done(id)

  const { asked, outcomes } = await ofImport(id)
  expect(asked).toMatchObject({ total: 3, done: 3, fault: null, files: ['들판.xml'], mayFetch: false })
  expect(fates(outcomes).map((fate) => fate.replace(/ \d+/, ''))).toEqual([
    '장터: article',
    'Market: kept: waits-english',
    '차림표: skipped: no-article-menu',
  ])
  expect(outcomes[0]!.file).toBe('들판.xml')
  expect(await own.web('archiveImportChunks').select('fileId')).toEqual([])
  const report = await visitAs(own.web, cast.minji).get(`/desk/archives/${id}`).expect(200)
  expect(report.text).toContain('Korean articles: 1')
  expect(report.text).toContain('a menu item')
  expect(report.text).not.toContain('draft-progress')
  expect((await visitAs(own.web, cast.minji).get('/desk/archives')).text).toContain('들판.xml')
})

test('an import that was broken off goes on behind the last entry, and nothing comes twice', async () => {
  const { id } = await uploaded({ 'a.xml': archive() })
  const { asked } = await ofImport(id)
  await expect(makeImport(own.web, asked.id, stoppedAfter(1))).rejects.toThrow('goes on')
  expect((await ofImport(id)).asked).toMatchObject({ done: 1, finishedAt: null })
  await done(id)
  await done(id)
  const { outcomes } = await ofImport(id)
  expect(outcomes.map(({ fate }) => fate.fate)).toEqual(['article', 'kept', 'skipped'])
})

test('an entry that was taken and not written down is told as taken', async () => {
  const text = archive()
  const { id } = await uploaded({ 'b.xml': text })
  const { asked } = await ofImport(id)
  await expect(makeImport(losingOutcomes(own.web), asked.id, new AbortController().signal)).rejects.toThrow(
    'lost',
  )
  expect((await ofImport(id)).asked.done).toBe(0)
  await done(id)
  expect((await ofImport(id)).outcomes.map(({ fate }) => fate.fate)).toEqual(['article', 'kept', 'skipped'])
})

test('what cannot be read is refused in a sentence with the name of the file', async () => {
  const { id } = await uploaded({ 'takeout.zip': Buffer.from('PK\x03\x04 and so on') })
  await done(id)
  expect((await ofImport(id)).asked).toMatchObject({
    fault: 'archive-zip',
    faultDetail: { path: 'takeout.zip' },
  })
  expect((await visitAs(own.web, cast.sujin).get(`/desk/archives/${id}`)).text).toContain(
    'takeout.zip is a ZIP archive',
  )
})

test('several documents come in as one, known again in the next import', async () => {
  const files = {
    'one.md': `# 하나 ${next}\n\n글이다.`,
    'two.md': `# 둘 ${next++}\n\n글이다.`,
    '../../evil.md': '# 셋\n\n글이다.',
  }
  const first = await uploaded(files)
  await done(first.id)
  expect((await ofImport(first.id)).outcomes.map(({ fate }) => fate.fate)).toEqual([
    'article',
    'article',
    'article',
  ])
  const again = await uploaded(files)
  await done(again.id)
  expect((await ofImport(again.id)).outcomes.map(({ fate }) => fate.fate)).toEqual([
    'already',
    'already',
    'already',
  ])
})

test('a person stops it, and what had come stays', async () => {
  const { id } = await uploaded({ 'c.xml': archive() })
  await visitAs(own.web, cast.minji).post(`/desk/archives/${id}/stop`).expect(303)
  await done(id)
  expect((await ofImport(id)).asked).toMatchObject({ fault: 'stopped', done: 0 })
  expect((await visitAs(own.web, cast.minji).get(`/desk/archives/${id}`)).text).toContain('Stopped.')
})

test('who may not bring in articles is refused, and so is a form without a file', async () => {
  const admin = { ...cast.sujin, roles: ['admin' as const] }
  const refused = await visitAs(own.web, admin)
    .post('/desk/archives')
    .attach('archive', Buffer.from(archive()), 'a.xml')
  expect(refused.status).toBe(422)
  expect((await visitAs(own.web, admin).get('/desk/archives')).text).not.toContain('type="file"')
  const empty = await visitAs(own.web, cast.sujin).post('/desk/archives').field('fetch', 'yes')
  expect([empty.status, empty.text.includes('No file was chosen')]).toEqual([422, true])
  expect((await visitAs(own.web, cast.sujin).post('/desk/archives').type('form').send({})).status).toBe(422)
  expect((await visitAs(own.web, admin).post(`/desk/archives/${'0'.repeat(32)}/stop`)).status).toBe(422)
})

test('somebody who lost their role meanwhile brings nothing in', async () => {
  const { id } = await uploaded({ 'd.xml': archive() }, cast.jiwoo)
  await own
    .web('roleGrants')
    .where({ personId: cast.jiwoo.id })
    .update({ revokedAt: own.web.fn.now(), revokedBy: cast.sujin.id })
  await done(id)
  expect((await ofImport(id)).asked).toMatchObject({ fault: 'may-not-bring-in', done: 0 })
})

test('whoever watches hears how far it is, and when it has ended', async () => {
  const { id } = await uploaded({ 'e.xml': archive() })
  await done(id)
  const answer = await visitAs(own.web, cast.minji).get(`/desk/archives/${id}/progress`)
  expect(answer.text).toContain('data: {"done":3,"total":3}')
  expect(answer.text).toContain('event: ended')
})

test('an import whose process died is asked for again, once it is not quite new', async () => {
  await uploaded({ 'f.xml': archive() })
  const jobs = async () =>
    (await own.worker.raw("select key from graphile_worker.jobs where key like 'import-%-again'"))
      .rows as object[]
  await askForUnfinishedImports(own.worker)
  expect(await jobs()).toEqual([])
  const admin = connect(own.adminUrl, { max: 1 })
  await admin.raw(
    "update desk.archive_imports set asked_at = now() - interval '1 minute' where finished_at is null",
  )
  await admin.destroy()
  await askForUnfinishedImports(own.worker)
  expect(await jobs()).toHaveLength(1)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\a\\글.xml', '글.xml'],
  ['.env', 'env'],
  ['..', 'archive'],
  ['a\0b\u202e.xml', 'ab.xml'],
  [`${'가'.repeat(300)}.md`, `${'가'.repeat(60)}.md`],
  ['', 'archive'],
])('a file called %j is kept as %j', (said, name) => {
  expect(nameForFile(said)).toBe(name)
})

/** A signal that says stop when it is asked for the nth time and one more. */
function stoppedAfter(times: number): AbortSignal {
  let asked = 0
  return {
    get aborted() {
      return ++asked > times
    },
  } as AbortSignal
}

/** As a process that dies between taking an entry and writing that down. */
function losingOutcomes(db: Db): Db {
  return new Proxy(db, {
    apply: (target, self, [table, ...rest]: [string]) => {
      if (table === 'archiveImportOutcomes') throw new Error('lost')
      return Reflect.apply(target as never, self, [table, ...rest]) as unknown
    },
  })
}
