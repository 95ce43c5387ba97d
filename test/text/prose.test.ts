import { blanked, evened, plainProse } from '../../server/text/blanking'
import { proportionOf, usualProportion, usualRatioOf } from '../../server/text/lengths'
import { comparable, encyclopedia, linksIn } from '../../server/text/links'
import { beyond, boldIn, codeIn, emojiIn, picturesIn } from '../../server/text/marks'
import { englishSentences, koreanSentences } from '../../server/text/sentences'
import { replaced } from '../../server/text/spans'

test.each([
  ['빵 `1` 개', '빵     개'],
  ['``a`b`` 빵', '        빵'],
  ['[여기](https://a.kr/1 "제목") 본다', '[여기]                      본다'],
  ['[함수](f_(1))', '[함수]       '],
  ['https://a.kr/12에서', '               에서'],
  ['<b class="1">빵</b>', '             빵    '],
  ['a.b@c.kr로 5통', '        로 5통'],
  ['{{ count }}개 %d번', '{         }개   번'],
  ['5 < 6, 50% 할인', '5 < 6, 50% 할인'],
])('%j is blanked to %j', (text, expected) => {
  expect(blanked(text)).toBe(expected)
})

test('signs are evened place by place', () => {
  expect(evened('１２３，４ 3～5 10–20 ’90')).toBe("123,4 3~5 10-20 '90")
})

test('prose is without marks', () => {
  expect(plainProse('> **빵**과\n*물*, `code`')).toBe('빵 과 물 ,')
})

test.each<[string, [string, string][]]>([
  ['[여기](https://a.kr/x)', [['https://a.kr/x', '여기']]],
  ['[함수](<f_(x)> "제목")', [['f_(x)', '함수']]],
  [
    'https://a.kr/x에서, https://b.kr.',
    [
      ['https://a.kr/x', ''],
      ['https://b.kr', ''],
    ],
  ],
  ['`문서 <https://a.kr/x>`_ 참조', [['https://a.kr/x', '문서']]],
  ['`https://a.kr`', []],
  ['[a](b](c', []],
])('links in %s', (text, expected) => {
  const links = linksIn(text)
  expect(links.map(({ address, words }) => [address, words])).toEqual(expected)
  expect(links.every(({ address, from, to }) => text.slice(from, to) === address)).toBe(true)
})

test.each([
  ['https://www.a.kr/ko/x/?lang=ko#top', 'a.kr/x'],
  ['http://ko.a.kr/en-us/x', 'a.kr/x'],
  ['#위', '#'],
  ['/learn/x#y', '/learn/x'],
  ['https://web.archive.org/web/20221213183825/https://a.kr/x', 'a.kr/x'],
  ['https://a.kr/%EB%B9%B5', 'a.kr/빵'],
  ['https://a.kr/%E0%A4%A', 'a.kr/%E0%A4%A'],
  ['https://ko.wikipedia.org/wiki/빵', 'ko.wikipedia.org/wiki/빵'],
])('%s is compared as %s', (address, expected) => {
  expect(comparable(address)).toBe(expected)
})

test('an encyclopedia has its language', () => {
  expect(encyclopedia('https://ko.m.wikipedia.org/wiki/빵')).toBe('ko')
  expect(encyclopedia('https://a.kr')).toBeNull()
})

test('marks are counted', () => {
  expect(picturesIn('![a](b) [c](d)')).toBe(1)
  expect(boldIn('**a** ** b** **c d**')).toBe(2)
  expect(emojiIn('🌱→😀 ©1')).toEqual(['🌱', '😀', '©'])
  expect(codeIn('`a` ``b`c`` `빵` ` `').map(({ code }) => code)).toEqual(['a', 'b`c'])
  expect(beyond(['a', 'b', 'a', 'a'], ['a', 'c'], (one) => one)).toEqual(['b', 'a', 'a'])
  expect(replaced('a bread b', [{ from: 2, to: 7, words: 'water' }])).toBe('a water b')
})

test.each([
  ['빵집이 열었다. 사람이 왔다! 빵이 있나?', 3],
  ['빵집이 열었다.사람이 왔다.', 2],
  ['“빵이 있나요?” 그가 물었다.', 1],
  ['“빵이 있나요?” 아무도 없었다.', 2],
  ['존 F. 케네디가 왔다.', 1],
  ['9.6. 빵 굽기', 1],
  ['', 0],
])('“%s” has %d sentences', (text, count) => {
  expect(koreanSentences(text)).toBe(count)
})

test.each([
  ['The bakery opened. People came! Is there bread?', 3],
  ['Mr. Kim of the U.S. Army came at 3 p.m. yesterday.', 1],
  ['“Is there bread?” he asked.', 1],
  ['He said: “Yes.” Nobody else did.', 2],
  ['', 0],
])('“%s” says %d sentences', (text, count) => {
  expect(englishSentences(text)).toBe(count)
})

test('a proportion is of letters, without marks', () => {
  const korean = '동네 빵집은 가을에 문을 열었다.'
  expect(proportionOf(korean, 'The neighbourhood bakery opened in autumn.')).toEqual({
    ratio: expect.closeTo(36 / (13 * 2.246), 5) as number,
    syllables: 13,
  })
  expect(proportionOf('', '')).toEqual({ ratio: 0, syllables: 0 })
  expect(usualProportion(3).high).toBeGreaterThan(usualProportion(300).high)
})

test('an article says what is usual once it has enough paragraphs', () => {
  const pair = { korean: '빵집은 가을에 문을 열었다. '.repeat(4), english: 'bread '.repeat(10) }
  expect(usualRatioOf(Array(7).fill(pair) as (typeof pair)[])).toBe(1)
  expect(usualRatioOf(Array(8).fill(pair) as (typeof pair)[])).toBeCloseTo(50 / (44 * 2.246), 5)
})
