import { pathTo } from '../../server/web/paths'
import { searchPage } from '../../server/search/page'
import { lastPage, mostCounted, resultsLength, soughtIn } from '../../server/search/rules'

const facts = {
  publisher: { ko: '골짜기 신문', en: 'Valley News' },
  publicUrl: 'http://daeyeok.test',
  timeZone: 'Asia/Seoul',
  ...{ pathTo, language: 'ko' as const, title: '검색', query: '조합', sought: soughtIn('조합'), entries: [] },
  found: Array.from({ length: resultsLength + 1 }, (_, n) => ({ articleId: String(n), languages: [] })),
}

test.each([
  [1, { number: 1, more: false }],
  [mostCounted, { number: mostCounted, more: false }],
  [mostCounted + 1, { number: mostCounted, more: true }],
])('of %d found it says %j', (count, said) => {
  expect(searchPage({ ...facts, count, page: 1 }).count).toEqual(said)
})

test.each([
  [1, 2],
  [lastPage - 1, lastPage],
  [lastPage, null],
])('after page %d comes %p', (page, next) => {
  const href = next && pathTo.search('ko', { query: '조합', page: next })
  expect(searchPage({ ...facts, count: mostCounted + 1, page }).next).toBe(href)
})

test.each([
  ['en', 'Search: 빵', 'ko'],
  ['en', 'Search: bread', 'en'],
  ['ko', '검색: the village bakery', 'ko'],
] as const)('on the tab of a page in %s stands %j, to be said in %s', (language, title, spoken) => {
  expect(searchPage({ ...facts, language, title, count: 0, page: 1 }).titleLang).toBe(spoken)
})
