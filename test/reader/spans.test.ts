import { pageLength, spanOf, type Span } from '../../server/reader/rules'
import { yearOf } from '../../server/text/days'

test.each<[total: number, page: number | null, span: Span | 'front' | null]>([
  [0, null, { offset: 0, length: 0, newer: null, older: null }],
  [7, null, { offset: 0, length: 7, newer: null, older: null }],
  [20, null, { offset: 0, length: 20, newer: null, older: null }],
  [29, null, { offset: 0, length: 29, newer: null, older: null }],
  [30, null, { offset: 0, length: 10, newer: null, older: 1 }],
  [49, null, { offset: 0, length: 29, newer: null, older: 1 }],
  [50, null, { offset: 0, length: 10, newer: null, older: 2 }],
  [50, 2, { offset: 10, length: 20, newer: 'front', older: 1 }],
  [50, 1, { offset: 30, length: 20, newer: 2, older: null }],
  [49, 1, { offset: 29, length: 20, newer: 'front', older: null }],
  // All of it stands on the front as well, and will not when more has come.
  [49, 2, { offset: 9, length: 20, newer: 'front', older: 1 }],
  [49, 3, 'front'],
  [7, 1, 'front'],
  [0, 1, null],
  [40, 3, null],
  [49, 4, null],
])('of %i articles, page %j', (total, page, span) => expect(spanOf(total, page)).toEqual(span))

test.each([0, 1, 19, 20, 21, 29, 30, 31, 399, 400, 410])(
  '%i articles stand on the pages from the front once each',
  (total) => {
    const seen: number[] = []
    for (let page: number | null = null; ;) {
      const span = spanOf(total, page) as Span
      seen.push(...Array.from({ length: span.length }, (_, at) => span.offset + at))
      if (span.older === null) break
      expect(spanOf(total, span.older)).toMatchObject({ newer: page ?? 'front' })
      page = span.older
    }
    expect(seen).toEqual(Array.from({ length: total }, (_, at) => at))
  },
)

test('a full page keeps its articles whatever comes after', () => {
  for (let total = 60; total < 130; total++) {
    const { offset, length } = spanOf(total, 3) as Span
    // Counted from the oldest.
    expect([total - offset - length, total - offset]).toEqual([2 * pageLength, 3 * pageLength])
  }
})

test('a year begins where the house is', () => {
  const moment = new Date('2025-12-31T15:30:00Z')
  expect([yearOf(moment, 'Asia/Seoul'), yearOf(moment, 'UTC')]).toEqual([2026, 2025])
})
