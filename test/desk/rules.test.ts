import {
  byPressure,
  daysLeft,
  isCorrection,
  isIn,
  koreanStageOf,
  stageOf,
  tasksFor,
  type ArticleFacts,
  type Queue,
  type Stage,
  type StageFacts,
} from '../../server/desk/rules'
import type { Person } from '../../server/people/rules'

const day = new Date('2027-03-01T00:00:00Z')
const korean = {
  ...{ number: 1, lastChange: 1, createdAt: day },
  ...{ approvedAt: null, publication: null, scheduledFor: null },
}
const none = { total: 12, confirmed: 0, begun: 0, touchedAt: null }
const all = { total: 12, confirmed: 12, begun: 12, touchedAt: day }
const submitted = {
  ...{ number: 1, sourceNumber: 1, submittedAt: day, submittedByName: 'Minji', authors: ['1'] },
  ...{ approvedAt: null, returnedAt: null, reasons: null, wasPublished: false },
}
const approved = { ...submitted, approvedAt: day }
const publication = { number: 1, sourceNumber: 1, publishedAt: day, retractedAt: null }
const published = { latest: { ...approved, wasPublished: true }, publication }
const retracted = { ...published, publication: { ...publication, retractedAt: day } }
const fresh = {
  ...{ korean, progress: none, latest: null, publication: null, scheduledFor: null },
  ...{ corrected: null, hands: [], assignment: null, size: { characters: 0, words: 0 } },
}

test.each<[Stage, string, Partial<StageFacts>]>([
  ['fresh', 'nobody has begun', {}],
  ['drafted', 'any English stands', { progress: { ...none, begun: 1 } }],
  ['in-review', 'a version waits for its editor', { latest: submitted }],
  [
    'in-review',
    'a new version waits while an older one is public',
    { ...published, latest: { ...submitted, number: 2 } },
  ],
  ['returned', 'the newest version was sent back', { latest: { ...submitted, returnedAt: day } }],
  ['returned', 'it was sent back after it was approved', { latest: { ...approved, returnedAt: day } }],
  ['approved', 'the newest version has its yes', { latest: approved }],
  [
    'approved',
    'a newer version has its yes than the public one',
    { ...published, latest: { ...approved, number: 2 } },
  ],
  ['approved', 'what was public was retracted', retracted],
  [
    'returned',
    'it was sent back after its day was set',
    { latest: { ...approved, returnedAt: day }, scheduledFor: day },
  ],
  [
    'in-review',
    'a newer version waits than the one whose day is set',
    { latest: submitted, scheduledFor: day },
  ],
  ['scheduled', 'its day is set', { latest: approved, scheduledFor: day }],
  ['published', 'readers see it', published],
  [
    'published',
    'readers see an earlier version again',
    { ...published, latest: { ...published.latest, number: 2 } },
  ],
  [
    'published',
    'only typos of the Korean were corrected since',
    { ...published, korean: { number: 3, lastChange: 1 } as typeof korean },
  ],
  ['outdated', 'the Korean of the public version has moved on', { ...published, korean: { lastChange: 2 } }],
  [
    'outdated',
    'the Korean has moved on before anyone decided',
    { latest: submitted, korean: { lastChange: 2 } },
  ],
  ['outdated', 'the Korean has moved on since the yes', { latest: approved, korean: { lastChange: 2 } }],
  [
    'in-review',
    'the update to the new Korean is submitted',
    { ...published, latest: { ...submitted, number: 2, sourceNumber: 2 }, korean: { lastChange: 2 } },
  ],
  [
    'outdated',
    'an older version was gone back to',
    { ...published, latest: { ...published.latest, number: 2, sourceNumber: 2 }, korean: { lastChange: 2 } },
  ],
])('%s: %s', (stage, _, change) => {
  expect(stageOf({ ...fresh, progress: 'latest' in change ? all : none, ...change })).toBe(stage)
})

test.each([
  ['unapproved', {}],
  ['approved', { approvedAt: day }],
  ['published', { approvedAt: day, publication }],
  ['retracted', { approvedAt: day, publication: { ...publication, retractedAt: day } }],
  ['unapproved', { number: 2, publication }],
  ['approved', { number: 2, approvedAt: day, publication }],
])('the Korean is %s', (stage, change) => {
  expect(koreanStageOf({ korean: { ...korean, ...change } })).toBe(stage)
})

const minji = { id: '1', roles: ['translator'] } as Person
const daniel = { id: '2', roles: ['editor'] } as Person
const both = { id: '1', roles: ['editor', 'translator'] } as Person
const sujin = { id: '3', roles: ['admin'] } as Person
const settled = { ...korean, approvedAt: day, publication }
const article = {
  ...fresh,
  korean: settled,
  slug: 'kimchi',
  titleKo: '',
  titleEn: null,
  category: null,
  series: null,
  part: null,
}

test.each<[string[], Person, Partial<ArticleFacts>]>([
  [['begin'], minji, {}],
  [['continue'], minji, { progress: all }],
  [[], minji, { latest: submitted }],
  [['decide'], daniel, { latest: submitted }],
  [[], both, { latest: submitted }],
  [['answer-return'], minji, { latest: { ...submitted, returnedAt: day } }],
  [['publish-english'], daniel, { latest: approved }],
  [[], daniel, retracted],
  [[], daniel, published],
  [['update'], minji, { ...published, korean: { ...settled, number: 2, lastChange: 2 } }],
  [['approve-korean'], daniel, { korean }],
  [['publish-korean'], daniel, { korean: { ...korean, approvedAt: day } }],
  [[], daniel, { korean: { ...korean, approvedAt: day, scheduledFor: day } }],
  [[], sujin, { latest: submitted }],
])('waits for %s', (tasks, person, change) => {
  expect(tasksFor(person, { ...article, ...change }, false)).toEqual(tasks)
})

test('one’s own words wait for oneself only where the house allows it', () => {
  expect(tasksFor(both, { ...article, latest: submitted }, true)).toEqual(['decide'])
})

const given = (personId: string | null, dueOn: string | null = null) => ({
  assignment: { personId, name: personId && 'Somebody', dueOn },
})

test('what was given to somebody waits for them and for no other translator', () => {
  const toOther = { ...article, ...given('77') }
  expect(tasksFor(minji, toOther, false)).toEqual([])
  expect(tasksFor(minji, { ...article, ...given(minji.id) }, false)).toEqual(['begin'])
  expect(tasksFor(minji, { ...article, ...given(null, '2027-03-09') }, false)).toEqual(['begin'])
  expect(tasksFor(daniel, { ...article, ...given(daniel.id) }, false)).toEqual(['begin'])
})

const correctedIn = (number: number) => ({
  corrected: { number, at: day },
  korean: { ...korean, number, lastChange: number },
})

test.each<[boolean, string, Partial<ArticleFacts>]>([
  [true, 'the Korean of the public English was corrected', { ...published, ...correctedIn(2) }],
  [
    true,
    'more versions followed the correction',
    { ...published, ...correctedIn(2), korean: { ...korean, number: 3 } },
  ],
  [
    false,
    'the English has followed',
    { ...published, ...correctedIn(2), publication: { ...publication, number: 2, sourceNumber: 2 } },
  ],
  [false, 'it was corrected before any English was public', { latest: approved, ...correctedIn(2) }],
  [false, 'the English was taken back', { ...retracted, ...correctedIn(2) }],
  [
    false,
    'the Korean changed without a correction',
    { ...published, korean: { ...korean, number: 2, lastChange: 2 } },
  ],
])('a correction comes first: %s when %s', (expected, _, change) => {
  expect(isCorrection({ ...article, ...change })).toBe(expected)
})

test.each<[number | null, string, Partial<ArticleFacts>]>([
  [null, 'no day is set', {}],
  [null, 'nobody but somebody has it', given('1')],
  [0, 'it is due today', given(null, '2027-03-09')],
  [-2, 'the day has passed', given('1', '2027-03-07')],
  [23, 'the month turns', given('1', '2027-04-01')],
  [null, 'it is published', { ...published, ...given('1', '2027-03-07') }],
])('%s days are left when %s', (expected, _, change) => {
  expect(daysLeft({ ...article, ...change }, '2027-03-09')).toBe(expected)
})

test.each<[Queue, boolean, string, Partial<ArticleFacts>]>([
  ['mine', false, 'nobody has begun', {}],
  ['mine', true, 'it was given to me', given(minji.id)],
  ['mine', true, 'my words stand in it', { hands: [minji.id], progress: all }],
  ['mine', true, 'the version that waits holds my words', { latest: { ...submitted, authors: [minji.id] } }],
  ['mine', false, 'it was given to another', given('77')],
  ['mine', false, 'it is published and rests', { ...published, hands: [minji.id] }],
  ['mine', true, 'the Korean has moved on since', { ...published, hands: [minji.id], ...correctedIn(2) }],
  ['in-review', true, 'a version waits', { latest: submitted }],
  ['in-review', false, 'it was returned', { latest: { ...submitted, returnedAt: day } }],
  ['returned', true, 'it was returned', { latest: { ...submitted, returnedAt: day } }],
  ['outdated', true, 'the Korean moved on', { ...published, ...correctedIn(2) }],
  ['scheduled', true, 'its day is set', { latest: approved, scheduledFor: day }],
])('the list %s has it: %s when %s', (queue, expected, _, change) => {
  expect(isIn(queue, minji, { ...article, ...change })).toBe(expected)
})

test('corrections press most, then what is overdue, then what has waited longest', () => {
  const at = (date: string, slug: string, change: Partial<ArticleFacts> = {}) => ({
    ...article,
    ...{ slug, korean: { ...korean, createdAt: new Date(date) } },
    ...change,
  })
  const old = at('2027-01-01', 'old')
  const young = at('2027-02-01', 'young')
  const due = at('2027-02-01', 'due', given(null, '2027-03-20'))
  const late = at('2027-02-20', 'late', given(null, '2027-03-01'))
  const corrected = at('2027-03-01', 'corrected', { ...published, ...correctedIn(2) })

  const sorted = byPressure([young, due, late, old, corrected], '2027-03-09')

  expect(sorted.map(({ slug }) => slug)).toEqual(['corrected', 'late', 'old', 'young', 'due'])
})
