import { corrected, moved, obstacleToPlacement } from '../../server/pairings/rules'
import { alone, placementOf, wordsBeside, type Placement } from '../../server/text/bitext/placing'
import type { Block, Kind } from '../../server/text/blocks'

const block = (kind: Kind, text: string): Block => ({ kind, text, attributes: {} })
const korean = [
  block('title', '책방'),
  block('paragraph', '하나.'),
  block('paragraph', '둘.'),
  block('figure', ''),
  block('heading', '끝'),
]
const english = [
  block('title', 'Bookshop'),
  block('paragraph', 'One.'),
  block('paragraph', 'Two.'),
  block('paragraph', 'More.'),
]
const bead = (ko: number[], en: number[]) => ({ korean: ko, english: en, sure: 1 })

test.each<[string, ReturnType<typeof bead>[], Placement]>([
  ['one beside one', [bead([0], [0]), bead([1], [1]), bead([2], [2]), bead([], [3])], [0, 1, 2, 2]],
  ['two beside the one that was joined', [bead([0], [0]), bead([1], [1, 2]), bead([2], [3])], [0, 1, 1, 2]],
  [
    'English alone goes with the paragraph before, never with a title',
    [bead([0], [0]), bead([], [1]), bead([1], [2]), bead([], [3])],
    [0, null, 1, 1],
  ],
  [
    'what stands beside a picture alone goes with the paragraph before',
    [bead([0], [0]), bead([1], [1]), bead([2], [2]), bead([3], [3])],
    [0, 1, 2, 2],
  ],
  [
    'a title beside a paragraph is the title all the same',
    [bead([], [0]), bead([0, 1], [1]), bead([2], [2, 3])],
    [0, null, 2, 2],
  ],
])('%s', (_, beads, placement) => {
  expect(placementOf(korean, english, beads)).toEqual(placement)
})

test('the English of a paragraph is joined in its order, and what is alone is told', () => {
  const placement = [0, 2, 2, null]
  expect([...wordsBeside(english, placement)]).toEqual([
    [0, 'Bookshop'],
    [2, 'One. Two.'],
  ])
  expect(alone(korean, english, placement)).toEqual({ korean: [1, 4], english: [3] })
})

test.each<[Placement, number, 'up' | 'down' | 'out', Placement]>([
  [[0, 1, 2, null], 2, 'up', [0, 1, 1, null]],
  [[0, 1, 2, null], 2, 'down', [0, 1, 4, null]],
  [[0, 1, 2, null], 0, 'up', [0, 1, 2, null]],
  [[0, 1, 4, null], 2, 'down', [0, 1, 4, null]],
  [[0, 1, 2, null], 1, 'out', [0, null, 2, null]],
  [[0, 1, 2, null], 3, 'up', [0, 1, 2, 2]],
  [[0, null, 2, null], 1, 'down', [0, 2, 2, null]],
  [[null, null, null, null], 1, 'up', [null, null, null, null]],
])('%j: block %i goes %s', (placement, place, move, after) => {
  const mayHold = [true, true, true, false, true]
  expect(moved(placement, mayHold, place, move)).toEqual(after)
})

test('a person puts English beside another number; a number that is none changes nothing', () => {
  const corrections = new Map<number, number | null>([
    [1, 20],
    [2, null],
    [3, 99],
    [77, 10],
  ])
  expect(corrected([0, 1, 2, 2], [10, 11, 20], corrections)).toEqual([0, 2, null, 2])
})

test.each<[string | null, Placement]>([
  [null, [0, 1, 2, null]],
  ['placement-astray', [0, 1, 2]],
  ['placement-astray', [0, 1, 2, 9]],
  ['pairing-without-title', [1, 1, 2, null]],
])('%s', (rule, placement) => {
  expect(obstacleToPlacement(korean, english, placement)).toBe(rule)
})

test('a paragraph that would be longer than any is refused', () => {
  const long = [english[0]!, block('paragraph', 'x'.repeat(150_000)), block('paragraph', 'x'.repeat(150_000))]
  expect(obstacleToPlacement(korean, long, [0, 1, 1])).toBe('pair-too-long')
  expect(obstacleToPlacement(korean, long, [0, 1, 2])).toBeNull()
})
