import {
  daysBetween,
  isDay,
  obstacleToAssignment,
  obstacleToEnding,
  obstacleToTaking,
  type Assignment,
  type Wanted,
} from '../../server/assignments/rules'
import type { Person, Role } from '../../server/people/rules'
import { dayIn } from '../../server/text/days'

const someone = (id: string, ...roles: Role[]) => ({ id, name: id, roles }) as Person
const [daniel, minji, jiwoo] = [
  someone('d', 'editor'),
  someone('m', 'translator'),
  someone('j', 'translator'),
]
const hana = someone('h', 'admin')
const today = '2027-03-09'
const open = (person: Person | null, dueOn: string | null): Assignment => ({
  ...{ id: '1', articleId: '1', assignedBy: 'Daniel', assignedAt: new Date() },
  ...{ person, dueOn },
})

test.each<[string | null, string, Person, Assignment | null, Wanted]>([
  [null, 'an editor gives it to a translator', daniel, null, { person: minji, dueOn: null }],
  [null, 'an editor gives it to an editor, and sets a day', daniel, null, { person: daniel, dueOn: today }],
  [null, 'only a day is set', daniel, null, { person: null, dueOn: '2027-03-10' }],
  [null, 'somebody else gets it', daniel, open(jiwoo, null), { person: minji, dueOn: null }],
  [
    null,
    'somebody else gets it and the day stays, though it has passed',
    daniel,
    open(jiwoo, '2027-03-01'),
    { person: minji, dueOn: '2027-03-01' },
  ],
  ['not-an-editor', 'a translator gives it away', minji, null, { person: jiwoo, dueOn: null }],
  ['not-an-editor', 'an admin alone gives it away', hana, null, { person: jiwoo, dueOn: null }],
  ['assignment-empty', 'nothing is chosen', daniel, null, { person: null, dueOn: null }],
  ['assignee-no-translator', 'it is given to an admin alone', daniel, null, { person: hana, dueOn: null }],
  ['assignment-same', 'nothing is changed', daniel, open(minji, today), { person: minji, dueOn: today }],
  ['due-past', 'the day has passed', daniel, null, { person: minji, dueOn: '2027-03-08' }],
  [
    'due-past',
    'another day has passed',
    daniel,
    open(minji, '2027-03-01'),
    { person: minji, dueOn: '2027-03-02' },
  ],
  ['due-too-far', 'the year is mistyped', daniel, null, { person: minji, dueOn: '2072-03-10' }],
  ['due-not-understood', 'it is no day', daniel, null, { person: minji, dueOn: 'tomorrow' }],
  [
    'due-not-understood',
    'the calendar has no such day',
    daniel,
    null,
    { person: minji, dueOn: '2027-02-29' },
  ],
])('%s when %s', (rule, _, by, assignment, wanted) => {
  expect(obstacleToAssignment({ by, open: assignment, today }, wanted)).toBe(rule)
})

test.each<[string | null, string, Person, Assignment | null]>([
  [null, 'nobody has it', minji, null],
  [null, 'only a day is set', minji, open(null, today)],
  ['taken', 'another has it', minji, open(jiwoo, null)],
  ['taken', 'they have it already', minji, open(minji, null)],
  ['not-a-translator', 'an admin alone takes it', hana, null],
])('taking: %s when %s', (rule, _, by, assignment) => {
  expect(obstacleToTaking({ by, open: assignment })).toBe(rule)
})

test.each<[string | null, string, Person, Assignment | null]>([
  [null, 'an editor ends it', daniel, open(minji, null)],
  [null, 'whoever has it puts it down', minji, open(minji, null)],
  ['not-an-editor', 'it is another’s', jiwoo, open(minji, null)],
  ['not-an-editor', 'only a day is set', minji, open(null, today)],
  ['not-assigned', 'there is nothing to end', daniel, null],
])('ending: %s when %s', (rule, _, by, assignment) => {
  expect(obstacleToEnding({ by, open: assignment })).toBe(rule)
})

test.each([
  ['2027-03-01', true],
  ['2028-02-29', true],
  ['2027-02-30', false],
  ['2027-13-01', false],
  ['1027-03-01', false],
  ['2027-3-1', false],
  ['2027-03-01T00:00', false],
  ['', false],
])('%p is a day: %p', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

test('it is another day in Seoul than in Honolulu', () => {
  const moment = new Date('2027-03-01T20:00:00Z')
  expect(dayIn(moment, 'Asia/Seoul')).toBe('2027-03-02')
  expect(dayIn(moment, 'Pacific/Honolulu')).toBe('2027-03-01')
})

test('days are counted by the calendar, over a change of clocks too', () => {
  expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2)
  expect(daysBetween('2027-03-01', '2027-02-28')).toBe(-1)
})
