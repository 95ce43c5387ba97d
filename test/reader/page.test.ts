import { withMarks } from '../../server/reader/page'
import { otherThan, outdatedSince, type Counterpart, type Page } from '../../server/reader/rules'
import { blocksOf } from '../../server/text/markdown'
import { render } from '../../server/text/rendering'
import { pathTo } from '../../server/web/paths'

const markLabel = 'This paragraph in English'
const monday = new Date('2026-03-02T00:00:00Z')

describe('the mark beside each paragraph', () => {
  const markdown = [
    ...['# 제목', '첫 문단 [길](/ko/a) **굵게**.', '## 작은 제목', '- 하나', '  - 안쪽', '- 둘', '', '1. 셋', '', '   넷'],
    ...['', '> 따온 말', '>', '> 둘째 줄', '', '[편집자 주] 덧붙임', '', '| 가 | 나 |', '| - | - |', '| 1 | 2 |', '', '```', '</p>', '```'],
    ...['', '각주가 있다.[^1]', '', '[^1]: 각주다.'],
  ].join('\n') // prettier-ignore
  const blocks = blocksOf(markdown).map((block, index) => ({ ...block, number: index + 1 }))
  const html = render(blocks, 'ko')
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
        `<a class="across" href="/en/%EB%B9%B5#p2" lang="en" hreflang="en" aria-label="${markLabel}">¶</a></p>`,
      ),
    )
    expect(marked([])).toBe(html)
  })

  test('leaves every byte of the approved text as it was', () => {
    const all = blocks.map(({ number }) => number)
    expect(marked(all).replace(/<a class="across"[^>]*>¶<\/a>/g, '')).toBe(html)
  })
})

test.each([
  ['en', 1, 2, monday],
  ['en', 2, 2, null],
  ['en', 3, 2, null],
  ['ko', 1, 2, null],
] as const)(
  'a page in %s from version %i beside version %i is outdated since %s',
  (language, own, other, since) => {
    const page = { language, sourceNumber: own } as Page
    const counterpart = {
      language: otherThan(language),
      sourceNumber: other,
      publishedAt: monday,
    } as Counterpart
    expect(outdatedSince(page, counterpart)).toBe(since)
  },
)
