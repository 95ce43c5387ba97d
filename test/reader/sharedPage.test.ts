import { excerptOf, writersOf } from '../../server/reader/sharedPage'
import type { Kind } from '../../server/text/blocks'

const block = (kind: Kind, text: string) => ({ number: 1, kind, text, attributes: {} })

test.each([
  ['글 = 배도현 기자', ['배도현']],
  ['By **Bae Do-hyun**', ['Bae Do-hyun']],
  ['By Oh Serim and Bae Do-hyun', ['Oh Serim', 'Bae Do-hyun']],
  ['편집부 2024', ['편집부 2024']],
  ['', []],
])('the byline %p names %j', (byline, writers) => {
  expect(writersOf([block('byline', byline)])).toEqual(writers)
})

test('without a byline nobody is named', () => {
  expect(writersOf([block('paragraph', '글 = 배도현')])).toEqual([])
})

test.each([
  ['ko' as const, 160, '요약 한 문장이다. '],
  ['en' as const, 320, 'A sentence of a summary. '],
])(
  'a summary in %s of %d characters is whole, and a longer one ends with a sentence',
  (language, most, each) => {
    const long = each.repeat(30).trim()
    const whole = `${'x'.repeat(most - 1)}.`
    expect(excerptOf([block('paragraph', 'Text.'), block('summary', whole)], language)).toBe(whole)
    const cut = excerptOf([block('summary', long)], language)
    expect(long.startsWith(cut)).toBe(true)
    expect(cut.endsWith(each.trim())).toBe(true)
    expect(cut.length).toBeLessThanOrEqual(most)
  },
)
