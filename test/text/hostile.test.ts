import fc from 'fast-check'
import { Refused } from '../../server/errors'
import { markdownFromHtml } from '../../server/text/intake'
import { blocksOf, markdownOf } from '../../server/text/markdown'
import { namesIn } from '../../server/text/findingNames'
import { noteLabelIn } from '../../server/text/notes'
import { speakersIn } from '../../server/text/speakers'
import { spoken } from '../../server/text/spoken'
import { render, renderInline } from '../../server/text/rendering'
import { fromCodes, toCodes } from '../../server/text/codes'
import { difference, merge } from '../../server/text/differences'
import { hostileMarkdown } from './hostileMarkdown'

const sentence = '조합원은 **빵**이란 무엇인지 [서로](https://example.kr/a) 물었다. '

test('long texts are only long', () => {
  expect(blocksOf(sentence.repeat(5000))).toHaveLength(1)
  const blocks = blocksOf(`${sentence}\n\n`.repeat(5000))
  expect(blocks).toHaveLength(5000)
  expect(markdownOf(blocks.slice(0, 10)).split('\n\n')).toHaveLength(10)
})

test.each<[string, string]>([
  ['blockquotes', '>'.repeat(50_000)],
  ['spaced blockquotes', '> '.repeat(50_000)],
  ['lists on one line', '- '.repeat(50_000)],
  ['numbered lists', '1. '.repeat(20_000)],
  ['lists by indentation', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
  ['emphasis', '*a **b '.repeat(20_000)],
  ['emphasis that closes', 'a* '.repeat(50_000)],
  ['emphasis both ways', '*a **b '.repeat(5_000) + 'c** d*'.repeat(5_000)],
  ['strikethrough', 'a~~ '.repeat(50_000)],
  ['brackets', '['.repeat(50_000)],
  ['closing brackets', ']'.repeat(50_000)],
  ['links that are none', '[a]('.repeat(20_000)],
  ['pictures that are none', '!['.repeat(30_000)],
  ['footnotes', '[^a]'.repeat(20_000)],
  ['code', '`a``b```'.repeat(2_000)],
  ['tags that never end', '<a '.repeat(10_000)],
  ['entities', '&#x41;'.repeat(10_000)],
  ['backslashes', '\\'.repeat(20_000)],
  ['a wide table', `${'|'.repeat(20_000)}\n${'|-'.repeat(20_000)}`],
  ['lines of one word', '가\n'.repeat(20_000)],
  ['nested HTML', '<div>'.repeat(50_000)],
  ['nested marks in HTML', `${'<b>'.repeat(39)}${'<p>a'.repeat(300)}`],
  ['an address with a tail', `https://a${').'.repeat(20_000)}x`],
  ['bars', 'a|'.repeat(50_000)],
  ['dots in a caption', `![a](b "${'.'.repeat(50_000)}x")`],
  ['dashes', `가\\\n${'-'.repeat(50_000)}x`],
  ['punctuation in bold', `foo<b>${'!'.repeat(20_000)}x${'!'.repeat(20_000)}</b>bar`],
  ['cells over cells', `<table>${'<tr><td colspan=999 rowspan=999>a</td></tr>'.repeat(200)}</table>`],
  ['mixed nesting', '> - '.repeat(10_000)],
])('%s end in blocks or a refusal before anyone gives up waiting', (_what, markdown) => {
  only(Refused, () => markdownOf(blocksOf(markdown)))
  only(Refused, () => markdownFromHtml(markdown))
  renderInline(markdown.slice(0, 20_000))
  toCodes(markdown.slice(0, 20_000))
})

test('a talk of twenty thousand people is read as one of two', () => {
  const people = Array.from({ length: 20_000 }, (_, index) => `김${hangul(index % 11_000)}${hangul(index)}`)
  const words = [...people, ...people].map((name) => ({ words: `${name}: 네.`, isBold: false }))
  expect(speakersIn(words).map((one) => one?.name)).toEqual([...people, ...people])
})

test('what looks for names, labels and languages never begins anew at every letter', () => {
  const long = 'A'.repeat(200_000)
  expect(namesIn('김왕영', long)).toEqual([])
  expect(noteLabelIn(`[${' '.repeat(200_000)}x`)).toBeNull()
  expect(spoken(long.toLowerCase(), 'ko')).toHaveLength(200_000)
  expect(spoken('1'.repeat(200_000), 'en')).toHaveLength(200_000)
})

test.each([
  ['blockquotes', '>'.repeat(1000), 'text-too-deep'],
  ['marks', 'a* '.repeat(50_000), 'text-too-tangled'],
  ['length', '가'.repeat(2_000_001), 'text-too-long'],
  ['NUL', 'a\0b', 'control-character'],
  ['half a character', 'a\ud800b', 'lone-surrogate'],
])('too much of %s is refused by name', (_what, markdown, rule) => {
  expect(() => blocksOf(markdown)).toThrow(expect.objectContaining({ rule }))
})

test('too deep HTML is refused by name', () => {
  expect(() => markdownFromHtml('<div>'.repeat(1000))).toThrow(
    expect.objectContaining({ rule: 'text-too-deep' }),
  )
})

test('nothing but a refusal is ever thrown, whatever the bytes', () => {
  const anything = fc.oneof(
    hostileMarkdown,
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  )
  fc.assert(
    fc.property(anything, anything, (one, other) => {
      only(Refused, () => {
        const blocks = blocksOf(one).map((block, index) => ({ ...block, number: index + 1 }))
        render(blocks, 'en')
      })
      only(Refused, () => markdownFromHtml(one))
      renderInline(one)
      fromCodes(other, toCodes(one).codes)
      difference(one, other)
      merge(one, other, one + other)
    }),
    { numRuns: 250 },
  )
})

function hangul(index: number): string {
  return String.fromCharCode(0xac00 + (index % 11_172))
}

function only(kind: typeof Refused, deed: () => unknown): void {
  try {
    deed()
  } catch (error) {
    if (!(error instanceof kind)) throw error
  }
}
