import {
  obstacleToApproval,
  obstacleToOwnWorkReason,
  obstacleToReasons,
  obstacleToReturn,
  type Approval,
  type Facts,
  type Return,
} from '../../server/approvals/rules'
import type { Person } from '../../server/people/rules'

const minji = { id: '1', name: 'Minji', roles: ['translator'] } as Person
const daniel = { id: '2', name: 'Daniel', roles: ['editor'] } as Person
const approval = { id: '1', approvedBy: '3' } as Approval
const returned = { id: '1', returnedBy: '3' } as Return

const submitted: Facts = {
  person: daniel,
  version: { number: 2, sourceNumber: 1 },
  authors: [minji],
  latest: { number: 2 },
  latestSource: { number: 1 },
  approval: null,
  returned: null,
  isPublic: false,
  ownWorkAllowed: false,
}

test('the newest version of somebody else can be approved, and returned', () => {
  expect(obstacleToApproval(submitted)).toBeNull()
  expect(obstacleToReturn(submitted)).toBeNull()
})

test.each<[string, Partial<Facts>]>([
  ['not-an-editor', { person: minji }],
  ['returned', { returned }],
  ['already-approved', { approval }],
  ['superseded', { latest: { number: 3 } }],
  ['source-moved-on', { latestSource: { number: 2 } }],
  ['own-work', { authors: [minji, daniel] }],
])('%s stands in the way of an approval', (obstacle, change) => {
  expect(obstacleToApproval({ ...submitted, ...change })).toBe(obstacle)
})

test('where the house allows it, an editor approves their own words and says why', () => {
  const own = { ...submitted, authors: [daniel], ownWorkAllowed: true }

  expect(obstacleToApproval(own)).toBeNull()
  expect(obstacleToOwnWorkReason(own, ' ')).toBe('own-work-reason')
  expect(obstacleToOwnWorkReason(own, 'Nobody else reads English here this week.')).toBeNull()
  expect(obstacleToOwnWorkReason(submitted, '')).toBeNull()
})

test.each<[string, Partial<Facts>]>([
  ['not-an-editor', { person: minji }],
  ['returned', { returned }],
  ['still-public', { approval, isPublic: true }],
  ['superseded', { latest: { number: 3 } }],
])('%s stands in the way of a return', (obstacle, change) => {
  expect(obstacleToReturn({ ...submitted, ...change })).toBe(obstacle)
})

test.each<[string, Partial<Facts>]>([
  ['an approved version', { approval }],
  ['an approved version after a newer one came', { approval, latest: { number: 3 } }],
  ['a version whose Korean has moved on', { latestSource: { number: 2 } }],
  ['one’s own words', { authors: [daniel] }],
])('%s can be returned', (_, change) => {
  expect(obstacleToReturn({ ...submitted, ...change })).toBeNull()
})

test('a return says why', () => {
  expect(obstacleToReasons(' \n')).toBe('reasons-missing')
  expect(obstacleToReasons('a'.repeat(10_001))).toBe('reasons-too-long')
  expect(obstacleToReasons('The name is spelt otherwise.')).toBeNull()
})
