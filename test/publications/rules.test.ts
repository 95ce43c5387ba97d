import type { Person } from '../../server/people/rules'
import {
  obstacleToCallingOff,
  obstacleToPublication,
  obstacleToReason,
  obstacleToRetraction,
  obstacleToSchedule,
  obstacleToTime,
  type Facts,
  type Publication,
  type Schedule,
} from '../../server/publications/rules'

const minji = { id: '1', name: 'Minji', roles: ['translator'] } as Person
const daniel = { id: '2', name: 'Daniel', roles: ['editor'] } as Person
const standing = { number: 2, retractedAt: null } as Publication
const retracted = { number: 2, retractedAt: new Date() } as Publication
const open = { calledOffAt: null, publicationId: null, refused: null } as Schedule

const approved: Facts = {
  person: daniel,
  number: 2,
  isApproved: true,
  isReturned: false,
  standing: null,
  open: null,
}

test.each<[string, Partial<Facts>]>([
  ['an approved version', {}],
  ['a version that was retracted', { standing: retracted }],
  ['a newer version than the one before readers', { number: 3, standing }],
  ['an earlier version than the one before readers', { number: 1, standing }],
  ['a version that waits for its day', { open }],
])('%s can be published', (_, change) => {
  expect(obstacleToPublication({ ...approved, ...change })).toBeNull()
})

test.each<[string, Partial<Facts>]>([
  ['not-an-editor', { person: minji }],
  ['not-approved', { isApproved: false }],
  ['returned', { isReturned: true }],
  ['already-published', { standing }],
])('%s stands in the way of a publication', (obstacle, change) => {
  expect(obstacleToPublication({ ...approved, ...change })).toBe(obstacle)
  expect(obstacleToSchedule({ ...approved, ...change })).toBe(obstacle)
})

test('one day at a time is set for one language', () => {
  expect(obstacleToSchedule(approved)).toBeNull()
  expect(obstacleToSchedule({ ...approved, open })).toBe('already-scheduled')
})

test.each([
  [null, '2027-03-01T09:30:01Z'],
  ['time-past', '2027-03-01T09:30:00Z'],
  ['time-past', '1027-03-01T09:30:00Z'],
  ['time-too-far', '2207-03-01T09:30:00Z'],
])('%s is said of a day in %s', (obstacle, publishAt) => {
  expect(obstacleToTime(new Date(publishAt), new Date('2027-03-01T09:30:00Z'))).toBe(obstacle)
})

test.each<[string | null, Person, Partial<Schedule>]>([
  [null, daniel, {}],
  ['not-an-editor', minji, {}],
  ['schedule-closed', daniel, { calledOffAt: new Date() }],
  ['schedule-closed', daniel, { publicationId: '1' }],
  ['schedule-closed', daniel, { refused: 'returned' }],
])('%s stands in the way of calling off', (obstacle, person, change) => {
  expect(obstacleToCallingOff(person, { ...open, ...change })).toBe(obstacle)
})

test.each<[string | null, Person, Publication | null]>([
  [null, daniel, standing],
  ['not-an-editor', minji, standing],
  ['not-published', daniel, null],
  ['already-retracted', daniel, retracted],
])('%s stands in the way of a retraction', (obstacle, person, publication) => {
  expect(obstacleToRetraction(person, publication)).toBe(obstacle)
})

test('a retraction says why', () => {
  expect(obstacleToReason('')).toBe('reasons-missing')
  expect(obstacleToReason('a'.repeat(2_001))).toBe('reason-too-long')
  expect(obstacleToReason('A number was wrong.')).toBeNull()
})
