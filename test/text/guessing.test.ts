import { guessed, type Selected } from '../../server/text/guessing'

test.each<[Selected, string, string, string]>([
  [{ word: '김왕영', after: ' 이사장은' }, '김왕영', 'person', 'Kim Wang-yeong'],
  [{ word: '김왕영', after: '(41) 씨' }, '김왕영', 'person', 'Kim Wang-yeong'],
  [{ word: '김왕영', after: ' 씨가', english: 'said Kim Wang-young.' }, '김왕영', 'person', 'Kim Wang-young'],
  [{ word: '은여울밥상협동조합은' }, '은여울밥상협동조합', 'organisation', 'Eunyeoulbapsang Cooperative'],
  [{ word: '햇살재단에서' }, '햇살재단', 'organisation', 'Haetsal Foundation'],
  [{ word: '온새군' }, '온새군', 'place', 'Onsae County'],
  [{ word: '새벌동에서' }, '새벌동', 'place', 'Saebeol-dong'],
  [{ word: '다온시는' }, '다온시', 'place', 'Daon'],
  [{ word: '설악산' }, '설악산', 'place', 'Seoraksan'],
  [{ word: '마중물을' }, '마중물', 'term', ''],
  [{ word: '  사회적\n경제의 ' }, '사회적 경제', 'term', ''],
  [{ word: 'React' }, 'React', 'term', 'React'],
  [{ word: '' }, '', 'term', ''],
])('%j is %s, a %s: “%s”', (selected, korean, kind, english) => {
  expect(guessed(selected)).toEqual({ korean, kind, english })
})
