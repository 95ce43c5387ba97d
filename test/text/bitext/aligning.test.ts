import { alignBitext, type Bead } from '../../../server/text/bitext/aligning'
import { blocksOf } from '../../../server/text/markdown'

const korean = `# 마을 책방 이야기

2019년 3월, 이춘식 씨는 부산 영도에 작은 책방을 열었다. 첫 달 손님은 37명이었다.

책방의 이름은 파도서점이다. 바다가 보이는 언덕에 있어서 그렇게 지었다고 한다.

## 다시 문을 열기까지

2021년 여름에는 태풍으로 지붕이 날아갔고, 이웃 120명이 모은 450만 원으로 다시 고쳤다.

- 월요일에는 쉰다
- 토요일에는 밤 10시까지 연다

지금은 [모임 안내](https://example.org/meetups)를 보고 찾아오는 사람이 많다.`

const english = `# The story of a village bookshop

In March 2019 Lee Chun-sik opened a small bookshop in Yeongdo, Busan. In the first month 37 people came.

The shop is called Wave Books, he says, because it stands on a hill from which one sees the sea.

## Until the doors opened again

In the summer of 2021 a typhoon took the roof, and it was mended with 4.5 million won that 120 neighbours gave.

- Closed on Mondays
- Open until 10 p.m. on Saturdays

Many now come because they have read [about its meetings](https://example.org/meetups).`

test('paragraphs that correspond one to one lie beside each other', () => {
  const beads = aligned(korean, english)
  expect(beads.map(({ korean, english }) => [korean, english])).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((place) => [[place], [place]]),
  )
})

test.each<[string, string, string, [number[], number[]]]>([
  ['the English joins two', korean, english.replace('came.\n\nThe shop', 'came. The shop'), [[1, 2], [1]]],
  [
    'the Korean joins two',
    korean.replace('37명이었다.\n\n책방의', '37명이었다. 책방의'),
    english,
    [[1], [1, 2]],
  ],
  ['the English leaves one out', korean, english.replace(/The shop .*\n\n/, ''), [[2], []]],
  [
    'the English adds one',
    korean,
    english.replace(
      '\n\n## Until',
      '\n\nYeongdo is an island off the old harbour of Busan, and foreign readers may not know it.\n\n## Until',
    ),
    [[], [3]],
  ],
])('%s', (_, ko, en, bead) => {
  const beads = aligned(ko, en)
  expect(beads).toContainEqual(expect.objectContaining({ korean: bead[0], english: bead[1] }))
  expect(beads.filter(({ korean, english }) => korean.length !== 1 || english.length !== 1)).toHaveLength(1)
})

test('every paragraph of both sides is somewhere, once, in order', () => {
  const beads = aligned(`${korean}\n\n끝.`, `${english}\n\n---\n\n*The end.*`)
  expect(beads.flatMap(({ korean }) => korean)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(beads.flatMap(({ english }) => english)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test.each([
  ['nothing at all', '', ''],
  ['no English', korean, ''],
  ['no Korean', '', english],
])('%s is aligned too', (_, ko, en) => {
  const beads = aligned(ko, en)
  expect(beads.flatMap(({ korean }) => korean)).toHaveLength(blocksOf(ko).length)
  expect(beads.flatMap(({ english }) => english)).toHaveLength(blocksOf(en).length)
})

test('a text far longer than its other is aligned without a table as large as both', () => {
  const long = Array.from({ length: 3000 }, (_, at) => `${at}번째 문단이다.`).join('\n\n')
  const beads = aligned(`# 긴 글\n\n${long}`, english)
  expect(beads.flatMap(({ korean }) => korean)).toHaveLength(3001)
  expect(beads.flatMap(({ english }) => english)).toHaveLength(8)
})

function aligned(ko: string, en: string): Bead[] {
  return alignBitext(blocksOf(ko), blocksOf(en))
}
