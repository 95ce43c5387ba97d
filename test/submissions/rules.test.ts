import type { Person } from '../../server/people/rules'
import { contentOfPairs, obstacleToSubmission, type LatestVersion } from '../../server/submissions/rules'
import type { Pair } from '../../server/targets/rules'

const minji = { id: '1', name: 'Minji', roles: ['translator'] } as Person
const sujin = { id: '2', name: 'Sujin', roles: ['admin'] } as Person

const title = pair(1, 'title', '김장하는 날', 'Kimchi day')
const picture = pair(2, 'figure', '', '')
const words = pair(3, 'paragraph', '배추를 소금에 절입니다.', 'Salt the cabbage.')
const noAlt = pair(4, 'alt', '', '')
const ready = { person: minji, pairs: [title, picture, words, noAlt], latest: null }

test('when every pair with Korean words is confirmed, the English can be submitted', () => {
  expect(obstacleToSubmission(ready)).toBeNull()
})

test.each([
  ['not-a-translator', { person: sujin }],
  ['nothing-to-submit', { pairs: [] }],
  ['nothing-to-submit', { pairs: [picture] }],
  ['nothing-to-submit', { pairs: [open({ ...title, target: { ...title.target, text: ' ' } })] }],
  ['pairs-open', { pairs: [title, open(words)] }],
  ['nothing-new', { latest: versionOf(ready.pairs) }],
])('%s stands in the way', (obstacle, change) => {
  expect(obstacleToSubmission({ ...ready, ...change })).toBe(obstacle)
})

test('the same words again are something new when the Korean has moved on since', () => {
  const latest = { ...versionOf(ready.pairs), sourceMovedOn: true }
  expect(obstacleToSubmission({ ...ready, latest })).toBeNull()
})

test.each([
  ['another word', [title, picture, pair(3, 'paragraph', words.source.text, 'Salt the cabbages.'), noAlt]],
  ['a paragraph more', [title, picture, words, noAlt, pair(5, 'paragraph', '끝.', 'The end.')]],
  ['another order', [title, words, picture, noAlt]],
])('%s is something new', (_, pairs) => {
  expect(obstacleToSubmission({ ...ready, pairs, latest: versionOf(ready.pairs) })).toBeNull()
})

test('a version says the English in the order of the Korean, and follows it where it has no words of its own', () => {
  const code = pair(5, 'code', 'x = 1', '')
  expect(contentOfPairs([title, picture, code])).toEqual([
    { number: 1, kind: 'title', text: 'Kimchi day', attributes: {} },
    { number: 2, kind: 'figure', text: '', attributes: {} },
    { number: 5, kind: 'code', text: 'x = 1', attributes: {} },
  ])
})

function pair(number: number, kind: Pair['source']['kind'], korean: string, english: string): Pair {
  return {
    source: {
      id: `${number}`,
      segmentId: `${number}`,
      number,
      position: number,
      kind,
      text: korean,
      attributes: {},
      fingerprint: korean,
    },
    target: {
      segmentId: `${number}`,
      text: english,
      revision: '1',
      confirmedRevision: '1',
      confirmedFingerprint: korean,
    } as Pair['target'],
    counterpart: null,
  }
}

function open(one: Pair): Pair {
  return { ...one, target: { ...one.target, confirmedRevision: null } }
}

function versionOf(pairs: Pair[]): LatestVersion {
  return { number: 1, sourceMovedOn: false, content: contentOfPairs(pairs) } as LatestVersion
}
