import { nextAnswer, obstacleToAlternative, type Wish } from '../../server/alternatives/rules'
import { nameOfQuestion, waitAfter, type Question } from '../../server/drafting/rules'
import { EngineFault, type Engine, type FaultKind } from '../../server/engines/rules'
import type { Person, Role } from '../../server/people/rules'
import type { Pair } from '../../server/targets/rules'

const someone = (...roles: Role[]) => ({ roles }) as Person
const pair = { source: { kind: 'paragraph', text: '배추를 절였다.' } } as Pair
const picture = { source: { kind: 'figure', text: '' } } as Pair
const well: Wish = { person: someone('translator'), pair, isSetUp: true, nth: 1, left: null }

test.each<[Partial<Wish>, ReturnType<typeof obstacleToAlternative>]>([
  [{}, null],
  [{ person: someone('editor'), nth: 5, left: 8 }, null],
  [{ person: someone('admin') }, 'not-a-translator'],
  [{ pair: picture }, 'nothing-to-translate'],
  [{ isSetUp: false }, 'engine-not-set-up'],
  [{ nth: 6 }, 'alternatives-enough'],
  [{ left: 7 }, 'budget-spent'],
  [{ left: -3 }, 'budget-spent'],
])('asking for an alternative with %j: %s', (other, obstacle) => {
  expect(obstacleToAlternative({ ...well, ...other })).toBe(obstacle)
})

test.each([
  ['nothing is had', 0, false, 0, 1],
  ['nothing is had, and more was claimed to be seen', 0, true, 3, 1],
  ['an engine has said the one thing it says', 1, false, 1, null],
  ['one is had and was not seen', 1, true, 0, null],
  ['one is had and was seen', 1, true, 1, 2],
])('when %s, the next answer is the right one', (_, had, variety, seen, next) => {
  expect(nextAnswer(had, variety, seen)).toBe(next)
})

const engine = {
  id: 'x',
  manner: 'plain',
  can: { terms: 'prompt', context: true, style: true, variety: true },
} as Engine
const question: Question = {
  text: '배추를 절였다.',
  context: '김장하는 날',
  neighbours: { before: '앞', after: '뒤' },
  terms: [{ ko: '배추', en: 'cabbage' }],
}
const name = nameOfQuestion(engine, question)

test.each<[string, Partial<Engine>, Partial<Question>, boolean]>([
  ['the same', {}, {}, true],
  ['other Korean', {}, { text: '배추를 씻었다.' }, false],
  ['another neighbour', {}, { neighbours: { before: '앞', after: '딴 뒤' } }, false],
  ['another rendering of a term in it', {}, { terms: [{ ko: '배추', en: 'napa cabbage' }] }, false],
  ['another term that is not in it', {}, { terms: [...question.terms, { ko: '고추', en: 'chili' }] }, true],
  ['another engine', { id: 'y' }, {}, false],
  ['another style', { manner: 'ornate' }, {}, false],
  [
    'a neighbour moved into the context',
    {},
    { context: '김장하는 날앞', neighbours: { before: '', after: '뒤' } },
    false,
  ],
])('%s is the same question or another one', (_, changed, asked, same) => {
  expect(nameOfQuestion({ ...engine, ...changed }, { ...question, ...asked }) === name).toBe(same)
})

test('what an engine does not hear makes no other question', () => {
  const deaf = { ...engine, can: { ...engine.can, terms: 'none', context: false } } as Engine
  expect(nameOfQuestion(deaf, question)).toBe(nameOfQuestion(deaf, { ...question, context: '', terms: [] }))
})

test.each<[FaultKind, object, number | null, number | null]>([
  ['rate', {}, 2_000, 2_000],
  ['rate', { retryAfter: 500 }, 2_000, 2_000],
  ['rate', { retryAfter: 30_000 }, 2_000, 30_000],
  ['rate', { retryAfter: 3_600_000 }, 2_000, null],
  ['rate', {}, null, null],
  ['timeout', {}, 2_000, null],
  ['auth', {}, 2_000, null],
])('after %s %j and a pause of %s the next try waits %s', (kind, facts, pause, wait) => {
  expect(waitAfter(new EngineFault(kind, '', facts), pause)).toBe(wait)
})
