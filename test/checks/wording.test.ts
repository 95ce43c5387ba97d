import { allSaid, repaired, said, withTerms } from './saying'

const bakery = withTerms(
  { korean: '반죽', english: ['dough'], sort: 'term' },
  { korean: '변수', english: ['variable'], sort: 'term' },
  { korean: '매개 변수', english: ['parameter', 'argument'], sort: 'term' },
  { korean: '도서관', english: ['library'], sort: 'term' },
  { korean: '북한', english: ['North Korea', 'DPRK'], sort: 'name' },
  { korean: '미국', english: ['United States', 'U.S.', 'US'], sort: 'name' },
  { korean: '김왕영', english: ['Kim Wang-young'], sort: 'person' },
)

test.each<[string, string, string[]]>([
  ['반죽을 치댄다.', 'Knead the batter.', ['The Korean says 반죽; the English does not say dough.']],
  ['반죽을 치댄다.', 'Knead the doughs.', []],
  ['매개변수를 준다.', 'Pass a parameter.', []],
  ['매개 변수를 준다.', 'Pass an argument.', []],
  ['변수를 준다.', 'Pass a parameter.', ['The Korean says 변수; the English does not say variable.']],
  [
    '매개 변수를 준다.',
    'Pass a value.',
    ['The Korean says 매개 변수; the English does not say parameter / argument.'],
  ],
  ['도서관에서도 본다.', 'Libraries show it too.', []],
  ['도서관에서 본다.', 'See `library`.', []],
  [
    '`library`는 도서관이다.',
    '`library` is where books are.',
    ['The Korean says 도서관; the English does not say library.'],
  ],
  ['밀가루반죽기를 쓴다.', 'Use the kneader.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('term', korean, english, bakery)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['북한이 말했다.', 'The South said.', ['The Korean says 북한; the English should say North Korea / DPRK.']],
  ['북한이 말했다.', 'North Korean media said.', []],
  [
    '미국은 멀다.',
    'It is far from us.',
    ['The Korean says 미국; the English should say United States / U.S. / US.'],
  ],
  ['미국은 멀다.', 'The US is far.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('name', korean, english, bakery)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  [
    '김왕영 씨가 말했다.',
    'He said so.',
    ['person: The Korean names 김왕영; the English does not name Kim Wang-young.'],
  ],
  ['김왕영 씨가 말했다.', 'Kim said so.', []],
  ['김왕영 씨가 말했다.', 'Kim Wang-young said so.', []],
  [
    '김왕영 씨가 말했다.',
    'Gim Wangyeong said so.',
    ['person-spelling: 김왕영 is spelled Gim Wangyeong here; the agreed spelling is Kim Wang-young.'],
  ],
  ['김왕영씨가 말했다.', 'Kim Young-wang said so.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(allSaid(korean, english, bakery).filter((one) => one.startsWith('person'))).toEqual(sentences)
})

test('a name is repaired to the spelling of its owner', () => {
  expect(repaired('김왕영 씨가 말했다.', '“Yes,” Wangyoung Kim said.', bakery)).toBe(
    '“Yes,” Kim Wang-young said.',
  )
})

test.each<[string, string, string[]]>([
  ['NATO가 말했다.', 'The alliance said.', ['These names of the Korean are not in the English: NATO']],
  [
    'React와 Vue를 배운다.',
    'Learn Svelte.',
    ['These names of the Korean are not in the English: React, Vue'],
  ],
  ['React DOM을 쓴다.', 'Use ReactDOM or react-dom.', []],
  ['Thin을 쓴다.', 'Use something.', ['These names of the Korean are not in the English: Thin']],
  ['AI가 돕는다.', 'It aids.', ['These names of the Korean are not in the English: AI']],
  ['PR을 연다.', 'Open a pull request.', []],
  ['CDC가 밝혔다.', 'the Centers for Disease Control said', []],
  ['SaaS 앱', 'software-as-a-service apps', []],
  ['TV에서 봤다.', 'seen on television', []],
  ['UN이 밝혔다.', 'the U.N. said', []],
  ['정적 사이트 생성(SSG)은 빠르다.', 'Static Site Generation (SSG) is fast.', []],
  [
    '정적 사이트 생성(SSG)은 빠르다.',
    '[Static Site Generation](/fast) (SSR) is fast.',
    ['These names of the Korean are not in the English: SSG'],
  ],
  ['Boundary를 둔다.', 'Use boundaries.', []],
  [
    '`HTTP`를 쓴다. HTTP는 빠르다.',
    'Use `HTTP`. It is fast.',
    ['These names of the Korean are not in the English: HTTP'],
  ],
  ['HTTP는 빠르다.', '`HTTP` is fast.', []],
  ['<b>빵</b>, [빵](https://Example.kr)', 'bread', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('latin-names', korean, english)).toEqual(sentences)
})

describe('a form the termbase forbids', () => {
  const economy = withTerms({
    ...{ korean: '사회연대경제', english: ['social solidarity economy'], sort: 'term' as const },
    forbidden: ['third sector'],
  })
  const korean = '사회연대경제가 자란다.'

  test.each<[string, string[], string | null]>([
    ['The social solidarity economy grows.', [], null],
    [
      'Third sector groups of the social solidarity economy grow.',
      ['For 사회연대경제 the termbase forbids “Third sector”; it accepts social solidarity economy.'],
      'Social solidarity economy groups of the social solidarity economy grow.',
    ],
    [
      'The third sectors grow.',
      ['For 사회연대경제 the termbase forbids “third sectors”; it accepts social solidarity economy.'],
      null,
    ],
  ])('in “%s”', (english, sentences, mended) => {
    expect(said('forbidden', korean, english, economy)).toEqual(sentences)
    expect(repaired(korean, english, economy)).toBe(mended)
  })

  test('is said instead of what is missing, not beside it', () => {
    const all = allSaid(korean, 'The third sector grows.', economy)
    expect(all.filter((one) => /^(term|forbidden)/.test(one))).toHaveLength(1)
  })

  test('is of no concern where the Korean does not say the term', () => {
    expect(said('forbidden', '시민사회가 자란다.', 'The third sector grows.', economy)).toEqual([])
  })
})

test('a person may be called by the short form they go by', () => {
  const sunita = withTerms({
    korean: '수니타 라이',
    english: ['Sunita Rai'],
    sort: 'person',
    short: 'Sunita',
  })
  expect(said('person', '수니타 라이 씨가 말했다.', 'Sunita said so.', sunita)).toEqual([])
  expect(said('person', '수니타 라이 씨가 말했다.', 'She said so.', sunita)).toHaveLength(1)
})
