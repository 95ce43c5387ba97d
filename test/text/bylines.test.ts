import { namesIn, slugOfName } from '../../server/text/bylines'

test.each<[byline: string, names: string[]]>([
  ['글 한소라', ['한소라']],
  ['글 = 한지우 기자', ['한지우']],
  ['글·사진=김보람', ['김보람']],
  ['글쓴이: 한소라', ['한소라']],
  ['김보람 기자 boram@daeyeok.example', ['김보람']],
  ['김보람기자', ['김보람']],
  ['한지우, 오세림 기자', ['한지우', '오세림']],
  ['한지우 · 오세림 · 배도현', ['한지우', '오세림', '배도현']],
  ['한소라와 박지훈', ['한소라', '박지훈']],
  ['한소라 및 박지훈', ['한소라', '박지훈']],
  ['글 한소라 · 사진 박지훈', ['한소라']],
  ['한소라 글, 박지훈 사진', ['한소라']],
  ['취재·정리 오세림(골짜기 조합)', ['오세림']],
  ['사진 박지훈', []],
  ['글 장 폴 사르트르, 옮긴이 한소라', ['장 폴 사르트르']],
  ['By Han Sora', ['Han Sora']],
  ['By Kim Boram, Han Jiwoo and Oh Serim', ['Kim Boram', 'Han Jiwoo', 'Oh Serim']],
  ['Words by Han Sora; photographs by Park Jihun', ['Han Sora']],
  ['Words and photographs by Han Sora', ['Han Sora']],
  ['Text = Reporter Oh Se-rim', ['Oh Se-rim']],
  ['By Bae Do-hyun & Mary O’Neill', ['Bae Do-hyun', 'Mary O’Neill']],
  ['By Han Sora, translated by Park Jihun', ['Han Sora']],
  ['한소라, 한소라', ['한소라']],
  ['2024년 3월 4일', []],
  ['', []],
  ['·,/=', []],
])('a byline %j names %j', (byline, names) => expect(namesIn(byline)).toEqual(names))

test.each<[name: string, slug: string]>([
  ['한소라', '한소라'],
  ['한소라'.normalize('NFD'), '한소라'],
  ['Han Sora', 'han-sora'],
  ['HAN  SORA', 'han-sora'],
  ['Mary O’Neill', 'mary-o-neill'],
  ['Édouard', 'edouard'],
  ['李小龍', '李小龍'],
  ['…', ''],
])('%j stands in an address as %j', (name, slug) => expect(slugOfName(name)).toBe(slug))

test('no byline takes long to read', () => {
  const hostile = ['글 '.repeat(50_000), '('.repeat(100_000), 'a@'.repeat(50_000), '가와 '.repeat(50_000)]
  for (const byline of hostile) expect(namesIn(byline).length).toBeLessThan(3)
})
