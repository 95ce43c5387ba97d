import fc from 'fast-check'
import { fromCodes, sameCodes, toCodes } from '../../server/text/codes'
import { canonical } from '../../server/text/writing'
import { hostileMarkdown } from './hostileMarkdown'

test('marks, links, code, addresses and breaks become numbers', () => {
  const { coded } = toCodes(
    '**"동네빵집"**은 [여기](https://example.kr/a?b=1&c=2)\\\n`a < b`와 https://example.kr/n, 3 < 4',
  )
  expect(coded).toBe(
    '<g id="1">"동네빵집"</g>은 <g id="2">여기</g><x id="3"/><k id="4">a &lt; b</k>와 ' +
      '<k id="5">https://example.kr/n</k>, 3 &lt; 4',
  )
})

test('the answer becomes Markdown again, particles and all', () => {
  const { codes } = toCodes('**동네빵집**은 [여기](https://example.kr/a)에 *있다*.')
  const answer = '<g id="1">Neighbourhood Bakery</g> <g id="3">is</g> <g id="2">here</g> &amp; now.'
  expect(fromCodes(answer, codes)).toEqual({
    text: '**Neighbourhood Bakery** *is* [here](https://example.kr/a) & now.',
    lost: false,
  })
})

test('an engine that writes every element in full loses nothing', () => {
  const { codes } = toCodes('위\\\n아래 `npm`')
  expect(fromCodes('Above<x id=\'1\'></x>below <k id="2">npm</k>', codes)).toEqual({
    text: 'Above\\\nbelow `npm`',
    lost: false,
  })
})

test.each([
  ['missing', 'Bold and link'],
  ['doubled', '<g id="1">a</g><g id="1">b</g><g id="2">c</g>'],
  ['unknown', '<g id="1">a</g><g id="2">b</g><g id="9">c</g>'],
  ['crossed', '<g id="1">a<g id="2">b</g>'],
  ['moved into another', '<g id="1">a <g id="2">b</g></g>'],
  ['emptied', '<g id="1"></g>a <g id="2">b</g>'],
  ['of another sort', '<k id="1">a</k> <g id="2">b</g>'],
  ['HTML of its own', '<b>a</b> <g id="1">a</g> <g id="2">b</g>'],
])('codes that are %s are lost, the words are not', (_how, answer) => {
  const { codes } = toCodes('**굵게** [링크](https://example.kr)')
  const { text, lost } = fromCodes(answer, codes)
  expect(lost).toBe(true)
  expect(text).not.toMatch(/<\/?[gkx]\b/)
  expect(text).toContain(/a/.test(answer) ? 'a' : 'Bold')
})

test('words that look like Markdown stay words', () => {
  expect(fromCodes('1 * 2 * 3 and *this* [one](x)', toCodes('평문').codes)).toEqual({
    text: '1 * 2 * 3 and \\*this\\* \\[one\\](x)',
    lost: false,
  })
})

test('a table keeps its cells', () => {
  const table = '| 해 | 수 |\n| --- | --: |\n| 2024 | **37명** |'
  const { coded, codes } = toCodes(table)
  expect(coded).toBe('<x id="1"/>해<x id="2"/>수<x id="3"/>2024<x id="4"/><g id="5">37명</g>')
  const answer = '<x id="1"/>Year<x id="2"/>Number<x id="3"/>2024<x id="4"/><g id="5">37 people</g>'
  expect(fromCodes(answer, codes).text).toBe('| Year | Number |\n| --- | --: |\n| 2024 | **37 people** |')
  expect(fromCodes(answer.replace('<x id="3"/>', ''), codes).lost).toBe(true)
})

test('two lines of a paragraph that look like a table stay lines', () => {
  const text = '|---|\\\n|---|---|'
  const { coded, codes } = toCodes(text)
  expect(coded).toBe('|---|<x id="1"/>|---|---|')
  expect(fromCodes(coded, codes)).toEqual({ text, lost: false })
})

test('an engine that changes nothing gives back the text', () => {
  fc.assert(
    fc.property(hostileMarkdown, (markdown) => {
      const text = canonical(markdown)
      const { coded, codes } = toCodes(text)
      expect(fromCodes(coded, codes)).toEqual({ text, lost: false })
    }),
    { numRuns: 500 },
  )
})

test('source and target carry the same codes in whatever order', () => {
  expect(sameCodes('**가** [나](/a)', '[a](/a) **b**')).toBe(true)
  expect(sameCodes('**가** [나](/a)', '[a](/b) **b**')).toBe(false)
  expect(sameCodes('**가**', 'b')).toBe(false)
})
