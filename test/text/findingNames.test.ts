import { namesIn } from '../../server/text/findingNames'

const said = (korean: string, english: string) =>
  namesIn(korean, english).map((name) => [name.korean, name.english, name.nameOrder ?? name.kind])

describe('a name is found', () => {
  test.each<[korean: string, english: string, found: string[]]>([
    [
      '김왕영 회장은 회의를 열었다.',
      'President Kim Wang-young opened it.',
      ['김왕영', 'Kim Wang-young', 'family-first'],
    ],
    ['남기석은 웃었다.', 'Nam Ki-seok laughed.', ['남기석', 'Nam Ki-seok', 'family-first']],
    ['박통선 씨의 말이다.', 'So said Tongsun Park.', ['박통선', 'Tongsun Park', 'given-first']],
    ['이명박 대통령이 왔다.', 'Lee Myung-bak came.', ['이명박', 'Lee Myung-bak', 'family-first']],
    ['노무현이 말했다.', 'Roh Moo Hyun spoke.', ['노무현', 'Roh Moo Hyun', 'family-first']],
    ['글 오세림기자', 'By Oh Serim', ['오세림', 'Oh Serim', 'family-first']],
    ['남궁민아가 왔다', 'Namgung Min-a came', ['남궁민아', 'Namgung Min-a', 'family-first']],
    [
      '주민들이 세운 온새이동협동조합은 버스를 굴린다.',
      'The residents’ own Onsae Mobility Cooperative runs buses.',
      ['온새이동협동조합', 'Onsae Mobility Cooperative', 'organisation'],
    ],
    [
      '달고개병원에서 진료한다.',
      'They see patients at Dalgogae Hospital.',
      ['달고개병원', 'Dalgogae Hospital', 'organisation'],
    ],
    [
      '한울대학교를 나왔다.',
      'She went to the University of Hanul.',
      ['한울대학교', 'University of Hanul', 'organisation'],
    ],
    ['노동신문이 전했다.', 'Rodong Sinmun reported it.', ['노동신문', 'Rodong Sinmun', 'organisation']],
  ])('in %j and %j', (korean, english, found) => {
    expect(said(korean, english)).toEqual([found])
  })
})

test.each([
  ['오바마는 이란을 떠났다.', 'Obama left Iran.'],
  ['서울시가 밝혔다.', 'The city of Seoul said so.'],
  ['이사장은 정부가 나서야 한다고 했다.', 'The chair said the government must act.'],
  ['김치는 맛있다.', 'Kimchi is good.'],
  ['김민지 씨가 왔다.', 'Ms. Kim came.'],
  ['김민지 씨가 왔다.', 'kim min-ji'],
  ['김왕영이 왔다.', 'Kim Young-wang came.'],
  ['이정이 왔다.', 'Lee Jung-hee came.'],
  ['이정히가 왔다.', 'Lee Jung-hee-sung came.'],
  ['협동조합은 늘었다.', 'The Cooperative grew in Seoul City.'],
  ['우리 은행은 닫았다.', 'Our Bank closed.'],
  ['유튜브로 보았다.', 'They watched it on You Tube.'],
  ['한국은행이 올렸다.', 'The Bank of Korea raised it.'],
  ['', ''],
])('nothing is made of %j beside %j', (korean, english) => {
  expect(said(korean, english)).toEqual([])
})
