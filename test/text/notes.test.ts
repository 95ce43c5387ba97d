import { blocksOf, markdownOf } from '../../server/text/markdown'
import { noteLabelIn, noteMark } from '../../server/text/notes'
import { render } from '../../server/text/rendering'

test.each([
  ['[편집자 주] 글', 'editor', null],
  ['[편집자주] 글', 'editor', null],
  ['[편집자 주, 2026년 11월 20일] 글', 'editor', '2026-11-20'],
  ['[역자 주] 글', 'translator', null],
  ['[옮긴이 주] 글', 'translator', null],
  ['[Editor’s Note🖉] Korea’s cooperatives', 'editor', null],
  ["[Editor's note]: text", 'editor', null],
  ['[Translator’s note] text', 'translator', null],
  ['[정정 2026-11-20] 글', 'correction', '2026-11-20'],
  ['[!정정 2026.11.20.] 글', 'correction', '2026-11-20'],
  ['[정정 | 2026. 1. 2.] 글', 'correction', '2026-01-02'],
  ['[바로잡습니다] 글', 'correction', null],
  ['[Correction, November 20, 2026] text', 'correction', '2026-11-20'],
  ['[Correction – 20 Nov. 2026] text', 'correction', '2026-11-20'],
  ['[!보충 설명 2024-02-29] 글', 'clarification', '2024-02-29'],
  ['[알려드립니다] 글', 'clarification', null],
  ['[CLARIFICATION] text', 'clarification', null],
])('%s is the label of a note', (words, sort, day) => {
  expect(noteLabelIn(words)).toMatchObject({ sort, day })
})

test.each([
  ['정정 2026-11-20 글'],
  ['글 [정정] 글'],
  ['[정정합의서] 글'],
  ['[정정 보도문을 낸 이유] 글'],
  ['[정정 2026-13-40] 글'],
  ['[정정 2023-02-29] 글'],
  ['[정정 오늘] 글'],
  ['[Corrections made in this article] text'],
  ['[편집자 주: 이 글은 두 편이다.]'],
  ['[편집자 주 글'],
  ['[인터뷰] 글'],
  ['[알림] 글'],
  [''],
])('%j is none', (words) => {
  expect(noteLabelIn(words)).toBeNull()
})

test.each([
  [
    '> [!정정 2026-11-20] 숫자를 고쳤습니다.',
    { note: 'correction', day: '2026-11-20' },
    '숫자를 고쳤습니다.',
  ],
  [
    '> [!정정 2026-11-20]\n>\n> 숫자를 고쳤습니다.',
    { note: 'correction', day: '2026-11-20' },
    '숫자를 고쳤습니다.',
  ],
  ['[정정 2026-11-20] 숫자를 고쳤습니다.', { note: 'correction', day: '2026-11-20' }, '숫자를 고쳤습니다.'],
  ['**[바로잡습니다]** 숫자를 고쳤습니다.', { note: 'correction' }, '숫자를 고쳤습니다.'],
  ['> [!옮긴이 주] 두레는 품앗이다.', { note: 'translator' }, '두레는 품앗이다.'],
  ['> [편집자 주] 두 편이다.', {}, '[편집자 주] 두 편이다.'],
])('%j is cut as a note', (markdown, attributes, text) => {
  expect(blocksOf(markdown)).toEqual([{ kind: 'note', text, attributes: { group: 1, ...attributes } }])
})

test('a mark without words is no note, and is not lost', () => {
  expect(blocksOf('[정정 2026-11-20]')).toEqual([
    { kind: 'paragraph', text: '[정정 2026-11-20]', attributes: {} },
  ])
})

test.each([
  '> [!정정 2026-11-20]\n> 숫자를 고쳤습니다.\n>\n> 조합원은 612명이다.',
  '> [!정정] [정정] 글',
  '> [!정정] [편집자 주] 글',
  '> [!NOTE]\n> [정정] 글',
  '> [!NOTE]\n> [편집자 주] 글',
  '> [!Correction 2026-11-20] A *number*.',
  '> [!정정] 글\n>\n> ![](media:bread)\n>\n> 더',
  '[편집자 주] 글',
])('%j comes back from Markdown as it was', (markdown) => {
  const blocks = blocksOf(markdown)
  expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
})

test.each(['editor', 'translator', 'correction', 'clarification'] as const)(
  'what we write is read: %s',
  (sort) => {
    for (const words of ['글', 'text'])
      expect(noteLabelIn(noteMark(sort, '2026-11-20', words))).toMatchObject({
        sort,
        day: '2026-11-20',
        isMark: true,
      })
  },
)

describe('a reader sees whose it is and of which day, in their language', () => {
  const blocks = blocksOf('> [!정정 2026-11-20] 숫자를 고쳤습니다.').map((block) => ({ ...block, number: 7 }))

  test('in Korean', () => {
    expect(render(blocks, 'ko')).toBe(
      '<aside class="note note-correction" role="note"><p class="note-label">바로잡습니다 <time datetime="2026-11-20">2026년 11월 20일</time></p><p id="p7">숫자를 고쳤습니다.</p></aside>\n',
    )
  })

  test.each(['A number was put right.', '[Correction 2026-11-20] A number was put right.'])(
    'in English, whether its translator repeated it or not: %s',
    (text) => {
      expect(render([{ ...blocks[0]!, text }], 'en')).toBe(
        '<aside class="note note-correction" role="note"><p class="note-label">Correction <time datetime="2026-11-20">November 20, 2026</time></p><p id="p7">A number was put right.</p></aside>\n',
      )
    },
  )

  test('a label that is words says so itself, and is not said twice', () => {
    const note = { number: 3, kind: 'note', attributes: { group: 1 } } as const
    expect(render([{ ...note, text: '[Editor’s Note🖉] Part *two*.' }], 'en')).toBe(
      '<aside class="note note-editor" role="note"><p class="note-label">Editor’s note</p><p id="p3">Part <em>two</em>.</p></aside>\n',
    )
    expect(
      render(
        [
          { ...note, text: '**[편집자 주]**' },
          { ...note, number: 4, text: '두 편이다.' },
        ],
        'ko',
      ),
    ).toBe(
      '<aside class="note note-editor" role="note"><p class="note-label" id="p3">편집자 주</p><p id="p4">두 편이다.</p></aside>\n',
    )
  })

  test('any other note has no label', () => {
    const note = { number: 3, kind: 'note', text: '[편집자 주: 두 편이다.]', attributes: {} } as const
    expect(render([note], 'ko')).toBe(
      '<aside class="note" role="note"><p id="p3">[편집자 주: 두 편이다.]</p></aside>\n',
    )
  })
})
