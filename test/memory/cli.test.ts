import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../server/root'
import { ownDatabase, type OwnDatabase } from '../support/database'

let own: OwnDatabase
let folder: string

beforeAll(async () => {
  own = await ownDatabase()
  folder = await mkdtemp(join(tmpdir(), 'memory-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await own.close()
})

test('a file is taken, what is known is known, and bad lines are named by their number', async () => {
  const lines = [
    'ko\ten\tsource',
    '광장에 3만 명이 모였습니다.\t30,000 people gathered in the square.\tdaily:12',
    '배추를 소금에 절입니다.\tSalt the cabbage.',
    '배추를 소금에 절입니다.\tSalt the cabbage.',
    '영어가 없는 줄',
    ' \tNo Korean',
    '탭이\t너무\t많은\t줄',
    '보이지 않는 글자\u0007\tA bell',
    '배추를 소금에 절입니다.\tPut salt on the cabbage.\r',
  ]
  const path = await file('쌍\u0007.tsv'.normalize('NFD'), lines.join('\n'))
  const first = await cli(['memory', 'import', path])
  expect(first).toMatchObject({ code: 0, out: '3 taken, 1 known already, 4 refused.\n' })
  expect(first.err.trim().split('\n')).toEqual([
    'Line 5: it needs two or three columns apart by tabs: ko, en, and perhaps source.',
    'Line 6: the Korean or the English is empty.',
    'Line 7: it needs two or three columns apart by tabs: ko, en, and perhaps source.',
    'Line 8: it has control characters or bytes that are no UTF-8.',
  ])
  expect((await cli(['memory', 'import', path])).out).toBe('0 taken, 4 known already, 4 refused.\n')
})

test('segments come in a line each, and their matches go out in the same order', async () => {
  const segments = [
    '광장에 5만 명이 모였습니다.',
    '',
    '배추를 소금에 절입니다.',
    '처음 보는 문장입니다.',
    '**[](',
  ]
  const { code, out, err } = await cli(['memory', 'match'], `${segments.join('\n')}\n`)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
  expect(answers.map(({ segment }) => segment)).toEqual(segments)
  expect(answers.every(({ ms }) => typeof ms === 'number')).toBe(true)
  expect(answers[0]!.matches).toMatchObject([
    {
      rate: 93,
      inContext: false,
      ko: '광장에 3만 명이 모였습니다.',
      en: '50,000 people gathered in the square.',
      numbersReplaced: [{ from: '30,000', to: '50,000' }],
      origin: { importedFrom: 'daily:12', articleSlug: null },
    },
  ])
  expect(answers[2]!.matches.map(({ rate, en }) => [rate, en])).toEqual([
    [100, 'Put salt on the cabbage.'],
    [100, 'Salt the cabbage.'],
  ])
  expect([answers[1], answers[3], answers[4]].map((answer) => answer!.matches)).toEqual([[], [], []])
})

test('a mark of the encoding at the beginning belongs to no segment', async () => {
  const { out } = await cli(['memory', 'match'], '\ufeff배추를 소금에 절입니다.\n')
  expect(JSON.parse(out) as Answer).toMatchObject({ segment: '배추를 소금에 절입니다.' })
})

test('--limit asks for fewer', async () => {
  const { out } = await cli(['memory', 'match', '--limit', '1'], '배추를 소금에 절입니다.')
  expect((JSON.parse(out) as Answer).matches).toHaveLength(1)
})

test.each([
  [[], 'memory takes “import FILE.tsv” or “match”.'],
  [['forget'], 'memory takes “import FILE.tsv” or “match”.'],
  [['import'], 'memory import takes one file.'],
  [['import', 'a.tsv', 'b.tsv'], 'memory import takes one file.'],
  [['import', 'nowhere.tsv'], 'nowhere.tsv cannot be read (ENOENT).'],
  [['match', '--limit', 'all'], 'memory match takes nothing, or --limit and a number from 1 to 5.'],
  [['match', 'file.txt'], 'memory match takes nothing, or --limit and a number from 1 to 5.'],
])('memory %j is refused in a sentence', async (words, sentence) => {
  const { code, out, err } = await cli(['memory', ...words])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
})

interface Answer {
  segment: string
  matches: { rate: number; en: string }[]
  ms: number
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

function cli(words: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: own.adminUrl }
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/cli.ts'), ...words], {
    cwd: root,
    env,
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdin.end(input)
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })))
}
