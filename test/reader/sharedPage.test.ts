import { writersOf } from '../../server/reader/sharedPage'
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
