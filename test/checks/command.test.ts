import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../server/root'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'))
})

afterAll(() => rm(folder, { recursive: true }))

test('a line for a line, in order, with check, severity and a sentence', async () => {
  const { code, lines, err } = await check([
    { ko: '1억 2천만 원을 모았다.', en: 'They raised 12 million won.' },
    { ko: '빵을 굽는다.', en: 'Bake bread.' },
    { ko: '빵을 굽는다.', en: 'Bake the the bread.' },
  ])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(lines).toEqual([
    {
      findings: [
        {
          check: 'magnitude',
          severity: 'block',
          message: '1억 2천만 = 120,000,000; the English says 12 million: ten times too small.',
        },
      ],
    },
    { findings: [] },
    {
      findings: [
        {
          check: 'doubled-word',
          severity: 'warn',
          message: 'The same word stands twice in a row: “the the”',
        },
      ],
    },
  ])
})

test('terms come from a glossary', async () => {
  const glossary = join(folder, 'terms.tsv')
  await writeFile(glossary, '# ko\ten\n반죽\tdough\n서울\tSeoul\n')
  const { lines } = await check([{ ko: '서울에서 반죽을 한다.', en: 'Make batter.' }], '--glossary', glossary)
  expect(lines[0]!.findings.map((finding) => [finding.check, finding.severity])).toEqual([
    ['name', 'block'],
    ['term', 'warn'],
  ])
})

test('a line may hold whatever JSON may, and be long', async () => {
  const en = `${'Bread is good. '.repeat(20_000)}\u2028`
  const { code, lines } = await check([
    { ko: '빵\u2028\u2029은 좋다.', en },
    { ko: '빵', en: 'bread' },
  ])
  expect(code).toBe(0)
  expect(lines).toHaveLength(2)
})

test('no input is no output', async () => {
  expect(await check([])).toEqual({ code: 0, lines: [], err: '' })
})

test.each([
  ['{"ko": "빵"', 'Line 2 is no pair.'],
  ['[]', 'Line 2 is no pair.'],
  ['null', 'Line 2 is no pair.'],
  ['{"ko": 1, "en": "bread"}', 'Line 2 is no pair.'],
  ['{"ko": "빵"}', 'Line 2 is no pair.'],
])('%s is refused by the number of its line, after what came before it', async (line, sentence) => {
  const { code, lines, err } = await run(
    `{"ko": "빵", "en": "bread"}\n${line}\n{"ko": "빵", "en": "bread"}\n`,
  )
  expect({ code, lines }).toEqual({ code: 2, lines: [{ findings: [] }] })
  expect(err).toContain(sentence)
})

test.each<[string[], string]>([
  [['--glossary'], 'check takes no more than a glossary'],
  [['pairs.jsonl'], 'check takes no more than a glossary'],
  [['--glossary', 'nowhere.tsv'], 'nowhere.tsv cannot be read (ENOENT).'],
  [['--glossary', join(root, 'package.json')], 'Line 1 of'],
])('%j is refused in a sentence', async (words, sentence) => {
  const { code, lines, err } = await run('', ...words)
  expect({ code, lines }).toEqual({ code: 2, lines: [] })
  expect(err).toContain(sentence)
})

interface Answer {
  code: number
  lines: { findings: { check: string; severity: string; message: string }[] }[]
  err: string
}

function check(pairs: { ko: string; en: string }[], ...words: string[]): Promise<Answer> {
  return run(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''), ...words)
}

async function run(input: string, ...words: string[]): Promise<Answer> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/cli.ts'), 'check', ...words], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const pieces: Buffer[] = []
    stream.on('data', (piece: Buffer) => pieces.push(piece))
    return pieces
  }) as [Buffer[], Buffer[]]
  // A refused command closes its input before it was all sent.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number]
  const lines = Buffer.concat(out).toString().split('\n').filter(Boolean)
  return {
    code,
    lines: lines.map((line) => JSON.parse(line) as Answer['lines'][0]),
    err: Buffer.concat(err).toString(),
  }
}
