import {
  batchesOf,
  codedFrom,
  contextWithin,
  EngineFault,
  formLength,
  isUntranslatable,
  placesOf,
  plainOf,
  tidied,
} from '../../server/engines/rules'

const limits = { maxTexts: 50, maxBytes: 100 * 1024 }
const syllables = (count: number) => '가'.repeat(count)

test.each([['가나다'], ['a b'], ["'(x)!*~"], ['100% & <g id="1">둘</g>'], ['줄\n바꿈 😀'], ['']])(
  'the length of %j is what travels in a form',
  (text) => {
    const body = new URLSearchParams([
      ['before', ''],
      ['text', text],
    ])
    expect(formLength('text', text)).toBe(body.toString().length - 'before='.length)
  },
)

describe('cutting texts into requests', () => {
  test('keeps order and takes at most fifty', () => {
    const { batches, tooLarge } = batchesOf(
      Array.from({ length: 120 }, (_, n) => `문장 ${n}`),
      limits,
    )
    expect(batches.map((batch) => batch.length)).toEqual([50, 50, 20])
    expect(batches.flat()).toEqual([...Array(120).keys()])
    expect(tooLarge).toEqual([])
  })

  test('keeps every body under the limit, context counted', () => {
    const texts = Array.from({ length: 40 }, (_, n) => syllables(500 + n))
    const context = syllables(1000)
    const { batches } = batchesOf(texts, limits, context)

    for (const batch of batches) {
      const body = new URLSearchParams({ context })
      for (const index of batch) body.append('text', texts[index]!)
      expect(body.toString().length).toBeLessThanOrEqual(limits.maxBytes)
    }
    expect(batches.length).toBeGreaterThan(batchesOf(texts, limits).batches.length)
  })

  test('sets aside only the text that fits nowhere', () => {
    const texts = ['앞', syllables(12_000), '뒤']
    expect(batchesOf(texts, limits)).toEqual({ batches: [[0, 2]], tooLarge: [1] })
  })

  test('makes nothing of nothing', () => {
    expect(batchesOf([], limits)).toEqual({ batches: [], tooLarge: [] })
  })
})

test('a context is cut between characters', () => {
  expect(contextWithin('가😀나', formLength('context', '가😀'))).toBe('가😀')
  expect(contextWithin('짧은 글', 1000)).toBe('짧은 글')
})

test('a line that stands twice has two places', () => {
  expect([...placesOf(['가', '나', '가'])]).toEqual([
    ['가', [0, 2]],
    ['나', [1]],
  ])
})

test.each([
  ['', true],
  [' <x id="1"/> ', true],
  ['<k id="1">https://a.kr/?a=1&amp;b</k>', true],
  ['<g id="1">글</g>', false],
  ['<k id="1">code</k> 글', false],
])('%j: nothing to translate is %s', (coded, nothing) => {
  expect(isUntranslatable(coded)).toBe(nothing)
})

test('plain text goes into codes and out of them', () => {
  expect(plainOf('<g id="1">R&amp;D</g>는<x id="2"/>1 &lt; 2')).toBe('R&D는 1 < 2')
  expect(plainOf(codedFrom('a < b && "c" &amp;'))).toBe('a < b && "c" &amp;')
})

test('a fault says whether waiting helps and whether it may have cost something', () => {
  expect(new EngineFault('rate', '')).toMatchObject({ laterHelps: true, mayBeBilled: false })
  expect(new EngineFault('timeout', '')).toMatchObject({ laterHelps: true, mayBeBilled: true })
  expect(new EngineFault('auth', '')).toMatchObject({ laterHelps: false, mayBeBilled: false })
})

test('an answer is tidied before it is kept', () => {
  expect(tidied('Cafe\u0301\r\nnoir\u0000\u007f \ud800!')).toBe('Café\nnoir \ufffd!')
})
