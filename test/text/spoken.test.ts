import { languageOf, languageOfTitle, spoken } from '../../server/text/spoken'

test.each<[string, 'ko' | 'en', string]>([
  ['Returned by Minji.', 'en', 'Returned by Minji.'],
  ['Approved “김장하는 날 (2부)”.', 'en', 'Approved “<span lang="ko">김장하는 날 (2부</span>)”.'],
  [
    '3만 is 30,000 and 3월 is March',
    'en',
    '<span lang="ko">3만</span> is 30,000 and <span lang="ko">3월</span> is March',
  ],
  ['“하나”, “둘”', 'en', '“<span lang="ko">하나</span>”, “<span lang="ko">둘</span>”'],
  ['원문은 a <b> & "c"', 'ko', '원문은 a &#60;b&#62; &#38; &#34;c&#34;'],
  ['용어집은 Daeyeok News를 씁니다.', 'ko', '용어집은 Daeyeok News를 씁니다.'],
  ['‘The bus filled up’을 고쳤습니다.', 'ko', '‘<span lang="en">The bus filled up</span>’을 고쳤습니다.'],
  ['', 'ko', ''],
])('%j on a screen in %s', (sentence, locale, html) => {
  expect(spoken(sentence, locale)).toBe(html)
})

test.each([
  ['The salt is missing.', 'en'],
  ['소금이 빠졌습니다.', 'ko'],
  ['Bought Them이라고 하면 건물을 산 것이 됩니다.', 'ko'],
  ['The name 김 is wrong here.', 'en'],
  ['', 'en'],
])('%j is written in %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

test.each<[string, 'ko' | 'en', 'ko' | 'en']>([
  ['404', 'ko', 'ko'],
  ['village-bus', 'ko', 'ko'],
  ['We Fit the Timetable', 'ko', 'en'],
  ['김장하는 날', 'en', 'ko'],
  ['404', 'en', 'en'],
])('the title %j on a screen in %s is %s', (title, locale, language) => {
  expect(languageOfTitle(title, locale)).toBe(language)
})
