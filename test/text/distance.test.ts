import fc from 'fast-check'
import { distanceFrom } from '../../server/text/distance'

test.each([
  ['배추를 절입니다.', '배추를 절입니다.', 0],
  ['배추를 절입니다.', '배추를 절였습니다.', 2],
  ['배추를', '배추는', 1],
  ['', '무', 1],
  ['무', '', 1],
  ['', '', 0],
])('%p and %p are %i edits apart', (one, other, edits) => {
  expect(distanceFrom(one)(other, 10)).toBe(edits)
  expect(distanceFrom(other)(one, 10)).toBe(edits)
})

const words = fc
  .array(fc.constantFrom(...'가나다라 마.'), { maxLength: 150 })
  .map((characters) => characters.join(''))

test('it counts as the table of all prefixes does, and gives up only beyond the limit', () => {
  fc.assert(
    fc.property(words, words, fc.nat(160), (one, other, limit) => {
      const edits = byTable(one, other)
      expect(distanceFrom(one)(other, limit)).toBe(edits <= limit ? edits : limit + 1)
    }),
    { numRuns: 300 },
  )
})

function byTable(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const changed = row[to - 1]! + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(row[to]! + 1, next[to - 1]! + 1, changed))
    }
    row = next
  }
  return row[other.length]!
}
