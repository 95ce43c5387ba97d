import fc from 'fast-check'
import { likeness } from '../../server/text/likeness'

test.each([
  ['조합원은 빵을 굽는다.', '조합원은 빵을 굽는다.', 'the same'],
  ['할 수 있다', '할수 있다', 'other spaces'],
  ['**기본사회**란 무엇인가', '기본사회란 _무엇_인가', 'other marks'],
  ['“빵”이라고 했다', '"빵"이라고 했다', 'other quotation marks'],
  ['빵집'.normalize('NFD'), '빵집', 'decomposed Hangul'],
  ['—', '—', 'one sign'],
  ['***', '***', 'nothing but marks'],
  ['', '', 'nothing'],
])('%j and %j are wholly alike: %s', (one, other) => {
  expect(likeness(one, other)).toBe(1)
})

test.each([
  ['조합원은 새벽에 빵을 굽는다.', '조합원이 새벽에 빵을 굽는다.', 0.8],
  ['조합원은 새벽에 빵을 굽는다.', '조합원들은 새벽마다 빵을 굽습니다.', 0.5],
  ['골목 끝 빵집', '골목 끝의 오래된 빵집', 0.5],
  ['[누리집](https://bakery.example/about)을 보라', '[누리집](https://bakery.example/news)을 보라', 0.8],
])('%j and %j are alike by %f or more', (one, other, least) => {
  expect(likeness(one, other)).toBeGreaterThanOrEqual(least)
  expect(likeness(one, other)).toBeLessThan(1)
})

test.each([
  ['조합원은 새벽에 빵을 굽는다.', '도서관은 월요일마다 문을 닫는다.'],
  ['가', '나'],
  ['소개', '개요'],
  ['빵', ''],
  ['빵', '빵집'],
])('%j and %j have almost nothing in common', (one, other) => {
  expect(likeness(one, other)).toBeLessThan(0.2)
})

test('a pair of syllables counts as often as it stands in both', () => {
  expect(likeness('가나가나', '가나')).toBe((2 * 1) / (3 + 1))
  expect(likeness('가나가나', '가나가나')).toBe(1)
})

test('likeness is from 0 to 1, the same either way, and 1 with itself', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(fc.constantFrom('빵', '집', '은', ' ', '*', 'a'), { maxLength: 40 })
      .map((units) => units.join('')),
  )
  fc.assert(
    fc.property(text, text, (one, other) => {
      const alike = likeness(one, other)
      expect(alike).toBeGreaterThanOrEqual(0)
      expect(alike).toBeLessThanOrEqual(1)
      expect(likeness(other, one)).toBe(alike)
      expect(likeness(one, one)).toBe(1)
    }),
    { numRuns: 500 },
  )
})
