import { numbersIn, obstacleToTake, rangeFrom, takersOf, type Take } from '../../server/takes/rules'
import type { Person, Role } from '../../server/people/rules'

const person = (id: string, ...roles: Role[]): Person => ({
  ...{ id, publicId: id, name: `Person ${id}`, email: `${id}@namdo.example`, locale: 'en', roles },
})
const minji = person('1', 'translator')

/** In the order of the Korean, where 41 and 42 came later and 7 has left. */
const segments = [1, 2, 3, 41, 4, 5, 42, 6, 8].map((number, position) => ({ number, position }))

test.each([
  ['5', '12', { first: 5, last: 12 }],
  [' 5 ', '5', { first: 5, last: 5 }],
  ['', '5', null],
  ['5', '', null],
  ['five', '12', null],
  ['0', '3', null],
  ['-1', '3', null],
  ['1.5', '3', null],
  ['1e3', '3', null],
  ['５', '12', null],
  ['1234567', '3', null],
])('fields that say %j and %j are the range %j', (first, last, range) => {
  expect(rangeFrom(first, last)).toEqual(range)
})

test.each([
  ['a translator', minji, { first: 2, last: 5 }, null],
  ['an editor', person('2', 'editor'), { first: 2, last: 2 }, null],
  ['an admin who does not translate', person('3', 'admin'), { first: 2, last: 5 }, 'not-a-translator'],
  ['nobody in particular, of no numbers', minji, null, 'take-not-numbers'],
  ['whoever goes beyond the end', minji, { first: 5, last: 99 }, 'take-beyond'],
  ['whoever begins with what has left', minji, { first: 7, last: 8 }, 'take-beyond'],
  ['whoever goes backwards', minji, { first: 5, last: 2 }, 'take-backwards'],
  [
    'whoever goes forwards by the number but backwards by the Korean',
    minji,
    { first: 5, last: 41 },
    'take-backwards',
  ],
  ['whoever goes forwards by the Korean', minji, { first: 41, last: 4 }, null],
] as const)('%s may take them, or is told why not', (_who, who, range, obstacle) => {
  expect(obstacleToTake(who, range, segments)).toBe(obstacle)
})

test.each([
  [{ first: 2, last: 4 }, [2, 3, 41, 4]],
  [{ first: 6, last: 8 }, [6, 8]],
  [{ first: 41, last: 41 }, [41]],
  // An end that has left: by the numbers, so that a take does not vanish with it.
  [{ first: 5, last: 7 }, [5, 6]],
])('from %j are taken %j, with what has come in between', (range, numbers) => {
  expect(numbersIn(range, segments)).toEqual(numbers)
})

test('others are named at each pair they have taken, and one’s own take is not', () => {
  const take = (personId: string, name: string, first: number, last: number): Take => ({
    ...{ id: personId, articleId: '1', personId, personPublicId: personId, name, first, last },
  })
  const takes = [take('1', 'Minji', 1, 3), take('2', 'Jiwoo', 3, 4), take('3', 'Daniel', 4, 4)]
  expect([...takersOf(takes, segments, minji)]).toEqual([
    [3, ['Jiwoo']],
    [41, ['Jiwoo']],
    [4, ['Jiwoo', 'Daniel']],
  ])
})
