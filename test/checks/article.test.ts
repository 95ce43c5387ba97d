import { speaker } from '../../server/checkCommand'
import { plainContext } from '../../server/checks/all'
import { articleFindingsOf, contextOf } from '../../server/checks/article'
import { Pair } from '../../server/checks/pair'
import type { Context } from '../../server/checks/rules'
import { withTerms } from './saying'

const say = speaker('en')

/** The bakery opens, in four paragraphs. */
const article: [string, string][] = [
  [
    '2026년 3월 5일, 동네 빵집이 문을 열었다. 조합원 37명이 돈을 모았다.',
    'On March 5, 2026, a bakery opened in the neighbourhood. Its 37 members had put money together.',
  ],
  [
    '오븐은 하나뿐이지만 빵은 날마다 동난다. [React](https://react.dev)로 만든 누리집에서 주문한다.',
    'There is only one oven, but the bread sells out every day. Orders come in over a site made with [React](https://react.dev).',
  ],
  [
    '“빵은 함께 나눠야 더 맛있는 법입니다.” 김왕영 씨가 말했다.',
    '“Bread tastes best when it is shared,” said Kim Wang-young.',
  ],
  [
    '내년에는 1억 2천만 원을 들여 두 번째 가게를 연다.',
    'Next year they will open a second shop for 120 million won.',
  ],
]

function saidOf(pairs: [string, string][], context: Partial<Context> = {}): string[] {
  return findingsOf(pairs, context).map((finding) => `${finding.check}: ${say(finding)}`)
}

function findingsOf(pairs: [string, string][], context: Partial<Context> = {}) {
  return articleFindingsOf(
    pairs.map(([korean, english]) => new Pair(korean, english)),
    { ...plainContext, ...context },
  )
}

function withEnglish(changes: Record<number, string>): [string, string][] {
  return article.map(([korean, english], index) => [korean, changes[index] ?? english])
}

test('an article in order is left in peace', () => {
  expect(saidOf(article)).toEqual([])
  expect(saidOf([])).toEqual([])
})

test('exchanged neighbours are named, and only they', () => {
  const exchanged = withEnglish({ 0: article[1]![1], 1: article[0]![1] })
  expect(saidOf(exchanged)).toEqual([
    'swapped-neighbours: The English of paragraphs 1 and 2 seems to be exchanged.',
  ])
  expect(findingsOf(exchanged)[0]).toMatchObject({ severity: 'block', pairs: [0, 1] })
})

test('of three paragraphs in a circle, only the likeliest two are accused', () => {
  const korean = [
    '조합원 37명이 1억 2천만 원을 모았다.',
    '회원 48명이 3월 5일에 6,200권을 샀다.',
    '주민 214명이 4,500원씩 냈다.',
  ]
  const english = [
    'Its 37 members raised 120 million won.',
    'On March 5 its 48 members bought 6,200 books.',
    'Its 214 neighbours paid 4,500 won each.',
  ]
  const turned = (by: number) => korean.map((text, at): [string, string] => [text, english[(at + by) % 3]!])
  expect(saidOf(turned(0))).toEqual([])
  expect(findingsOf(turned(1)).map(({ pairs }) => pairs)).toEqual([[0, 1]])
  expect(findingsOf(turned(2)).map(({ pairs }) => pairs)).toEqual([[1, 2]])
})

test('a paragraph without counterpart is named, on either side', () => {
  expect(saidOf(withEnglish({ 1: ' ' }))).toEqual(['missing-paragraph: Paragraph 2 has no English.'])
  expect(saidOf([...article, ['', 'And so on.']])).toEqual([
    'missing-paragraph: Paragraph 5 of the English has no Korean.',
  ])
})

test('one English for two paragraphs is named', () => {
  expect(saidOf(withEnglish({ 3: article[0]![1] }))).toContain(
    'repeated-paragraph: Paragraphs 1 and 4 have the same English and different Korean.',
  )
  expect(saidOf([...article, article[0]!])).toEqual([])
})

test('a quotation without counterpart is named, on either side', () => {
  expect(saidOf(withEnglish({ 2: 'Kim Wang-young likes to share bread with others.' }))).toEqual([
    'missing-quotation: Paragraph 3 quotes somebody in Korean and nobody in English.',
  ])
  expect(saidOf(withEnglish({ 3: '“Next year we will open a second shop for 120 million won.”' }))).toEqual([
    'missing-quotation: Paragraph 4 quotes somebody in English and nobody in Korean.',
  ])
})

test('what is woven into a Korean sentence may be reported in English', () => {
  expect(
    saidOf([['그는 “빌릴 수 없었다면 샀겠느냐”고 물었다.', 'He asked whether they would have bought it.']]),
  ).toEqual([])
})

test('a quotation that goes on over paragraphs is one quotation', () => {
  const going: [string, string][] = [
    ['그가 말했다. “빵은 함께 나눠야 더 맛있는 법입니다.', 'He said: “Bread tastes best when it is shared.'],
    ['“그래서 우리는 가게를 하나 더 열기로 했습니다.”', 'And so we will open another shop.”'],
  ]
  expect(saidOf(going)).toEqual([])
})

test('a person has one spelling in an article', () => {
  const kim = withTerms({ korean: '김왕영', english: ['Kim Wang-young'], sort: 'person' })
  const more: [string, string] = ['김왕영 씨는 웃었다.', 'Wangyoung Kim laughed.']
  expect(saidOf([...article, more], kim)).toEqual([
    'name-spellings: 김왕영 is spelled in several ways: Kim Wang-young, Wangyoung Kim',
  ])
  expect(saidOf([...article, ['김왕영 씨는 웃었다.', 'Kim laughed.']], kim)).toEqual([])
})

test('a term has one rendering in an article', () => {
  const shop = withTerms({ korean: '가게', english: ['shop', 'store'], sort: 'term' })
  const more: [string, string] = ['가게는 작다.', 'The stores are small.']
  expect(saidOf([...article, more], shop)).toEqual([
    'term-renderings: 가게 is rendered in several ways: shop, store',
  ])
  expect(saidOf([...article, ['가게는 작다.', 'A store is a shop.']], shop)).toEqual([])
})

test('a check of articles can be switched off', () => {
  expect(saidOf(withEnglish({ 1: '' }), { off: new Set(['missing-paragraph']) })).toEqual([])
})

test('the context of an article knows its usual length', () => {
  const pairs = Array.from({ length: 8 }, () => new Pair(article[0]![0], 'A bakery opened with 37 members.'))
  expect(contextOf(pairs, plainContext).usualRatio).toBeLessThan(0.6)
})

describe('the first mention of a person', () => {
  const kim = withTerms({
    ...{ korean: '김왕영', english: ['Kim Wang-young'], sort: 'person' as const },
    ...{ short: 'Kim', title: 'President' },
  })
  const told = (...english: string[]): [string, string][] => [
    ['빵집의 하루', 'A Day at the Bakery'],
    ...english.map((text): [string, string] => ['김왕영 씨는 빵을 굽는다.', text]),
  ]
  test.each<[string[], string[]]>([
    [['President Kim Wang-young bakes bread.', 'Kim bakes bread.'], []],
    [
      ['Kim bakes bread.', 'President Kim Wang-young bakes bread.'],
      ['first-mentions: 김왕영 is called Kim before being introduced as Kim Wang-young.'],
    ],
    [
      ['Kim Wang-young bakes bread.', 'Kim bakes bread.'],
      ['first-mentions: 김왕영 is introduced without the title President.'],
    ],
    [['Kim bakes bread.', 'Kim bakes bread.'], []],
  ])('in %j: %j', (english, expected) => {
    expect(saidOf(told(...english), kim).filter((said) => said.startsWith('first-mentions'))).toEqual(
      expected,
    )
  })
})
