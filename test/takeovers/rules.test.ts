import type { Person } from '../../server/people/rules'
import { obstacleToAll, obstacleToChosen } from '../../server/takeovers/rules'
import { progressOf, takeoverPage } from '../../server/takeovers/page'

const editor = { roles: ['editor'] } as unknown as Person
const translator = { roles: ['translator'] } as unknown as Person
const facts = { person: editor, waiting: 3, confirmed: true, isUnderWay: false }

test.each([
  [null, {}],
  ['not-an-editor', { person: translator }],
  ['takeover-under-way', { isUnderWay: true }],
  ['takeover-nothing-waits', { waiting: 0 }],
  ['takeover-not-confirmed', { confirmed: false }],
])('all of them: %s', (obstacle, change) => {
  expect(obstacleToAll({ ...facts, ...change })).toBe(obstacle)
})

test('the chosen ones are published by an editor who has chosen some', () => {
  expect(obstacleToChosen(editor, ['a'])).toBeNull()
  expect(obstacleToChosen(editor, [])).toBe('takeover-nothing-chosen')
  expect(obstacleToChosen(translator, ['a'])).toBe('not-an-editor')
})

const job = {
  ...{ id: '1', askedBy: '2', askedByName: 'Daniel', askedAt: new Date(), total: 10 },
  ...{ finishedAt: null, fault: null },
}

test('what came in meanwhile is not counted backwards', () => {
  expect(progressOf(job, 4)).toEqual({ done: 6, total: 10 })
  expect(progressOf(job, 12)).toEqual({ done: 0, total: 10 })
})

test('why the last job ended is told as long as anything waits', () => {
  const ended = { ...job, finishedAt: new Date() }
  const shown = { person: editor, posts: [], total: 4, number: 1 }
  expect(takeoverPage({ ...shown, job })).toMatchObject({ underWay: { by: 'Daniel', done: 6 }, fault: null })
  expect(takeoverPage({ ...shown, job: ended })).toMatchObject({ underWay: null, wasStopped: false })
  expect(takeoverPage({ ...shown, job: { ...ended, fault: 'stopped' } })).toMatchObject({
    wasStopped: true,
    fault: null,
  })
  expect(takeoverPage({ ...shown, job: { ...ended, fault: 'not-an-editor' } }).fault).toBe('not-an-editor')
  const none = { ...shown, total: 0 }
  expect(takeoverPage({ ...none, job: { ...ended, fault: 'stopped' } })).toMatchObject({
    ...{ wasStopped: false, finished: null },
  })
  expect(takeoverPage({ ...none, job: ended }).finished).toEqual({ number: job.total, at: ended.finishedAt })
  expect(takeoverPage({ ...none, job: null }).finished).toBeNull()
  expect(takeoverPage({ ...shown, job: ended }).finished).toBeNull()
})
