import { findings, repaired, said } from './saying'

test.each<[string, string, string[]]>([
  [
    '1억 2천만 원을 모았다.',
    'They raised 12 million won.',
    ['1억 2천만 = 120,000,000; the English says 12 million: ten times too small.'],
  ],
  ['3만 명', '3,000 people', ['3만 = 30,000; the English says 3,000: ten times too small.']],
  ['3만 명', '30 million people', ['3만 = 30,000; the English says 30 million: a thousand times too large.']],
  ['5억 달러', '$5 million', ['5억 = 500,000,000; the English says $5 million: a hundred times too small.']],
  [
    '2조 원',
    '200 million won',
    ['2조 = 2,000,000,000,000; the English says 200 million: 10,000 times too small.'],
  ],
  [
    '수십만 명',
    'tens of thousands',
    ['수십만 = hundreds of thousands; the English says tens of thousands: ten times too small.'],
  ],
  ['12,000명', '1,200 people', ['12,000; the English says 1,200: ten times too small.']],
  ['3만 명', '30,000 people', []],
  ['123만 4567명', '1.23 million people', []],
  ['빵 100개', 'only bread', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('magnitude', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['빵 37개를 구웠다.', 'They baked bread.', ['The Korean says 37; the English does not.']],
  ['3만 5천 명', 'many people', ['The Korean says 3만 5천 = 35,000; the English does not.']],
  ['1153명이 왔다.', '1,553 people came.', ['1153; the English says 1,553.']],
  ['2026년에 연다.', 'It opens in 2027.', ['2026년; the English says 2027.']],
  ['지지율 12.7%', 'support at 17.2%', ['12.7%; the English says 17.2%.']],
  ['3분의 2', 'three-quarters', ['The Korean says 3분의 2 = 2/3; the English does not.']],
  ['02-1234-5678로 전화하세요.', 'Call 02-1234-5679.', ['02-1234-5678; the English says 02-1234-5679.']],
  [
    '12명과 34명',
    'the people',
    ['The Korean says 12; the English does not.', 'The Korean says 34; the English does not.'],
  ],
  ['12명, 12개', 'the people', ['The Korean says 12; the English does not.']],
  ['열두 명', 'the people', []],
  ['15일 발표했다.', 'It was announced on Thursday.', []],
  ['10달러(약 1만3000원)', '$10', []],
  ['H1N1과 G20', 'flu and a summit', []],
  ['`37`번 줄', 'the line', []],
  ['3월에 연다.', 'It opens soon.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('missing-number', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['사람이 많았다.', 'Some 500 people came.', ['The English says 500; the Korean does not.']],
  ['900mm가 왔다.', '36 inches (900 mm) fell.', ['The English says 36; the Korean does not.']],
  ['1153명이 왔다.', '1,553 people came.', []],
  ['3만 명', '3,000 people', []],
  ['두 사람', 'both of them', []],
  ['첫 번째', 'the 1st', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('added-number', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['3월 5일에 연다.', 'It opens on May 5.', ['3월 = March; the English says May.']],
  ['3월에 연다.', 'It opens soon.', ['The Korean says 3월 = March; the English does not.']],
  [
    '6월에 열고 또 6월에 닫는다.',
    'Opens in June, closes in July.',
    ['The English says July; the Korean names no such month.'],
  ],
  ['3월 초', 'early March', []],
  ['3월에 연다.', 'June opens it in March.', []],
  ['3월에 연다.', 'Jan Kim opens it in March.', []],
  ['3월 5일', 'Mar. 5', []],
  ['2026.3.5', '2026-03-05', []],
  ['지난달에 열었다.', 'It opened in February.', []],
  ['4·19 혁명', 'the April 19 Revolution', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('month', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['2. 반죽을 한다.', '3. Knead the dough.', ['The Korean item is number 2; the English is number 3.']],
  ['2) 반죽을 한다.', 'Knead the dough.', ['The Korean item is number 2; the English has no number.']],
  ['2. 반죽을 한다.', 'Step two: knead the dough.', []],
  ['2. 반죽을 한다.', '2. Knead the dough.', []],
  ['반죽을 2번 한다.', 'Knead the dough twice.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('list-number', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  [
    '0.5%포인트 올랐다.',
    'It rose 0.5%.',
    ['The Korean says 0.5 percentage points; the English does not speak of points.'],
  ],
  ['0.5%p 올랐다.', 'It rose half a point.', []],
  [
    '0.5% 올랐다.',
    'It rose 0.5 percentage points.',
    ['The English speaks of percentage points; the Korean says percent.'],
  ],
  ['0.5% 올랐다.', 'It rose 0.5 percent.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('percentage-points', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['3만 원이다.', 'It is $30,000.', ['The Korean sum is in won (원); the English is in dollars.']],
  ['3만 달러다.', 'It is ₩30,000.', ['The Korean sum is in dollars (달러); the English is in won.']],
  [
    '달러화 약세가 이어졌다.',
    'Five won more.',
    ['The Korean sum is in dollars (달러); the English is in won.'],
  ],
  ['100만 유로', '£1 million', ['The Korean sum is in euros (유로); the English is in pounds.']],
  [
    '220조 원(2326억 달러)',
    '220 trillion dollars (US$232.6 billion)',
    ['The Korean sum is in won (원); the English is in dollars.'],
  ],
  ['10달러(약 1만3000원)', '$10', []],
  [
    '3달러를 냈다.',
    'They paid $3 (4,000 won).',
    ['The English gives a sum in won that the Korean does not have.'],
  ],
  ['3만 원이다.', 'It is 30,000 won.', []],
  ['100위안', '¥100', []],
  ['100엔', '¥100', []],
  ['3번 이겼다.', 'She won three times for $5.', []],
  ['이유로 3명이', 'three people, $5', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('currency', korean, english)).toEqual(sentences)
})

test.each([
  ['1억 2천만 원', '12 million won', '120 million won'],
  ['수십만 명이 왔다.', 'Tens of thousands came.', 'Hundreds of thousands came.'],
  ['3만 명', 'about 3,000 people', 'about 30,000 people'],
  ['1153명이 왔다.', '1,553 people came.', '1,153 people came.'],
  ['8세 아이', 'a 9-year-old', 'an 8-year-old'],
  ['3월 5일에 연다.', 'It opens on May 5.', 'It opens on March 5.'],
  ['2. 반죽을 한다.', '3. Knead the dough.', '2. Knead the dough.'],
  ['0.5%포인트 올랐다.', 'It rose 0.5%.', 'It rose 0.5 percentage points.'],
  ['3만 원이다.', 'It is $30,000.', 'It is ₩30,000.'],
  ['3만 달러다.', 'It is 30,000 won.', 'It is 30,000 dollars.'],
])('%s / %s is repaired to %s', (korean, english, right) => {
  expect(repaired(korean, english)).toBe(right)
})

test.each([
  ['a percentage is no number of people', '30%가 왔다.', '40 people came.'],
  ['several numbers are wrong', '12명과 34명', '21 and 43'],
  ['the currency is named twice', '3만 원, 4만 원', '$30,000 and $40,000'],
])('no repair where it is not certain: %s', (_why, korean, english) => {
  expect(repaired(korean, english)).toBeNull()
})

test('a finding says where it is, on both sides', () => {
  const [finding] = findings('모두 1억 2천만 원을 모았다.', 'They raised 12 million won.')
  expect(finding).toMatchObject({
    check: 'magnitude',
    severity: 'block',
    korean: [{ from: 3, to: 9 }],
    english: [{ from: 12, to: 22 }],
  })
})
