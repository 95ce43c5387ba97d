import { align, heirs, type Link } from '../../server/text/alignment'
import type { Block } from '../../server/text/blocks'
import { blocksOf } from '../../server/text/markdown'

const title = '# 골목 끝 빵집이 열 살이 되었다'
const opened = '조합원 열두 명이 모은 돈으로 문을 연 빵집은 올해로 열 돌을 맞았다.'
const dawn = '새벽 네 시가 되면 불이 켜지고, 반죽을 치대는 소리가 골목까지 들린다.'
const price = '식빵 한 봉지는 3,500원으로 다섯 해째 오르지 않았다.'
const letters = '단골들이 보낸 엽서는 계산대 옆 나무 상자에 모여 있다.'
const plans = '조합은 내년 봄에 이웃 마을에도 작은 가게를 낼 생각이다.'
const thanks = '감사합니다'
const library = '도서관 이용 시간은 평일 오전 아홉 시부터 오후 여섯 시까지이다.'
const heading = '## 새벽의 일'

test.each<[string, string[], string[], string[]]>([
  ['nothing happened', [title, opened, dawn], [title, opened, dawn], ['0 same 0', '1 same 1', '2 same 2']],
  [
    'spaces and quotation marks are no words',
    ['“빵은 밥이다”라고 했다.', dawn],
    ['"빵은  밥이다"라고 했다.', dawn],
    ['0 same 0', '1 same 1'],
  ],
  [
    'a paragraph edited',
    [opened, dawn, price],
    [opened, dawn.replace('네 시', '다섯 시'), price],
    ['0 same 0', '1 edited 1', '2 same 2'],
  ],
  [
    'a paragraph moved',
    [opened, dawn, price, letters],
    [letters, opened, dawn, price],
    ['3 moved 0', '0 same 1', '1 same 2', '2 same 3'],
  ],
  [
    'two that changed places',
    [opened, dawn, price, letters],
    [opened, price, dawn, letters],
    ['0 same 0', '2 moved 1', '1 same 2', '3 same 3'],
  ],
  [
    'a paragraph moved and edited at once',
    [opened, dawn, price, letters, plans],
    [plans, letters, opened, dawn.replace('네 시', '다섯 시'), price],
    ['4 moved 0', '3 moved 1', '0 same 2', '1 edited 3', '2 same 4'],
  ],
  [
    'one edited far from where it was',
    [opened.replace('열두', '열한'), dawn, price, letters, plans],
    [dawn, price, letters, plans, opened],
    ['1 same 0', '2 same 1', '3 same 2', '4 same 3', '0 edited 4'],
  ],
  ['one put in front', [opened, dawn], [library, opened, dawn], ['- new 0', '0 same 1', '1 same 2']],
  ['one taken out', [opened, library, dawn], [opened, dawn], ['0 same 0', '2 same 1', '1 gone -']],
  [
    'one put in another’s place',
    [opened, library, dawn],
    [opened, price, dawn],
    ['0 same 0', '- new 1', '2 same 2', '1 gone -'],
  ],
  [
    'everything written anew',
    [opened, library],
    [price, letters],
    ['- new 0', '- new 1', '0 gone -', '1 gone -'],
  ],
  [
    'rewritten in its place between two that stayed',
    [opened, '조합은 해마다 수익의 절반을 어린이 도서관에 기부해 왔다.', dawn],
    [opened, '조합이 번 돈의 절반은 어린이 도서관으로 간다. 해마다 그래 왔다.', dawn],
    ['0 same 0', '1 edited 1', '2 same 2'],
  ],
  [
    'a paragraph that grew to three times its length',
    [opened, price, dawn],
    [opened, `${price} 밀가루 값이 두 배로 뛴 해에도 그랬다. 대신 조합원들이 배당을 받지 않기로 했다.`, dawn],
    ['0 same 0', '1 edited 1', '2 same 2'],
  ],
  [
    'cut in two: the longer part goes on',
    [opened, `${dawn} ${price}`, letters],
    [opened, dawn, price, letters],
    ['0 same 0', '1 edited 1', '1 split 2', '2 same 3'],
  ],
  [
    'cut in two with a heading between',
    [opened, `${price} ${dawn}`, letters],
    [opened, price, heading, dawn, letters],
    ['0 same 0', '1 split 1', '- new 2', '1 edited 3', '2 same 4'],
  ],
  [
    'cut in three: the longest goes on',
    [`${opened} ${dawn} ${letters}`, plans],
    [opened, dawn, letters, plans],
    ['0 split 0', '0 edited 1', '0 split 2', '1 same 3'],
  ],
  [
    'two made one: the longer goes on',
    [opened, price, dawn, letters],
    [opened, `${price} ${dawn}`, letters],
    ['0 same 0', '2 edited 1', '3 same 2', '1 merged 1'],
  ],
  [
    'a copy more, a copy less',
    [opened, thanks, dawn, thanks],
    [opened, thanks, dawn, thanks, thanks],
    ['0 same 0', '1 same 1', '2 same 2', '3 same 3', '- new 4'],
  ],
  [
    'copies keep to their neighbours when one of them goes',
    [thanks, opened, thanks, dawn, thanks, price],
    [thanks, opened, dawn, thanks, price],
    ['0 same 0', '1 same 1', '3 same 2', '4 same 3', '5 same 4', '2 gone -'],
  ],
  [
    'copies that move go with their neighbours',
    [opened, thanks, dawn, price, letters, thanks, plans],
    [letters, thanks, plans, opened, thanks, dawn, price],
    ['4 moved 0', '5 moved 1', '6 moved 2', '0 same 3', '1 same 4', '2 same 5', '3 same 6'],
  ],
  [
    'a copy that was edited is none any more',
    [thanks, opened, thanks],
    [thanks, opened, `${thanks}, 여러분`],
    ['0 same 0', '1 same 1', '2 edited 2'],
  ],
  ['a heading that becomes a paragraph', [heading, dawn], ['새벽의 일', dawn], ['0 same 0', '1 same 1']],
  [
    'a title that changed',
    [title, opened],
    ['# 골목 끝 빵집, 열 돌을 맞다', opened],
    ['0 edited 0', '1 same 1'],
  ],
  [
    'a title that has nothing of the old one',
    [title, opened],
    ['# 도서관 소식', opened],
    ['- new 0', '1 same 1', '0 gone -'],
  ],
  [
    'a title that goes down into the text',
    ['# 새벽의 일', dawn],
    [title, heading, dawn],
    ['- new 0', '0 same 1', '1 same 2'],
  ],
  ['one version is empty', [opened], [], ['0 gone -']],
  ['the other is', [], [opened], ['- new 0']],
  ['both are', [], [], []],
])('%s', (_what, before, after, expected) => {
  expect(shown(align(cut(before), cut(after)))).toEqual(expected)
})

test('what goes on keeps its identity; what was cut off, joined or is new does not', () => {
  const before = cut([opened, `${dawn} ${price}`, letters, plans])
  const after = cut([library, opened, dawn, price, `${letters} ${plans}`])
  const links = align(before, after)
  expect(shown(links)).toEqual(['- new 0', '0 same 1', '1 edited 2', '1 split 3', '3 edited 4', '2 merged 4'])
  expect(heirs(links)).toEqual([null, 0, 1, null, 3])
})

test('a link with two sides says how alike they are', () => {
  const [same, edited, gone] = align(
    cut([opened, dawn, library]),
    cut([opened, dawn.replace('불이', '등이')]),
  )
  expect(same!.likeness).toBe(1)
  expect(edited!.likeness).toBeGreaterThan(0.8)
  expect(edited!.likeness).toBeLessThan(1)
  expect(gone!.likeness).toBeNull()
})

test('marks that change are an edit, though the words are wholly alike', () => {
  const [link] = align(cut([opened]), cut([opened.replace('열 돌', '**열 돌**')]))
  expect(link).toEqual({ old: 0, new: 0, kind: 'edited', likeness: 1 })
})

describe('pictures', () => {
  test('alt text and caption go with their picture, however alike those of others are', () => {
    const before = cut(['![빵](a.jpg "가게 앞")', opened, '![빵](b.jpg "가게 앞")'])
    const after = cut(['![빵](b.jpg "가게 앞")', opened, '![빵](a.jpg "가게 안")'])
    expect(kindsOf(before)).toEqual(['figure', 'alt', 'caption', 'paragraph', 'figure', 'alt', 'caption'])
    expect(heirs(align(before, after))).toEqual([4, 5, 6, 3, 0, 1, 2])
  })

  test('a picture is known by its address, and another in its place by one that is like it', () => {
    const before = cut([opened, '![빵](https://bakery.example/oven.jpg)', dawn])
    expect(kindsAfter(before, [opened, '![빵](https://bakery.example/oven.png)', dawn])).toEqual([
      'edited',
      'same',
    ])
    expect(kindsAfter(before, [opened, '![책](library-1.svg)', dawn])).toEqual(['new', 'new'])
  })

  test('a caption written anew goes with its picture even where that was moved', () => {
    const before = cut(['![](a.jpg "가게 앞에 모인 조합원들")', opened, dawn, price])
    const after = cut([opened, dawn, price, '![](a.jpg "조합원과 이웃")'])
    expect(heirs(align(before, after))).toEqual([2, 3, 4, 0, 1])
  })

  test('a picture is never taken for the words of its address', () => {
    const before = cut([opened, '![](https://bakery.example/oven.jpg)'])
    expect(heirs(align(before, cut([opened, '`https://bakery.example/oven.jpg`'])))).toEqual([0, null])
  })

  test('a break is never taken for anything else', () => {
    const links = align(cut([opened, '---', dawn, '---']), cut(['---', dawn, opened]))
    expect(shown(links)).toEqual(['1 same 0', '2 same 1', '0 moved 2', '3 gone -'])
  })
})

test('summary and byline stay what they are, however short they are', () => {
  const before = cut([title, '[요약] 열 돌을 맞은 빵집 이야기', '[글] 밀리', opened])
  const after = cut([title, '[요약] 빵집의 열 돌', '[글] 밀리 기자', opened])
  expect(kindsOf(before)).toEqual(['title', 'summary', 'byline', 'paragraph'])
  expect(heirs(align(before, after))).toEqual([0, 1, 2, 3])
})

test('headings of several sections are known by what stands around them', () => {
  const section = (texts: string[]) => ['## 여는 시간', ...texts]
  const before = cut([...section([opened, dawn]), ...section([price]), ...section([letters, plans])])
  const after = cut([...section([opened, dawn]), ...section([letters, plans])])
  expect(heirs(align(before, after))).toEqual([0, 1, 2, 5, 6, 7])
})

test('a paragraph is known by its neighbours even where these went elsewhere', () => {
  const rewritten = '빵을 팔아 남긴 돈 가운데 절반은 어린이 도서관의 것이 된다.'
  const before = cut([
    heading,
    '조합은 해마다 수익의 절반을 어린이 도서관에 기부해 왔다.',
    dawn,
    opened,
    price,
    letters,
  ])
  const after = cut([opened, price, letters, heading, rewritten, dawn])
  expect(heirs(align(before, after))).toEqual([3, 4, 5, 0, 1, 2])
})

function cut(texts: string[]): Block[] {
  return blocksOf(texts.join('\n\n'))
}

function shown(links: Link[]): string[] {
  return links.map((link) => `${link.old ?? '-'} ${link.kind} ${link.new ?? '-'}`)
}

function kindsOf(blocks: Block[]): string[] {
  return blocks.map(({ kind }) => kind)
}

/** What became of the picture and its alt text. */
function kindsAfter(before: Block[], texts: string[]): string[] {
  return align(before, cut(texts))
    .slice(1, 3)
    .map(({ kind }) => kind)
}
