import { effortFile, effortPage, mondayOf } from '../../server/effort/page'
import { effortOf, maySee, periodFrom, summaryOf, type Measured } from '../../server/effort/rules'
import type { Person, Role } from '../../server/people/rules'

test.each([
  ['as it was', 'Salt the cabbage.', 'Salt the cabbage.', { edits: 0, changed: 0, unchanged: 100 }],
  ['one word of three', 'Salt the cabbage.', 'Salt the radish.', { edits: 6, changed: 35, unchanged: 67 }],
  ['a letter of many', 'x'.repeat(999) + 'a', 'x'.repeat(999) + 'b', { edits: 1, changed: 1, unchanged: 0 }],
  ['all of it', 'abc', 'xyz', { edits: 3, changed: 100, unchanged: 0 }],
  ['written from nothing', '', 'abc', { edits: 3, changed: 100, unchanged: 0 }],
  ['capitals alone', 'A day', 'a day', { edits: 1, changed: 20, unchanged: 100 }],
])('the effort of %s', (_, draft, english, expected) => {
  expect(effortOf({ draft, english })).toMatchObject(expected)
})

test('texts beyond all measure are measured by their words', () => {
  const words = Array.from({ length: 4_000 }, (_, n) => `word${n}`)
  const effort = effortOf({ draft: words.join(' '), english: words.slice(0, 2_000).join(' ') })
  expect(effort).toMatchObject({ unchanged: 50, changed: 50 })
})

const someone = (id: string, ...roles: Role[]) => ({ id, roles }) as Person

function row(facts: Partial<Measured>): Measured {
  const texts = { draft: 'Salt the cabbage.', english: 'Salt the cabbage.', ...facts }
  return {
    ...{ slug: 'kimchi', title: '김장하는 날', number: 1, source: 'deepl', matchRate: null },
    ...{ personId: '1', personName: 'Minji', seconds: 30, billedCharacters: 12 },
    draftedAt: new Date('2026-11-23T01:00:00Z'),
    confirmedAt: new Date('2026-11-24T01:00:00Z'),
    ...texts,
    ...effortOf(texts),
    ...facts,
  }
}

test('a summary weighs pairs by their length, and takes the middle of the times it knows', () => {
  const rows = [
    row({ seconds: 10 }),
    row({ seconds: null, english: 'Wait.' }),
    row({ seconds: 50, english: 'Salt the radish.' }),
    row({ seconds: 20 }),
  ]
  expect(summaryOf(rows)).toMatchObject({ pairs: 4, asItWas: 50, seconds: 20, spread: [2, 0, 0, 1, 1] })
  expect(summaryOf(rows.slice(0, 1)).changed).toBe(0)
  expect(summaryOf([])).toEqual({
    ...{ pairs: 0, asItWas: 0, changed: 0, unchanged: 0, seconds: null, spread: [0, 0, 0, 0, 0] },
  })
})

test.each([
  [someone('1', 'translator'), '1', true],
  [someone('2', 'translator'), '1', false],
  [someone('2', 'editor'), '1', true],
  [someone('2', 'admin'), '1', true],
])('%j sees the work of person %s: %s', (person, personId, sees) => {
  expect(maySee(person, { personId })).toBe(sees)
})

const dayIn = (at: Date) => at.toISOString().slice(0, 10)
const rows = [
  row({}),
  row({
    source: 'memory',
    personId: '2',
    personName: 'Jiwoo',
    confirmedAt: new Date('2026-11-17T00:00:00Z'),
  }),
  row({ slug: 'garden', title: '텃밭' }),
]

test('a page has a line for each engine, week, article and person', () => {
  const deepl = { id: 'deepl', label: 'DeepL' } as Parameters<typeof effortPage>[3][number]
  const page = effortPage(rows, 90, someone('9', 'editor'), [deepl], dayIn)
  const labels = (lines: { label: string; pairs: number }[]) =>
    lines.map(({ label, pairs }) => [label, pairs])
  expect(labels(page.engines)).toEqual([
    ['DeepL', 2],
    ['memory', 1],
  ])
  expect(labels(page.weeks)).toEqual([
    ['2026-11-16', 1],
    ['2026-11-23', 2],
  ])
  expect(labels(page.articles)).toEqual([
    ['김장하는 날', 2],
    ['텃밭', 1],
  ])
  expect(labels(page.people)).toEqual([
    ['Minji', 2],
    ['Jiwoo', 1],
  ])
  expect(page.onlyOwn).toBe(false)
})

test('a translator sees what all drafts were worth, and of people herself', () => {
  const page = effortPage(rows, 90, someone('2', 'translator'), [], dayIn)
  expect(page.all.pairs).toBe(3)
  expect(page.people.map(({ label }) => label)).toEqual(['Jiwoo'])
  expect(page.onlyOwn).toBe(true)
  expect(effortFile(rows, someone('2', 'translator')).split('\r\n')).toHaveLength(3)
})

test('the file is one that spreadsheets take for what it is', () => {
  const file = effortFile(
    [row({ title: '=HYPERLINK("http://evil")', seconds: null }), row({ title: '쉼표, 그리고 "따옴표"' })],
    someone('1', 'editor'),
  )
  const [heading, first, second, end] = file.split('\r\n')
  expect(heading).toMatch(/^\ufeffarticle,title,paragraph,source,match_rate,person,/)
  expect(first).toBe(
    `kimchi,"'=HYPERLINK(""http://evil"")",1,deepl,,Minji,2026-11-23T01:00:00.000Z,2026-11-24T01:00:00.000Z,17,17,0,0,100,,12`,
  )
  expect(second).toContain('"쉼표, 그리고 ""따옴표"""')
  expect(end).toBe('')
})

test.each([
  ['2026-11-27', '2026-11-23'],
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday)
})

test.each([
  ['30', 30],
  ['365', 365],
  ['31', 90],
  [undefined, 90],
  [['30', '90'], 90],
])('%j days asked for are %s', (asked, period) => {
  expect(periodFrom(asked)).toBe(period)
})
