import fc from 'fast-check'
import {
  articleUnchanged,
  isLeftToMachine,
  shareUnchanged,
  shareUnchangedOf,
} from '../../server/text/unmodified'

test.each([
  ['the bread is good', 'the bread is good', 1],
  ['The Bread is good', 'the bread is good', 1],
  ['the bread is good', 'the bread was good', 0.75],
  ['the bread is good', 'good is bread the', 0.25],
  ['the bread is good', 'the very good bread is here today now', 0.375],
  ['the bread', 'water', 0],
  ['', '', 0],
  ['the bread', '', 0],
])('of “%s”, “%s” leaves %d', (machine, english, share) => {
  expect(shareUnchanged(machine, english)).toBe(share)
})

test('the share is that of the longest common subsequence', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(words, words, (one, other) => {
      const longer = Math.max(one.length, other.length)
      const expected = longer === 0 ? 0 : commonLength(one, other) / longer
      expect(shareUnchanged(one.join(' '), other.join(' '))).toBeCloseTo(expected, 10)
    }),
  )
})

/** By the table that everybody learns. */
function commonLength(one: string[], other: string[]): number {
  let row = new Array<number>(other.length + 1).fill(0)
  for (const word of one)
    row = other.reduce<number[]>(
      (next, too, at) => [...next, word === too ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!)],
      [0],
    )
  return row.at(-1)!
}

const korean = '빵집은 이번 가을에 우리 동네 골목 안쪽 작은 가게에서 문을 열었다.'
const machine = 'The bakery opened this autumn in a small shop in an alley of our town.'

test('a pair is left to the machine when nearly all of it stands', () => {
  const pair = (english: string, text: string | null = machine) => ({ korean, english, machine: text })
  expect(isLeftToMachine(pair(machine))).toBe(true)
  expect(isLeftToMachine(pair(machine.replace('small', 'little')))).toBe(true)
  expect(isLeftToMachine(pair(machine.replace('small', 'little')), true)).toBe(false)
  expect(isLeftToMachine(pair(machine), true)).toBe(true)
  expect(isLeftToMachine(pair(machine.replace('small shop in an', 'little place down the')))).toBe(false)
  expect(isLeftToMachine(pair(machine, null))).toBe(false)
  expect(shareUnchangedOf(pair(' '))).toBeNull()
})

test('short Korean may well have one rendering only', () => {
  expect(shareUnchangedOf({ korean: '빵집이 문을 열었다.', english: 'a', machine: 'a' })).toBeNull()
  expect(shareUnchangedOf({ korean: Array(9).fill('빵').join(' '), english: 'a', machine: 'a' })).toBeNull()
  expect(shareUnchangedOf({ korean: Array(10).fill('빵').join(' '), english: 'a', machine: 'a' })).toBe(1)
})

test('an article is weighed by words', () => {
  const mine = 'Since autumn there is bread.'
  expect(
    articleUnchanged([
      { korean, english: machine, machine },
      { korean, english: mine, machine },
      { korean: '빵', english: 'Bread', machine: 'Bread' },
      { korean, english: 'By hand.', machine: null },
    ]),
  ).toEqual({ share: 15 / 20 + (5 / 20) * shareUnchanged(machine, mine), left: [0], pairs: 2 })
  expect(articleUnchanged([])).toEqual({ share: 0, left: [], pairs: 0 })
})

test('long texts are compared without anyone waiting', () => {
  const words = (factor: number) =>
    Array.from({ length: 20_000 }, (_, at) => `w${(at * factor) % 9973}`).join(' ')
  expect(shareUnchanged(words(1), words(1))).toBe(1)
  expect(shareUnchanged(words(1), words(7))).toBeLessThan(0.5)
})
