import fc from 'fast-check'
import { Refused } from '../../server/errors'
import { isTranslated, type Block } from '../../server/text/blocks'
import { inlineOf, parseInline } from '../../server/text/inline'
import { blocksOf, markdownOf } from '../../server/text/markdown'
import { inlineTree } from '../../server/text/parsing'
import { readQuickly } from '../../server/text/quick'
import { hostileMarkdown, inlineMarkdown } from './hostileMarkdown'

const article = `# [인터뷰] 동네 빵집은 왜 협동조합이 되었나 (1부)

[요약] 문을 닫을 뻔한 빵집을 손님 서른일곱 명이 함께 샀다.

글·사진=윤서진

![빵집 앞에 모인 조합원들](bakery.jpg "개업 첫날 아침. (사진=윤서진)")

[편집자 주] 이 글은 두 편으로 나누어 싣는다.

😋 **"동네빵집"**란 이름부터 이상했다. 10~20대 손님이 30~40대보다 많다.
둘째 줄은 같은 문단이다.[^1]

## 조합원이 되는 길

1. 출자금 3만 원
2. 월례 모임
   - 첫째 주 화요일

   늦게 와도 된다.

> 빵은 남아도 사람은 남지 않는다.
>
> 그게 처음 들은 말이다.

| 해 | 조합원 |
|---|--:|
| 2024 | 37 |

---

주소는\\
세종로 12이다. [지난 기사][전편]도 있다.

[^1]: 2024년 **가을(10월)**의 일이다.

[전편]: https://example.kr/posts/1
`

test('an article is cut into blocks in reading order', () => {
  expect(blocksOf(article)).toEqual<Block[]>([
    { kind: 'title', text: '[인터뷰] 동네 빵집은 왜 협동조합이 되었나 (1부)', attributes: {} },
    { kind: 'summary', text: '문을 닫을 뻔한 빵집을 손님 서른일곱 명이 함께 샀다.', attributes: {} },
    { kind: 'byline', text: '글·사진=윤서진', attributes: {} },
    { kind: 'figure', text: '', attributes: { figure: 1, src: 'bakery.jpg' } },
    { kind: 'alt', text: '빵집 앞에 모인 조합원들', attributes: { figure: 1 } },
    { kind: 'caption', text: '개업 첫날 아침.', attributes: { figure: 1 } },
    { kind: 'credit', text: '사진=윤서진', attributes: { figure: 1 } },
    { kind: 'note', text: '[편집자 주] 이 글은 두 편으로 나누어 싣는다.', attributes: { group: 1 } },
    {
      kind: 'paragraph',
      text: '😋 **"동네빵집"**란 이름부터 이상했다. 10~20대 손님이 30~40대보다 많다. 둘째 줄은 같은 문단이다.[^1]',
      attributes: {},
    },
    { kind: 'heading', text: '조합원이 되는 길', attributes: { level: 2 } },
    { kind: 'item', text: '출자금 3만 원', attributes: { list: 'number', depth: 1 } },
    { kind: 'item', text: '월례 모임', attributes: { list: 'number', depth: 1 } },
    { kind: 'item', text: '첫째 주 화요일', attributes: { list: 'bullet', depth: 2 } },
    { kind: 'item', text: '늦게 와도 된다.', attributes: { list: 'number', depth: 1, continues: true } },
    { kind: 'quotation', text: '빵은 남아도 사람은 남지 않는다.', attributes: { group: 2 } },
    { kind: 'quotation', text: '그게 처음 들은 말이다.', attributes: { group: 2 } },
    { kind: 'table', text: '| 해 | 조합원 |\n| --- | --: |\n| 2024 | 37 |', attributes: {} },
    { kind: 'break', text: '', attributes: {} },
    {
      kind: 'paragraph',
      text: '주소는\\\n세종로 12이다. [지난 기사](https://example.kr/posts/1)도 있다.',
      attributes: {},
    },
    { kind: 'footnote', text: '2024년 **가을(10월)**의 일이다.', attributes: { label: '1' } },
  ])
})

test('blocks become Markdown and the same blocks again', () => {
  expect(blocksOf(markdownOf(blocksOf(article)))).toEqual(blocksOf(article))
})

test('a quotation that a picture cuts in two may go on as a note', () => {
  const blocks = blocksOf('> 말 <img src="https://a.kr/a.jpg" alt="빵"> [!NOTE] 덧붙임')
  expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
    ['quotation', '말'],
    ['figure', ''],
    ['alt', '빵'],
    ['note', '덧붙임'],
  ])
  expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
})

test('a star at the edge of bold words keeps them bold, whatever stands before', () => {
  expect(blocksOf(markdownOf(blocksOf('[By] **\\* ]**')))).toEqual([
    { kind: 'byline', text: '**\\* ]**', attributes: {} },
  ])
})

test.each([
  '![](media:x)[!정정 2026-11-20]',
  '[정정] ![](https://a.kr/b.jpg)',
  '> [정정] ![](https://a.kr/b.jpg)',
])('a mark beside a picture alone makes no note of it: %s', (markdown) => {
  const blocks = blocksOf(markdown)
  expect(blocks.map(({ kind }) => kind)).not.toContain('note')
  expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
})

test.each(['가 `<br>``` 나', '가 ``<br>``` 나 ``', '[^a]: x `<br>```', '가<br>```'])(
  'backticks at the start of a line make no code of what stands before or after: %s',
  (markdown) => {
    const blocks = blocksOf(markdown)
    expect(blocks.map(({ text }) => text).join()).toContain('```')
    expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
  },
)

test('whatever anyone throws at it, what is cut joins into what is cut the same', () => {
  fc.assert(
    fc.property(hostileMarkdown, (markdown) => {
      const blocks = cut(markdown)
      if (blocks) expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
    }),
    { numRuns: 1500 },
  )
})

test('the quick reader reads as the parser does, or not at all', () => {
  let read = 0
  fc.assert(
    fc.property(inlineMarkdown, (text) => {
      if (!readQuickly(text)) return
      read++
      expect(parseInline(text)).toEqual(inlineOf(inlineTree(text)!))
    }),
    { numRuns: 3000 },
  )
  expect(read).toBeGreaterThan(500)
})

test.each([
  ['**"기본사회"**란 무엇인가', 'strong'],
  ['**기본소득(UBI)**은', 'strong'],
  ['**기본소득.**은', 'strong'],
  ['**“기본사회”**라는', 'strong'],
  ['*강조(强調)*를', 'emphasis'],
  ['~~삭제(취소)~~된', 'delete'],
  ['**[링크](https://example.kr)**는', 'strong'],
  ['**「책」**을', 'strong'],
  ['**20%**를', 'strong'],
])('%s keeps its mark, in and out', (text, mark) => {
  expect(parseInline(text)[0]!.type).toBe(mark)
  expect(blocksOf(text)).toEqual([{ kind: 'paragraph', text, attributes: {} }])
  expect(markdownOf(blocksOf(text))).toBe(`${text}\n`)
})

test.each([
  ['[인터뷰] 3 * 4는 12다', '[인터뷰] 3 * 4는 12다'],
  ['1\\. 첫째가 아니다', '1. 첫째가 아니다'],
  ['\\# 제목이 아니다', '# 제목이 아니다'],
  ['snake_case와 R&D, 5 < 6', 'snake_case와 R&D, 5 < 6'],
  ['&lt;b&gt;는 태그다', '\\<b>는 태그다'],
  ['foo<b>(bar)</b>baz', 'foo(**bar**)baz'],
  ['m<sup>2</sup>와 CO<sub>2</sub>', 'm²와 CO₂'],
  ['<span style="font-weight:700">굵게</span><script>alert(1)</script>', '**굵게**'],
  ['<b> 굵게 </b>라고', '**굵게** 라고'],
  ['__굵게__ _기울여_', '**굵게** *기울여*'],
  ['https://example.kr/news에서 본다', 'https://example.kr/news에서 본다'],
  ['[위험](javascript:alert(1)) [빈]()', '위험 빈'],
  ['첫 줄  \n둘째 줄', '첫 줄\\\n둘째 줄'],
  ['\u1112\u1161\u11ab\u1100\u1173\u11af', '한글'],
])('%j is kept as %j', (markdown, text) => {
  expect(blocksOf(markdown)).toEqual([{ kind: 'paragraph', text, attributes: {} }])
})

test('an address lets go of the particle glued to it', () => {
  expect(parseInline('https://example.kr/news에서 본다')[0]).toMatchObject({ url: 'https://example.kr/news' })
  expect(parseInline('(https://example.kr/a)에는')[1]).toMatchObject({ url: 'https://example.kr/a' })
  expect(parseInline('https://example.kr/한국어')[0]).toMatchObject({ url: 'https://example.kr/한국어' })
})

test.each([
  ['조합원들. (사진=밀리)', '조합원들.', '사진=밀리'],
  ['조합원들 (사진: 밀리 (협동조합))', '조합원들', '사진: 밀리 (협동조합)'],
  ['조합원들 사진=밀리', '조합원들', '사진=밀리'],
  ['조합원들 (사진 제공=밀리)', '조합원들', '사진 제공=밀리'],
  ['Members.(Photo by Milly)', 'Members.', 'Photo by Milly'],
  ['Members (Photo: Milly)', 'Members', 'Photo: Milly'],
  ['조합원들 ©밀리', '조합원들', '©밀리'],
  ['Ⓒ밀리', '', 'Ⓒ밀리'],
  ['(사진 왼쪽부터) 김보람과 이수진', '(사진 왼쪽부터) 김보람과 이수진', ''],
  ['**굵은 설명** (사진=밀리)', '**굵은 설명**', '사진=밀리'],
  ['*기울인 설명*', '기울인 설명', ''],
])('the title %j is a caption and a credit', (title, caption, credit) => {
  const blocks = blocksOf(`![](a.jpg "${title}")`)
  const said = (kind: string) => blocks.find((block) => block.kind === kind)?.text ?? ''
  expect([said('caption'), said('credit')]).toEqual([caption, credit])
  expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
})

test.each([
  '[편집자 주] 두 편이다.',
  '[편집자주] 두 편이다.',
  '**[역자 주]** 두 편이다.',
  '> [Editor’s note] In two parts.',
  "[Editor's Note: in two parts]",
  '> [!NOTE]\n> 두 편이다.',
])('%j is a note', (markdown) => {
  expect(blocksOf(`본문이다.\n\n${markdown}`)[1]).toMatchObject({ kind: 'note', attributes: { group: 1 } })
})

test('a picture on a line of its own is a figure, one among words stays there', () => {
  expect(kindsOf('앞 문단\n![a](a.jpg)\n뒤 문단')).toEqual(['paragraph', 'figure', 'alt', 'paragraph'])
  expect(kindsOf('버튼 ![저장](save.png)을 누른다')).toEqual(['paragraph'])
  expect(kindsOf('[![a](a.jpg)](https://example.kr/big.jpg)')).toEqual(['figure', 'alt'])
  expect(kindsOf('![a](a.jpg)\n\n▲ 개업 첫날. (사진=밀리)')).toEqual(['figure', 'alt', 'caption', 'credit'])
  expect(blocksOf('![](media:abc)')[0]!.attributes).toEqual({ figure: 1, media: 'abc' })
  expect(blocksOf('![]()')[0]!.attributes).toEqual({ figure: 1, media: '' })
  expect(blocksOf('![](data:image/png;base64,AAAA)')[0]!.attributes).toEqual({ figure: 1, media: '' })
})

test('what a block cannot hold comes out beside it', () => {
  expect(kindsOf('- 하나\n\n  > 인용\n\n- 둘')).toEqual(['item', 'quotation', 'item'])
  expect(kindsOf('> 앞\n>\n> ```\n> 코드\n> ```\n>\n> 뒤')).toEqual(['quotation', 'code', 'quotation'])
})

test('without a title there is no title block', () => {
  expect(kindsOf('## 소제목\n\n문단')).toEqual(['heading', 'paragraph'])
  expect(blocksOf('')).toEqual([])
  expect(markdownOf([])).toBe('')
})

test('figures, code and breaks follow the Korean', () => {
  expect((['figure', 'code', 'break', 'alt', 'table'] as const).filter(isTranslated)).toEqual([
    'alt',
    'table',
  ])
})

test('English that has no label of its own stays what it is', () => {
  const blocks: Block[] = [
    { kind: 'title', text: 'Bread', attributes: {} },
    { kind: 'summary', text: 'A bakery.', attributes: {} },
    { kind: 'byline', text: 'Yun Seojin', attributes: {} },
    { kind: 'note', text: 'In two parts.', attributes: { group: 1 } },
    { kind: 'paragraph', text: '2024. It was autumn.', attributes: {} },
  ]
  expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
})

function kindsOf(markdown: string): string[] {
  return blocksOf(markdown).map(({ kind }) => kind)
}

function cut(markdown: string): Block[] | null {
  try {
    return blocksOf(markdown)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}
