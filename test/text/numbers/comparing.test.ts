import { compareNumbers } from '../../../server/text/numbers/comparing'
import { englishNumbers } from '../../../server/text/numbers/english'
import { koreanNumbers } from '../../../server/text/numbers/korean'

type Verdict = 'ok' | 'missing' | 'added' | 'magnitude'

test.each<[string, string, Verdict]>([
  ['3만 5천 명이 참가했다.', 'About 35,000 people took part.', 'ok'],
  ['3만 5천 명이 참가했다.', 'About 3,500 people took part.', 'magnitude'],
  ['1억 2천만 원', '120 million won', 'ok'],
  ['1억 2천만 원', '12 million won', 'magnitude'],
  ['1.5억 달러', '$150 million', 'ok'],
  ['1.5억 달러', '$1.5 billion', 'magnitude'],
  ['수십만 명이 모였다', 'Hundreds of thousands gathered', 'ok'],
  ['수십만 명이 모였다', 'Tens of thousands gathered', 'magnitude'],
  ['5천여 명', 'more than 5,000 people', 'ok'],
  ['5천여 명', 'some 5,200 people', 'ok'],
  ['123만 4567명', '1.23 million people', 'ok'],
  ['2026년 3월 5일', 'March 5, 2026', 'ok'],
  ['2026년 3월 5일', 'May 5, 2026', 'missing'],
  ['3월 초', 'early March', 'ok'],
  ['오후 3시 30분', '15:30', 'ok'],
  ['오후 3시', '3 p.m.', 'ok'],
  ['두 사람', 'two people', 'ok'],
  ['16진수로 표시', 'shown in hexadecimal', 'ok'],
  ['30분 거리', 'half an hour away', 'ok'],
  ['TLS 1.3만을 위한', 'only for TLS 1.3', 'ok'],
  ['총 5개', 'a total of `5`', 'ok'],
  ['10대 청소년', 'a teenager', 'ok'],
  ['3명이 숨졌다', 'Three people were killed', 'ok'],
  ['3명이 숨졌다', 'Four people were killed', 'missing'],
  ['두 배로 늘었다', 'doubled', 'ok'],
  ['3분의 1', 'a third', 'ok'],
  ['3분의 2', 'two-thirds', 'ok'],
  ['50%', '50 percent', 'ok'],
  ['루이 14세', 'Louis XIV', 'ok'],
  ['제2차 세계대전', 'World War II', 'ok'],
  ['2~3만 명', '20,000 to 30,000 people', 'ok'],
  ['1990년대', 'the 1990s', 'ok'],
  ['90년대', 'the 1990s', 'ok'],
  ['10여 명', 'about a dozen people', 'missing'],
  ['33세 여성', 'a 33-year-old woman', 'ok'],
  ['02-1234-5678로 전화', 'call +82-2-1234-5678', 'ok'],
  ['참가자가 많았다', 'Some 500 people attended', 'added'],
  ['1조 원', '1 trillion won', 'ok'],
  ['1조 원', '1 billion won', 'magnitude'],
  ['70km까지 날아와 수십 명이 다쳤다', 'dozens were hurt up to 70 km away', 'ok'],
  ['70km까지 날아와 수십 명이 다쳤다', 'hundreds were hurt up to 70 km away', 'magnitude'],
  ['수십 명이 다쳤다', '45 people were hurt', 'ok'],
  ['6·25 전쟁', 'the Korean War', 'ok'],
  ['1조 2,345억 원', '1.23 trillion won', 'ok'],
  ['1,234명', 'a million people', 'missing'],
  ['9만 명', 'close to 100,000 people', 'missing'],
  ['2만, 3만 명', '20,000 or 30,000 people', 'ok'],
  ['constructor를 3번 부른다', 'call the constructor three times', 'ok'],
])('“%s” beside “%s”: %s', (korean, english, verdict) => {
  expect(verdictOn(korean, english)).toBe(verdict)
})

function verdictOn(korean: string, english: string): Verdict {
  const { missing, added, magnitudes } = compareNumbers(koreanNumbers(korean), englishNumbers(english))
  if (magnitudes.length > 0) return 'magnitude'
  if (missing.length > 0) return 'missing'
  return added.length > 0 ? 'added' : 'ok'
}
