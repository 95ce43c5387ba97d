import { englishNumbers } from '../../../server/text/numbers/english'
import { koreanNumbers } from '../../../server/text/numbers/korean'
import { meaningsOf, type Reading } from '../../../server/text/numbers/reading'

/**
 * A number as the tables write it: a value, `~100000` for a power of ten that is all that is said, `#0212345678` for
 * signs that are compared as they are.
 */
type Expected = number | `~${number}` | `#${string}`

test.each<[string, Expected[]]>([
  ['인구는 3만 5천 명이다', [35_000]],
  ['3만5천명', [35_000]],
  ['1억 2천만 원을 모았다', [120_000_000]],
  ['1.5억 달러', [150_000_000]],
  ['5천여 명이 참석했다', [5000]],
  ['수십만 명이 모였다', ['~100000']],
  ['수천 명', ['~1000']],
  ['수십억 유로', ['~1000000000']],
  ['수백만 달러', ['~1000000']],
  ['2026년 3월 5일', [2026, 3, 5]],
  ['2026.3.5', [2026, 3, 5]],
  ['2026-03-05', [2026, 3, 5]],
  ['3월 초', [3]],
  ['1990년대', [1990]],
  ['33세 여성', [33]],
  ['만 18세 이상', [18]],
  ['1조 2,000억 원', [1_200_000_000_000]],
  ['2천3백만 명', [23_000_000]],
  ['3천 500만 달러', [35_000_000]],
  ['300만 5000명', [3_005_000]],
  ['10~20명', [10, 20]],
  ['2~3만 명', [2, 30_000]],
  ['0.5%포인트 올랐다', [0.5]],
  ['12.7%', [12.7]],
  ['20대 남성', [20]],
  ['제3차 회의', [3]],
  ['제3조 제2항', [3, 2]],
  ['오후 3시 30분', [3, 30]],
  ['15시간', [15]],
  ['3분의 2', [2 / 3]],
  ['백만 명', [1_000_000]],
  ['오천만 원', [50_000_000]],
  ['십만여 명', [100_000]],
  ['삼십 년 동안', [30]],
  ['이천이십육 년', [2026]],
  ['21세기', [21]],
  ['02-1234-5678', ['#0212345678']],
  ['1,234,567명', [1_234_567]],
  ['39,800만 원', [398_000_000]],
  ['3경기 연속', [3]],
  ['5조각으로 나눴다', [5]],
  ['그를 만나 조사를 받았다', []],
  ['너만 천사 같은 사람', []],
  ['두 번째 세 사람', []],
  ['15일 발표했다', []],
  ['70년대 초반', [1970]],
  ['코로나19 확산', [19]],
  ['G20 정상회의', []],
  ['10만 분의 1', [0.000_01]],
  ['1만2천여 가구', [12_000]],
  ['2천 300명', [2300]],
  ['총 6억6천만 톤', [660_000_000]],
  ['수만 마리', ['~10000']],
  ['2할6푼8리의 타율', [0.268]],
  ['1억 4천 2백만 명', [142_000_000]],
  ['백만장자 구조조정 만일', []],
  ['16진수', [16]],
  ['22 억 5 천만 명', [2_250_000_000]],
  ['3분의 2는 .66이다', [2 / 3, 0.66]],
  ['280만파운드(약 56억원)', [2_800_000]],
  ['10만큼 증가', [10]],
  ['수백만의 사용자', ['~1000000']],
  ['파이썬 1.5 시절', [1.5]],
  ['1-800-446-2581', ['#18004462581']],
  ['18.2.0 버전', ['#18.2.0']],
])('“%s” states %j', (text, expected) => {
  expectNumbers(koreanNumbers(text), expected)
})

test.each<[string, Expected[]]>([
  ['$1.5 million', [1_500_000]],
  ['120 million won', [120_000_000]],
  ['half a million people', [500_000]],
  ['more than 5,000', [5000]],
  ['one hundred and five', [105]],
  ['twenty-five people', [25]],
  ['two million three hundred thousand', [2_300_000]],
  ['10 to 20 million', [10, 20_000_000]],
  ['the 1990s', [1990]],
  ['0.5 percentage points', [0.5]],
  ['a 33-year-old woman', [33]],
  ['on March 5, 2026', [5, 2026]],
  ['3:30 p.m.', [3, 30]],
  ['21st century', [21]],
  ['1.2 trillion won', [1_200_000_000_000]],
  ['an £11million deal', [11_000_000]],
  ['three million and five million copies', [3_000_000, 5_000_000]],
  ['US$3bn', [3_000_000_000]],
  ['two or three of them', []],
  ['02-1234-5678', ['#0212345678']],
  ['+82-2-1234-5678', ['#0212345678']],
])('“%s” says %j', (text, expected) => {
  expectNumbers(englishNumbers(text), expected)
})

/** Every expected number is read, and nothing else that the other language would have to say. */
function expectNumbers(all: Reading[], expected: Expected[]): void {
  const readings = all.filter(({ hard, vague }) => hard || vague)
  const unread = expected.filter((number) => !readings.some((one) => isRead(one, number)))
  const extra = readings.filter((one) => !expected.some((number) => isRead(one, number)))
  expect({ unread, extra }).toEqual({ unread: [], extra: [] })
}

function isRead(one: Reading, expected: Expected): boolean {
  if (typeof expected === 'number')
    return !one.vague && meaningsOf(one).some((value) => Math.abs(value - expected) < 1e-9)
  return expected.startsWith('#')
    ? one.signs === expected.slice(1)
    : one.vague && one.value === Number(expected.slice(1))
}
