import { namePattern } from '../../server/text/names'
import { romanised, romanisedName } from '../../server/text/romanising'

test.each([
  ['종로', 'Jongno'],
  ['신라', 'Silla'],
  ['별내', 'Byeollae'],
  ['백마', 'Baengma'],
  ['왕십리', 'Wangsimni'],
  ['독립문', 'Dongnimmun'],
  ['압구정', 'Apgujeong'],
  ['해돋이', 'Haedoji'],
  ['같이', 'Gachi'],
  ['좋고', 'Joko'],
  ['놓다', 'Nota'],
  ['울릉', 'Ulleung'],
  ['대관령', 'Daegwallyeong'],
  ['구미', 'Gumi'],
  ['옥천', 'Okcheon'],
  ['월곶', 'Wolgot'],
  ['삼죽면', 'Samjungmyeon'],
  ['은여울 마을', 'Eunyeoul Maeul'],
  ['값이', 'Gapsi'],
  ['A동', 'Adong'],
  ['', ''],
])('%s is %s', (korean, latin) => {
  expect(romanised(korean)).toBe(latin)
})

test.each([
  ['김왕영', 'Kim Wang-yeong'],
  ['이솔', 'Lee Sol'],
  ['남궁민', 'Namgung Min'],
  ['한복남', 'Han Bok-nam'],
  ['박 보람', 'Park Bo-ram'],
])('the person %s may be %s', (korean, latin) => {
  expect(romanisedName(korean)).toBe(latin)
  expect(namePattern(korean)!.test(latin)).toBe(true)
})

test.each(['', '김', 'Kim', '김 왕영 이사장님들'])('“%s” is no such name', (korean) => {
  expect(romanisedName(korean)).toBeNull()
})
