import { keyOf, normalised } from '../../server/memory/rules'

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
