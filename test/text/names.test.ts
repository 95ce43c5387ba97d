import { familySpellings, namePattern } from '../../server/text/names'

test.each([
  ['이명박', 'Lee Myung-bak'],
  ['노무현', 'Roh Moo-hyun'],
  ['황우석', 'Hwang Woo-suk'],
  ['박동선', 'Tongsun Park'],
  ['박병석', 'Park Byeong-seug'],
  ['김왕영', 'Kim Wang-young'],
  ['김왕영', 'Wang-young Kim'],
  ['김왕영', 'KIM WANGYOUNG'],
  ['김왕영', 'Kim Wang Young'],
  ['이기대', 'Lee Gidae'],
  ['나현홍', 'Na Hyunhong'],
  ['전성욱', 'Jeon Sungwook'],
  ['남궁민', 'Namgoong Min'],
  ['제갈공명', 'Jegal Gongmyeong'],
  ['최순', 'Choi Soon'],
])('%s may be %s', (korean, english) => {
  expect(namePattern(korean)?.exec(`then ${english} said`)?.[0]).toBe(english)
})

test.each([
  ['김왕영', 'Kim Young-wang'],
  ['김왕영', 'Park Wang-young'],
  ['이명박', 'Roh Moo-hyun'],
  ['김왕영', 'Kim'],
  // No rule leads there: such a spelling has to be listed.
  ['이승만', 'Syngman Rhee'],
])('%s is not %s', (korean, english) => {
  expect(namePattern(korean)?.test(english)).toBe(false)
})

test('what is no Korean name has no pattern', () => {
  expect(namePattern('Kim')).toBeNull()
  expect(namePattern('김')).toBeNull()
  expect(namePattern('사회적경제연구원')).toBeNull()
})

test('a family name has its usual spellings', () => {
  expect(familySpellings('이명박')).toContain('Rhee')
  expect(familySpellings('남궁민')).toContain('Namkung')
  expect(familySpellings('김 왕영')).toEqual(['Kim', 'Gim'])
})
