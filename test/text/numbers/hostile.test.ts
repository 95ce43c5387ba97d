import fc from 'fast-check'
import { compareNumbers } from '../../../server/text/numbers/comparing'
import { englishNumbers } from '../../../server/text/numbers/english'
import { koreanNumbers } from '../../../server/text/numbers/korean'
import { changeOf, patchNumbers } from '../../../server/text/patching'

const length = 200_000
const long = (piece: string) => piece.repeat(length / piece.length)
const different = Array.from({ length: 10_000 }, (_, index) => index * 7 + 2)

/** Each of these made some pattern search the same run again and again, or may. */
test.each<[string, string]>([
  ['one digit', long('1')],
  ['digits with dots', long('1.')],
  ['digits with hyphens', long('1-')],
  ['digits with commas', long('1,')],
  ['digits with colons', long('12:')],
  ['digits with slashes', long('1/')],
  ['digits and blanks', long('1 ')],
  ['units', long('만')],
  ['units after digits', long('3천 2백 ')],
  ['numerals', long('3만 5천 ')],
  ['digits of a fraction', `${long('1,')}분의`],
  ['small numerals', long('십이삼')],
  ['native numerals', long('열두 ')],
  ['number words', long('one hundred and ')],
  ['“of thousands”', long('tens of thousands of ')],
  ['a run of letters', long('a')],
  ['a run that might be e-mail', long('a.')],
  ['link targets that never end', long('](')],
  ['brackets', long('([{')],
  ['backticks', long('`')],
  ['code', long('`1` ')],
  ['tags that never end', long('<a ')],
  ['braces', long('{{')],
  ['quotes', long('](a "')],
  ['blanks', long(' ')],
  ['months', long('May 5 ')],
  ['different Korean numbers', different.map((value) => `약 ${value}만`).join(', ')],
  ['different English numbers', different.map((value) => `${value} million`).join(', ')],
])('%s are read without anyone waiting', (_what, text) => {
  const [korean, english] = [koreanNumbers(text), englishNumbers(text)]
  compareNumbers(korean, english)
  expect([...korean, ...english].every(({ from, to }) => from >= 0 && from < to && to <= text.length)).toBe(
    true,
  )
})

test('lists of different numbers are compared without anyone waiting', () => {
  const korean = different.map((value) => `약 ${value}만 명`).join(', ')
  const english = different.map((value) => `some ${value}0000`).join(', ')
  expect(compareNumbers(koreanNumbers(korean), englishNumbers(english)).missing).toHaveLength(0)
})

test('long texts that differ in a number are patched', () => {
  const korean = '빵집에는 사람이 많다. '.repeat(5000)
  const english = 'The bakery has many people. '.repeat(5000)
  const patch = patchNumbers(`${korean}3만 명.`, `${korean}5만 명.`, `${english}30,000.`)
  expect(patch?.replaced).toEqual([{ from: '30,000', to: '50,000', at: english.length }])
  expect(changeOf(`${korean}3만 명.`, `${korean}5만 명.`)).toBe('number')
})

test('whatever is written, a reading stands where it says and holds a finite number or signs', () => {
  const pieces = fc.constantFrom(
    ...[
      '3',
      '12',
      '1,234',
      '5.5',
      '만',
      '억 ',
      '천',
      '수십',
      '월 ',
      '일',
      '분의 ',
      '년',
      '시 ',
      '할',
      '~',
      '-',
    ],
    ...[
      ' ',
      '두 ',
      '백',
      '(',
      ')',
      '`',
      'million ',
      'two ',
      'hundred ',
      'and ',
      '$',
      '%',
      'May ',
      'th',
      "'",
      '.',
    ],
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join('')
      for (const one of [...koreanNumbers(text), ...englishNumbers(text)]) {
        expect(one.from >= 0 && one.from < one.to && one.to <= text.length).toBe(true)
        expect(one.signs !== '' || Number.isFinite(one.value)).toBe(true)
      }
      patchNumbers(text, text.replace('3', '5'), text)
    }),
    { numRuns: 2000 },
  )
})
