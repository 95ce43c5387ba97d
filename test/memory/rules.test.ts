import {
  inOrder,
  isInContext,
  keyOf,
  neighboursOf,
  normalised,
  obstacleToSearch,
  rateFrom,
  searchFor,
} from '../../server/memory/rules'

test.each([
  ['quotation marks', '“기본사회”란 ‘모두’의', '"기본사회"란 \'모두\'의'],
  ['white space', ' 배추를  소금에\n절입니다. ', '배추를 소금에 절입니다.'],
  ['a space that does not break', '3만\u00a0명', '3만 명'],
  ['decomposed syllables', '김장'.normalize('NFD'), '김장'],
  ['the spelling of a hard break', '한 줄  \n두 줄', '한 줄\\\n두 줄'],
])('%s makes no difference', (_, one, other) => {
  expect(normalised(one)).toBe(normalised(other))
  expect(keyOf(one)).toBe(keyOf(other))
})

test.each([
  ['a word', '배추를 절입니다.', '무를 절입니다.'],
  ['a number', '3만 명', '5만 명'],
  ['bold', '**김장**하는 날', '김장하는 날'],
  ['where bold is', '**김장**하는 날', '김장하는 **날**'],
  ['where a link leads', '[기사](/ko/a)', '[기사](/ko/b)'],
  ['a hard break', '한 줄  \n두 줄', '한 줄 두 줄'],
  ['case', 'SNS', 'sns'],
])('%s makes a difference', (_, one, other) => {
  expect(keyOf(one)).not.toBe(keyOf(other))
})

test.each([
  ['the same', '배추를 소금에 절입니다.', '배추를 소금에 절입니다.', 100],
  ['the same but for quotation marks', '“김장”하는 날', '"김장"하는 날', 100],
  ['the same words in other markup', '하룻밤 **기다립니다**.', '하룻밤 기다립니다.', 99],
  ['the same words with a link elsewhere', '[김장](/ko/a) 이야기', '[김장](/ko/b) 이야기', 99],
  ['a particle', '이웃과 김치를 나눕니다.', '이웃과 김치는 나눕니다.', 92],
  ['a number', '광장에 3만 명이 모였다.', '광장에 5만 명이 모였다.', 92],
  ['seven of ten', '가나다라마바사아자차', '가나다라마바사', 70],
  ['six of ten', '가나다라마바사아자차', '가나다라마바', null],
  ['nothing in common', '배추를 절입니다.', 'Salt the cabbage.', null],
  ['nothing at all', '**', '*', null],
])('%s', (_, one, other, rate) => {
  expect(rateFrom(one)(other)).toBe(rate)
  expect(rateFrom(other)(one)).toBe(rate)
})

test('a text of many pages is matched by itself and by nothing that is only like it', () => {
  const long = '김장하는 날 '.repeat(700)
  expect(rateFrom(long)(long)).toBe(100)
  expect(rateFrom(long)(`${long}끝`)).toBeNull()
  expect(rateFrom('김장하는 날')(long)).toBeNull()
})

test('in context comes before the same, the same before the alike, the newer before the older', () => {
  const match = (entryId: string, rate: number, inContext = false) => ({ entryId, rate, inContext })
  const mixed = [match('9', 80), match('2', 100), match('10', 80), match('1', 100, true), match('3', 100)]
  expect(inOrder(mixed).map(({ entryId }) => entryId)).toEqual(['1', '3', '2', '10', '9'])
})

test('what stands at an end of an article is in context only at that end', () => {
  const [first, second] = neighboursOf(['제목', '첫 문단'])
  expect(first).toEqual({ previousKey: '', nextKey: keyOf('첫 문단') })
  expect(isInContext(first!, first!)).toBe(true)
  expect(isInContext(first!, second!)).toBe(false)
  expect(isInContext({ previousKey: null, nextKey: null }, { previousKey: null, nextKey: null })).toBe(false)
  expect(isInContext({}, first!)).toBe(false)
})

test.each([
  ['김장', undefined, 'ko'],
  ['kimchi', undefined, 'en'],
  ['NATO', 'ko', 'ko'],
  ['김장', 'en', 'en'],
  ['김장', ['en'], 'ko'],
])('%p in %p is looked for in %s', (words, language, side) => {
  expect(searchFor(words, language).language).toBe(side)
})

test.each([
  ['', null],
  ['  ', null],
  ['김장', null],
  ['**', 'memory-words-missing'],
  ['가'.repeat(201), 'memory-words-too-long'],
])('looking for %p meets %p', (words, rule) => {
  expect(obstacleToSearch(searchFor(words, undefined))).toBe(rule)
})
