import { changeOf, patchNumbers, type SourceChange } from '../../server/text/patching'

test.each([
  ['3만 명이 모였다.', '5만 명이 모였다.', 'Some 30,000 people gathered.', 'Some 50,000 people gathered.'],
  ['3월에 문을 연다.', '5월에 문을 연다.', 'It opens in March.', 'It opens in May.'],
  ['3월 5일에 열린다.', '10월 21일에 열린다.', 'It is held on Mar. 5.', 'It is held on Oct. 21.'],
  [
    '1억 2천만 원을 모았다.',
    '1억 5천만 원을 모았다.',
    'They raised 120 million won.',
    'They raised 150 million won.',
  ],
  ['9억 원', '12억 원', '900 million won', '1.2 billion won'],
  ['15억 달러', '17억 달러', '$1.5 billion', '$1.7 billion'],
  ['30억 달러', '45억 달러', 'US$3bn', 'US$4.5bn'],
  ['9억 원', '12억 원', '900 Million Won', '1.2 Billion Won'],
  ['2백만~5백만 원', '3백만~5백만 원', 'two to five million won', 'three to five million won'],
  ['2024년 예산', '2026년 예산', 'the budget of 2024', 'the budget of 2026'],
  ['2026-03-05에 쓴 글', '2026-11-15에 쓴 글', 'written on 2026-03-05', 'written on 2026-11-15'],
  ['지지율은 12.7%다.', '지지율은 13.0%다.', 'Support is at 12.7%.', 'Support is at 13.0%.'],
  ['오후 3시에 만난다.', '오후 5시에 만난다.', 'They meet at 3 p.m.', 'They meet at 5 p.m.'],
  ['오후 3시 30분에 만난다.', '오후 5시 05분에 만난다.', 'They meet at 15:30.', 'They meet at 17:05.'],
  ['세 명이 일한다.', '다섯 명이 일한다.', 'Three people work there.', 'Five people work there.'],
  ['세 명이 일한다.', '열두 명이 일한다.', 'Three people work there.', 'Twelve people work there.'],
  [
    '빵집에서 3명이 일한다.',
    '빵집에서 12명이 일한다.',
    'At the bakery three people work.',
    'At the bakery 12 people work.',
  ],
  ['제3차 회의', '제22차 회의', 'the 3rd meeting', 'the 22nd meeting'],
  ['제3차 회의', '제5차 회의', 'the third meeting', 'the fifth meeting'],
  ['1990년대', '1980년대', 'in the 1990s', 'in the 1980s'],
  ['8세 아이', '9세 아이', 'an 8-year-old child', 'a 9-year-old child'],
  ['7,000원짜리', '8,000원짜리', 'a ₩7,000 loaf', 'an ₩8,000 loaf'],
  ['2~3만 명', '4~5만 명', '20,000 to 30,000 people', '40,000 to 50,000 people'],
  [
    '회원은 3명, 직원은 5명이다.',
    '회원은 5명, 직원은 3명이다.',
    '3 members and 5 staff',
    '5 members and 3 staff',
  ],
  ['정가는 5000원', '정가는 12000원', 'The price is 5000 won', 'The price is 12000 won'],
  ['버전 18.2.0', '버전 18.3.1', 'version 18.2.0', 'version 18.3.1'],
  ['회원 30명 가운데 30%', '회원 30명 가운데 40%', '30 percent of 30 members', '40 percent of 30 members'],
  ['조합원은 3만 명이다', '조합원은 30,000명이다', '30,000 members', '30,000 members'],
  ['회원은 37', '회원은 34', '37 members', '34 members'],
  ['회원이 2명으로 줄었다.', '회원이 3명으로 줄었다.', 'down to two members', 'down to three members'],
])('%s → %s: “%s” becomes “%s”', (before, after, english, patched) => {
  expect(patchNumbers(before, after, english)?.english).toBe(patched)
})

test('what was replaced is said in the order of the English', () => {
  const patch = patchNumbers(
    '2025년 3월 5일, 3만 명이 모였다.',
    '2025년 4월 6일, 5만 명이 모였다.',
    'On March 5, 2025, 30,000 people gathered.',
  )
  expect(patch).toEqual({
    english: 'On April 6, 2025, 50,000 people gathered.',
    replaced: [
      { from: 'March', to: 'April', at: 3 },
      { from: '5', to: '6', at: 9 },
      { from: '30,000', to: '50,000', at: 18 },
    ],
  })
  expect(patchNumbers('3만 명', '3만 명', '30,000')).toEqual({ english: '30,000', replaced: [] })
})

test.each([
  ['the words changed too', '3만 명이 모였다.', '5만 명이 흩어졌다.', '30,000 people gathered.'],
  ['the counter changed', '3명', '3년', '3 people'],
  ['the English does not state it', '3만 명이 모였다.', '5만 명이 모였다.', 'Many people gathered.'],
  ['the English says it twice in words', '3명이 왔다.', '5명이 왔다.', 'Three came, all three.'],
  ['the English states it twice', '3만 명이 모였다.', '5만 명이 모였다.', '30,000 came, yes, 30,000.'],
  ['another number of the Korean has the same value', '3명과 3개', '3명과 4개', 'three people and things'],
  ['only a power of ten is said', '수만 명이 모였다.', '수십만 명이 모였다.', 'Tens of thousands gathered.'],
  ['the English is rounded', '123만 4567명', '125만 4567명', '1.23 million people'],
  ['the English has a word for it', '두 배로 늘었다.', '세 배로 늘었다.', 'It doubled.'],
  ['one becomes many', '1명이 왔다.', '3명이 왔다.', '1 person came.'],
  ['a fraction is in words', '3분의 2', '4분의 3', 'two-thirds'],
  ['morning becomes afternoon', '오전 3시', '오후 3시', '3 a.m.'],
  ['a number was added', '3명이 왔다.', '3명, 5명이 왔다.', '3 came.'],
  ['the month is said in digits that could be a day', '3월에 연다.', '5월에 연다.', 'It opens on the 3rd.'],
  ['a telephone is written in another way', '02-1234-5678', '02-1234-9999', '+82-2-1234-5678'],
])('no patch when %s', (_why, before, after, english) => {
  expect(patchNumbers(before, after, english)).toBeNull()
})

test.each<[SourceChange, string, string]>([
  ['formatting', '빵집은 **여기** 있다.', '빵집은 여기 있다.'],
  ['formatting', '빵집은 여기 있다.', '빵집은  *여기* 있다.'],
  ['punctuation', '빵집은 여기 있다', '빵집은 여기 있다.'],
  ['punctuation', '빵집은 "여기" 있다.', '빵집은 “여기” 있다.'],
  ['punctuation', '할수 있다', '할 수 있다'],
  ['number', '3만 명이 모였다.', '5만 명이 모였다.'],
  ['number', '3월 5일에 모였다.', '4월 6일에 모였다!'],
  ['number', '3만 명', '30,000명'],
  ['number', '두 명', '세 명'],
  ['number', '회원은 3은 넘고', '회원은 4는 넘고'],
  ['name', 'React는 빠르다.', 'Vue는 빠르다.'],
  ['name', 'React는 빠르다.', 'Svelte은 빠르다.'],
  ['name', '김왕영 씨가 말했다.', '전성욱 씨가 말했다.'],
  ['wording', '빵집이 문을 열었다.', '빵집이 문을 닫았다.'],
  ['wording', 'React를 3번 배웠다.', 'Vue를 5번 배웠다.'],
  ['wording', '[여기](https://example.kr/a)', '[여기](https://example.kr/b)'],
  ['wording', '3-4월', '34월'],
  ['wording', '5% 올랐다', '5명 올랐다'],
])('%s: %s → %s', (change, before, after) => {
  expect(changeOf(before, after, ['김왕영', '전성욱'])).toBe(change)
})

test('a name that nobody listed is wording', () => {
  expect(changeOf('김왕영 씨가 말했다.', '전성욱 씨가 말했다.')).toBe('wording')
})
