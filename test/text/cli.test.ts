import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../server/root'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segments-'))
})

afterAll(() => rm(folder, { recursive: true }))

test('segments prints what a file is cut into, from position 1', async () => {
  const { code, out, err } = await cli(
    'segments',
    await file('bakery.md', '# 동네 빵집\n\n![빵](a.jpg "갓 구운 빵")\n\n문을 열었다.\n'),
  )
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(out)).toEqual([
    { position: 1, kind: 'title', text: '동네 빵집' },
    { position: 2, kind: 'figure', text: '' },
    { position: 3, kind: 'alt', text: '빵' },
    { position: 4, kind: 'caption', text: '갓 구운 빵' },
    { position: 5, kind: 'paragraph', text: '문을 열었다.' },
  ])
})

test('HTML is cut the same way', async () => {
  const { out } = await cli(
    'segments',
    await file('bakery.htm', '<h1>동네 빵집</h1><p>문을 <b>열었다</b>.</p>'),
  )
  expect(JSON.parse(out)).toEqual([
    { position: 1, kind: 'title', text: '동네 빵집' },
    { position: 2, kind: 'paragraph', text: '문을 **열었다**.' },
  ])
})

test.each([
  [[], 'Which command?'],
  [['translate'], 'There is no command “translate”.'],
  [['segments'], 'segments takes one file.'],
  [['segments', 'nowhere.md'], 'nowhere.md cannot be read'],
  [['segments', 'package.json'], 'This kind of file cannot be read.'],
])('%j is refused in a sentence', async (words, sentence) => {
  const { code, out, err } = await cli(...words)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
})

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

function cli(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, NODE_OPTIONS: '' }
  const command = ['--import', 'tsx', join(root, 'server/cli.ts'), ...words]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
  })
}
