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

describe('align', () => {
  const opened = '조합원 열두 명이 모은 돈으로 문을 연 빵집은 올해로 열 돌을 맞았다.'

  test('prints a line a step: what became of every paragraph, and with --texts the paragraphs', async () => {
    const versions = [
      await file('1.md', `# 동네 빵집\n\n![](oven.jpg)\n\n---\n\n${opened}\n`),
      await file(
        '2.md',
        `# 동네 빵집\n\n![](oven.jpg)\n\n---\n\n도서관 소식\n\n${opened.replace('열두', '열세')}\n`,
      ),
      await file('3.html', '<h1>동네 빵집</h1>'),
    ]
    const { code, out, err } = await cli('align', '--texts', ...versions)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const steps = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(steps).toEqual([
      {
        links: [
          { old: 0, new: 0, kind: 'same', likeness: 1 },
          { old: 1, new: 1, kind: 'same', likeness: 1 },
          { old: 2, new: 2, kind: 'same', likeness: 1 },
          { old: null, new: 3, kind: 'new', likeness: null },
          { old: 3, new: 4, kind: 'edited', likeness: 0.926 },
        ],
        old: ['동네 빵집', 'oven.jpg', '---', opened],
        new: ['동네 빵집', 'oven.jpg', '---', '도서관 소식', opened.replace('열두', '열세')],
      },
      {
        links: [
          { old: 0, new: 0, kind: 'same', likeness: 1 },
          { old: 1, new: null, kind: 'gone', likeness: null },
          { old: 2, new: null, kind: 'gone', likeness: null },
          { old: 3, new: null, kind: 'gone', likeness: null },
          { old: 4, new: null, kind: 'gone', likeness: null },
        ],
        old: ['동네 빵집', 'oven.jpg', '---', '도서관 소식', opened.replace('열두', '열세')],
        new: ['동네 빵집'],
      },
    ])
    const { out: bare } = await cli('align', ...versions.slice(0, 2))
    expect(Object.keys(JSON.parse(bare) as object)).toEqual(['links'])
  })

  test('prints long lines whole', async () => {
    const long = await file('long.md', `${opened}\n\n`.repeat(2000))
    const { code, out } = await cli('align', '--texts', long, long, long)
    expect(code).toBe(0)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { old: string[] }).old.length),
    ).toEqual([2000, 2000])
  })
})

test.each([
  [[], 'Which command?'],
  [['translate'], 'There is no command “translate”.'],
  [['segments'], 'segments takes one file.'],
  [['segments', 'nowhere.md'], 'nowhere.md cannot be read'],
  [['align'], 'align takes two files or more.'],
  [['align', '--texts', 'README.md'], 'align takes two files or more.'],
  [['align', '--text', 'README.md', 'README.md'], 'align knows no option --text.'],
  [['align', 'README.md', 'nowhere.md'], 'nowhere.md cannot be read'],
  [['align', 'README.md', 'package.json'], 'This kind of file cannot be read.'],
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
    execFile(process.execPath, command, { cwd: root, env, maxBuffer: 10_000_000 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
  })
}
