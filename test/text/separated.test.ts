import fc from 'fast-check'
import { rowsIn, separated } from '../../server/text/separated'

test.each<[string, [number, string[]][]]>([
  ['', []],
  ['a,b', [[1, ['a', 'b']]]],
  ['a\tb,c', [[1, ['a', 'b,c']]]],
  ['a;b,c;d', [[1, ['a', 'b,c', 'd']]]],
  [
    '\ufeffa,b\r\n\r\nc,d\n',
    [
      [1, ['a', 'b']],
      [3, ['c', 'd']],
    ],
  ],
  ['"a,b","c""d"', [[1, ['a,b', 'c"d']]]],
  [
    'a,"two\nlines"\nb,c',
    [
      [1, ['a', 'two\nlines']],
      [3, ['b', 'c']],
    ],
  ],
  [
    'a,"never closed\nb,c',
    [
      [1, ['a', '"never closed']],
      [2, ['b', 'c']],
    ],
  ],
  ['a,"quoted" and more', [[1, ['a', '"quoted" and more']]]],
  ["a,'=1+1,'tis", [[1, ['a', '=1+1', "'tis"]]]],
  ['a,', [[1, ['a', '']]]],
])('%j', (text, rows) => {
  expect(rowsIn(text).map(({ line, cells }) => [line, cells])).toEqual(rows)
})

test('a formula is written so that a spreadsheet leaves it alone', () => {
  expect(separated([['=cmd()', "'-x", 'a-b']], ',')).toBe("'=cmd(),''-x,a-b\r\n")
})

test.each([',', '\t'] as const)('what is written with %j is read again', (separator) => {
  const cell = fc.string({
    unit: fc.constantFrom('가', 'a', '"', ',', ';', '\t', '\n', "'", '=', '-', ' '),
    maxLength: 8,
  })
  const row = fc.tuple(fc.constant('korean'), cell, cell)
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      // A heading says which separator it is.
      const all = [['korean', 'english', 'note'], ...rows]
      expect(rowsIn(separated(all, separator)).map(({ cells }) => cells)).toEqual(all)
    }),
  )
})
