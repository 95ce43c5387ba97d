import { withMarks } from '../../server/reader/articlePage'
import {
  behindBy,
  otherThan,
  withChanged,
  type Behind,
  type Counterpart,
  type Page,
  type SourceChange,
} from '../../server/reader/rules'
import { blocksOf } from '../../server/text/markdown'
import { render } from '../../server/text/rendering'
import { pathTo } from '../../server/web/paths'

const markLabel = 'This paragraph in English'
const monday = new Date('2026-03-02T00:00:00Z')

const markdown = [
  ...['# 제목', '첫 문단 [길](/ko/a) **굵게**.', '## 작은 제목', '- 하나', '  - 안쪽', '- 둘', '', '1. 셋', '', '   넷'],
  ...['', '> 따온 말', '>', '> 둘째 줄', '', '[편집자 주] 덧붙임', '', '| 가 | 나 |', '| - | - |', '| 1 | 2 |', '', '```', '</p>', '```'],
  ...['', '각주가 있다.[^1]', '', '[^1]: 각주다.'],
].join('\n') // prettier-ignore
const blocks = blocksOf(markdown).map((block, index) => ({ ...block, number: index + 1 }))
const html = render(blocks, 'ko')

describe('the mark beside each paragraph', () => {
  const counterpart = (numbers: number[]): Counterpart => ({
    ...{ language: 'en', slug: '빵', title: 'Bread', publishedAt: monday, sourceNumber: 1 },
    numbers,
  })
  const marked = (numbers: number[]) => withMarks(html, counterpart(numbers), { pathTo, markLabel })

  test('stands in everything that is read as a paragraph', () => {
    const all = blocks.map(({ number }) => number)
    const kinds = blocks
      .filter(({ number }) => marked(all).includes(`#p${number}" lang="en"`))
      .map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['paragraph', 'heading', 'item', 'quotation', 'note', 'footnote']))
    expect(marked(all).match(/class="across"/g)).toHaveLength(kinds.length)
  })

  test('leads only where the other language has the paragraph', () => {
    expect(marked([2])).toBe(
      html.replace(
        '</p>',
        `<a class="across" href="/en/%EB%B9%B5#p2" lang="en" hreflang="en" aria-label="${markLabel}" title="${markLabel}">¶</a></p>`,
      ),
    )
    expect(marked([])).toBe(html)
  })

  test('leaves every byte of the approved text as it was', () => {
    const all = blocks.map(({ number }) => number)
    expect(marked(all).replace(/<a class="across"[^>]*>¶<\/a>/g, '')).toBe(html)
  })
})

const update = (number: number, ...numbers: number[]): SourceChange => {
  return { number, significance: 'update', numbers }
}
const correction = (number: number, ...numbers: number[]): SourceChange => {
  return { ...update(number, ...numbers), significance: 'correction' }
}

test.each<[string, Page['language'], SourceChange[], Omit<Behind, 'day'> | null]>([
  ['is behind in the paragraphs that changed', 'en', [update(2, 2, 99)], { corrected: false, numbers: [2] }],
  [
    'names what was corrected before what was only changed',
    'en',
    [update(2, 2), correction(3, 3)],
    { corrected: true, numbers: [3] },
  ],
  [
    'is behind although no paragraph of it is concerned',
    'en',
    [update(2)],
    { corrected: false, numbers: [] },
  ],
  ['is not behind when nothing but typos changed', 'en', [], null],
  ['is never behind in Korean', 'ko', [correction(2, 2)], null],
])('a page %s', (_, language, changes, expected) => {
  const page = { language, content: blocks } as Page
  const counterpart = { language: otherThan(language), publishedAt: monday } as Counterpart
  expect(behindBy(page, counterpart, changes)).toEqual(expected && { day: monday, ...expected })
})

test('marking a paragraph changes no word of it', () => {
  const marked = withChanged(html, [2])
  expect(marked).toContain(' id="p2" data-behind')
  expect(marked.replaceAll(' data-behind', '')).toBe(html)
})

test('what a text says about marks of paragraphs is no mark', () => {
  const words = '<pre id="p1"><code>id="p2" and &#x3C;p id="p2"></code></pre>\n<p id="p2">The paragraph</p>'
  expect(withChanged(words, [2])).toBe(
    '<pre id="p1"><code>id="p2" and &#x3C;p id="p2"></code></pre>\n<p id="p2" data-behind>The paragraph</p>',
  )
})
