import {
  charactersOf,
  contextOf,
  isWaiting,
  obstacleToDraft,
  type Draft,
  type Piece,
} from '../../server/drafting/rules'
import type { Person, Role } from '../../server/people/rules'
import type { Pair } from '../../server/targets/rules'
import type { Kind } from '../../server/text/blocks'

const someone = (...roles: Role[]): Person => ({
  id: '1',
  publicId: 'a'.repeat(32),
  name: 'Minji',
  email: 'minji@namdo.example',
  locale: 'en',
  roles,
})

function pair(kind: Kind, korean: string, english = ''): Pair {
  const segment = { segmentId: '1', sourceSegmentId: '1' }
  const nobody = { savedBy: null, savedAt: null, confirmedBy: null, confirmedAt: null }
  const unconfirmed = { confirmedRevision: null, confirmedSourceSegmentId: null, confirmedFingerprint: null }
  const words = { text: english, revision: '0', origin: 'person' as const, machineText: null, engine: null }
  return {
    source: {
      id: '1',
      segmentId: '1',
      number: 1,
      position: 1,
      kind,
      text: korean,
      attributes: {},
      fingerprint: '',
    },
    target: {
      ...segment,
      ...words,
      ...nobody,
      ...unconfirmed,
      markupLost: false,
      matchRate: null,
      writtenFingerprint: null,
    },
    counterpart: null,
  }
}

const underWay = { id: '1' } as Draft
const open = [pair('title', '김장하는 날'), pair('paragraph', '배추', 'Cabbage')]

test.each([
  [null, someone('translator'), open, null],
  [null, someone('editor'), open, null],
  ['not-a-translator', someone('admin'), open, null],
  ['not-a-translator', someone(), open, underWay],
  ['already-drafting', someone('translator'), open, underWay],
  ['nothing-to-draft', someone('translator'), [pair('paragraph', '배추', 'Cabbage')], null],
  [
    'nothing-to-draft',
    someone('translator'),
    [pair('figure', ''), pair('code', 'npm ci'), pair('alt', '')],
    null,
  ],
  [null, someone('translator'), [pair('paragraph', '배추', ' \n')], null],
] as const)('asking for a draft: %s', (obstacle, person, pairs, draft) => {
  expect(obstacleToDraft(person, [...pairs], draft)).toBe(obstacle)
})

const piece: Piece = {
  ...{ segmentId: '1', sourceSegmentId: '1', sourceText: '배추' },
  ...{ sentAt: null, answeredAt: null, written: false },
}

test.each([
  [true, {}],
  [false, { sentAt: new Date() }],
  [false, { answeredAt: new Date() }],
  [false, { sentAt: new Date(), answeredAt: new Date() }],
  [false, { written: true }],
])('a piece is waiting: %s with %o', (waiting, change) => {
  expect(isWaiting({ ...piece, ...change })).toBe(waiting)
})

test('what a draft would send is counted in characters, as engines do', () => {
  expect(charactersOf([])).toBe(0)
  expect(charactersOf([...open, pair('paragraph', '나눔 😀'), pair('code', 'npm ci')])).toBe(6 + 4)
})

test('the context is the frame of the article', () => {
  const frame = [
    pair('title', '제목'),
    pair('summary', '요약'),
    pair('paragraph', '본문'),
    pair('heading', '소제목'),
  ]
  expect(contextOf(frame)).toBe('제목\n요약\n소제목')
})
