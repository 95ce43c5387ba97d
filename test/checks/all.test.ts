import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checks } from '../../server/checks/all'
import { articleChecks } from '../../server/checks/article'
import { keyOf } from '../../server/checks/rules'
import { root } from '../../server/root'
import { findings, repaired } from './saying'

const words = {
  ko: JSON.parse(readFileSync(join(root, 'locales/ko/checks.json'), 'utf8')) as Words,
  en: JSON.parse(readFileSync(join(root, 'locales/en/checks.json'), 'utf8')) as Words,
}

interface Words {
  names: Record<string, string>
  explanations: Record<string, string>
  findings: Record<string, string>
}

const names = [...checks, ...articleChecks].map(({ name }) => name).sort()

test('every check has one name, and that has a name and an explanation in both languages', () => {
  expect(new Set(names).size).toBe(names.length)
  for (const locale of ['ko', 'en'] as const) {
    expect(Object.keys(words[locale].names).sort()).toEqual(names)
    expect(Object.keys(words[locale].explanations).sort()).toEqual(names)
  }
})

test('every sentence is said by some check, and every check says sentences that are there', () => {
  const folder = join(root, 'server/checks')
  const code = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  const powers = ['', '-by-ten', '-by-hundred', '-by-thousand']
  const magnitudes = ['too-large', 'too-small'].flatMap((way) => powers.map((power) => way + power))
  const unsaid = Object.keys(words.en.findings).filter(
    (sentence) => !magnitudes.includes(sentence) && !code.includes(`'${sentence}'`),
  )
  const said = [...code.matchAll(/(?:sentence: |about\(|said\(|missingMark\(pair, )'([a-z-]+)'/g)].map(
    ([, one]) => one!,
  )
  expect(unsaid).toEqual([])
  expect(said.filter((sentence) => !(sentence in words.en.findings))).toEqual([])
})

test('what blocks is what makes a translation wrong, and nothing else', () => {
  const blocking = checks.filter(({ severity }) => severity === 'block').map(({ name }) => name)
  expect(blocking).toEqual([
    ...[
      'empty',
      'untranslated',
      'leftover-hangul',
      'magnitude',
      'missing-number',
      'month',
      'currency',
      'name',
    ],
    ...['person', 'missing-link', 'missing-code', 'brackets'],
  ])
})

test('a project can switch any check off', () => {
  const [korean, english] = ['3월에 빵 37개를 **구웠다**.', 'In May the the bread was 「baked']
  const all = findings(korean, english).map(({ check }) => check)
  expect(new Set(all).size).toBeGreaterThan(4)
  for (const name of new Set(all)) {
    const rest = findings(korean, english, { off: new Set([name]) }).map(({ check }) => check)
    expect(rest).toEqual(all.filter((check) => check !== name))
  }
  expect(findings('빵', '', { off: new Set(['empty']) })).toEqual([])
})

test('findings are the same when they say the same of the same pair', () => {
  const keys = (english: string) => findings('빵 37개와 48개', english).map(keyOf)
  expect(keys('bread')).toEqual(keys('bread'))
  expect(new Set(keys('bread')).size).toBe(2)
  expect(keys('37 loaves')).toEqual([keys('bread')[1]])
  expect(keyOf({ check: 'a', sentence: 'b', detail: { x: 1, y: 2 } })).toBe(
    keyOf({ check: 'a', sentence: 'b', detail: { y: 2, x: 1 } }),
  )
})

test('what was repaired has nothing left to be said of it', () => {
  const pairs: [string, string][] = [
    ['3만 명이 모였다.', 'Some 3,000 people gathered.'],
    ['3월에 연다.', 'It opens in May.'],
    ['빵을 굽는다.', 'Bake the the bread.'],
    ['`mix`를 쓴다.', 'Use mix.'],
  ]
  for (const [korean, english] of pairs) expect(findings(korean, repaired(korean, english)!)).toEqual([])
})

test.each([
  ['동네 빵집은 가을에 문을 열었다.', 'The neighbourhood bakery opened in autumn.'],
  ['조합원 37명이 1억 2천만 원을 모았다.', 'Its 37 members raised 120 million won.'],
  ['“빵은 나눠야 맛있죠.” 그가 말했다.', '“Bread is best when shared,” he said.'],
  [
    '2026년 3월 5일, [기본사회](https://ko.example.kr/a)란 **무엇**인지 물었다.',
    'On March 5, 2026, they asked **what** a [basic society](https://example.kr/a) is.',
  ],
])('a faithful pair is left in peace: %s', (korean, english) => {
  expect(findings(korean, english)).toEqual([])
})
