import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entryKinds, waitings, warnings } from '../../server/exchange/rules'
import { root } from '../../server/root'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { personWith, world, type World } from '../support/world'
import { file, folder, item, wxr } from './archives'

let database: OwnDatabase
let cast: World

beforeAll(async () => {
  database = await ownDatabase()
  cast = await world(database.web)
})

afterAll(() => database.close())

const items = [
  item('post', 'publish', 1, '장터', '<p>봄이 왔다.</p><img src="https://field.example/a.jpg?x=1&y=2">'),
  item('post', 'draft', 2, '초안', '쓰는 중'),
  item('post', 'publish', 3, 'The market', 'The market opened.'),
  item('attachment', 'inherit', 4, '사진', ''),
]

test('a dry run needs no database; its last line has the counts', async () => {
  const path = await file('dry.xml', wxr(...items))
  const { code, out, err } = await cli(['import', '--dry-run', '--json', path])
  expect(code).toBe(0)
  expect(err).toContain('There is no database to compare with')
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.slice(0, 4).map(({ fate, reason }) => [fate, reason])).toEqual([
    ['article', null],
    ['article', null],
    ['kept', 'waits-english'],
    ['skipped', 'no-article-attachment'],
  ])
  expect(lines[4]).toEqual({
    ...{ articles: 3, drafts: 1, skipped: 1, pictures: 1, warnings: 0 },
    ...{ sources: 2, kept: 1, already: 0, changed: 0, fetched: 0, linked: 0 },
  })
})

test('imported by a name, said in words, and again without a change', async () => {
  const path = await file('real.xml', wxr(...items))
  const words = ['import', '--no-fetch', '--as', cast.minji.email, path]
  const first = await cli(words, database.adminUrl)
  expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' })
  expect(first.out.split('\n')).toEqual([
    'taken — 장터 (post, published)',
    '    The picture stays a link: https://field.example/a.jpg?x=1&y=2',
    'taken — 초안 (post, draft)',
    'kept: in English, waits to be paired with its Korean — The market (post, published)',
    'skipped: an attachment; its picture comes with the article that shows it — 사진 (attachment)',
    '3 articles (1 drafts), 1 skipped, 1 pictures, 0 warnings.',
    '2 Korean articles were made, 1 entries are kept and wait; 0 pictures are ours now, 1 stay links.',
    '',
  ])
  const again = await cli(['import', '--json', path], database.adminUrl)
  expect(again.err).toContain(`Importing as Sujin <${cast.sujin.email}>`)
  expect(JSON.parse(again.out.trim().split('\n').at(-1)!)).toMatchObject({
    articles: 0,
    skipped: 4,
    already: 3,
  })
})

test('one file that cannot be read, and nothing of the others is kept', async () => {
  const good = await file('good.xml', wxr(item('post', 'publish', 50, '온전한 글', '온전하다.')))
  const bad = await file('bad.xml', wxr(item('post', 'publish', 51, '잘린 글', '잘렸다.')).slice(0, -20))
  const { code, out, err } = await cli(['import', good, bad], database.adminUrl)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(`${bad} is not well-formed XML: line`)
  expect(await database.web('archiveEntries').where({ externalId: '50' })).toEqual([])
})

test.each([
  [['import'], 'import takes files and folders'],
  [['import', '--wet', 'x'], 'import takes files and folders'],
  [['import', 'x', '--as'], 'import takes files and folders'],
  [['import', '--dry-run', 'nowhere.xml'], 'nowhere.xml cannot be read (ENOENT)'],
])('%j is refused in a sentence', async (words, sentence) => {
  const { code, out, err } = await cli(words)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
})

test.each([
  ['nobody@namdo.example', 'Nobody with the address nobody@namdo.example works here.'],
  ['admin', 'may not bring in articles'],
])('--as %s is refused in a sentence', async (email, sentence) => {
  const path = await file('as.xml', wxr(items[0]!))
  const { code, out, err } = await cli(
    ['import', '--as', email === 'admin' ? await pureAdmin() : email, path],
    database.adminUrl,
  )
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
})

test('a database that cannot be reached is said, and a dry run does without it', async () => {
  const path = await file('no.xml', wxr(items[0]!))
  const away = 'postgres://nobody@127.0.0.1:9/nothing'
  const real = await cli(['import', path], away)
  expect({ code: real.code, out: real.out }).toEqual({ code: 2, out: '' })
  expect(real.err).toContain('The database cannot be reached')
  expect((await cli(['import', '--dry-run', path], away)).code).toBe(0)
})

/** What the code names must have a sentence; that both languages have the same ones is a test of the house. */
test('every reason, warning and fate has its sentence', () => {
  const words = JSON.parse(readFileSync(join(root, 'locales/en/archive.json'), 'utf8')) as Record<
    string,
    object
  >
  const kinds = entryKinds.filter((kind) => kind !== 'post' && kind !== 'page')
  const reasons = [...waitings, 'trashed', ...kinds.map((kind) => `no-article-${kind}`)]
  expect(Object.keys(words.reasons!).sort()).toEqual([...reasons].sort())
  expect(Object.keys(words.warnings!).sort()).toEqual([...warnings].sort())
  expect(Object.keys(words.fates!).sort()).toEqual(['already', 'article', 'changed', 'kept', 'skipped'])
})

async function pureAdmin(): Promise<string> {
  return (await personWith(database.web, 'Haneul', ['admin'], cast.sujin.id)).email
}

function cli(words: string[], databaseUrl = ''): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: databaseUrl, DATA_DIR: folder('data') }
  const command = ['--import', 'tsx', join(root, 'server/cli.ts'), ...words]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
  })
}
