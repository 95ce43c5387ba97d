import { speakersIn } from '../../server/text/speakers'

/** `**` opens what is bold. */
function who(paragraphs: string[]): (string | null)[] {
  const spoken = paragraphs.map((one) => ({ words: one.replaceAll('**', ''), isBold: one.startsWith('**') }))
  return speakersIn(spoken).map((one) => one && `${one.name}${one.asks ? '?' : ''}`)
}

test.each<[string, string[], (string | null)[]]>([
  ['letters', ['Q. 왜 시작했나?', 'A. 필요해서요.'], ['Q?', 'A']],
  ['numbered letters', ['Q1. 왜?', 'A1. 그래서.', 'Q2: 언제?'], ['Q?', 'A', 'Q?']],
  ['문 and 답', ['문: 왜?', '답: 그래서.', '답은 간단하다.'], ['문?', '답', null]],
  ['wide colons', ['문： 왜?', '답： 그래서.'], ['문?', '답']],
  [
    'bold questions and answers without a mark',
    ['**Q. 왜?**', '그래서.', '**Q. 언제?**'],
    ['Q?', null, 'Q?'],
  ],
  [
    'questions, and bold names before answers',
    ['**Q. 언제?**', '**남기석** | 6월입니다.', '**Q. 왜?**', '**남기석** | 손님이 없어서요.'],
    ['Q?', '남기석', 'Q?', '남기석'],
  ],
  [
    'a reporter and one person',
    ['기자: 왜 시작했나?', '김왕영: 필요해서요.', '기자: 언제?', '김왕영: 재작년에요.'],
    ['기자?', '김왕영', '기자?', '김왕영'],
  ],
  [
    'names with what they are',
    [
      '**김왕영 대표**: 네.',
      '**이기대 매니저**: 아니요.',
      '**김왕영 대표**: 왜요?',
      '**이기대 매니저**: 글쎄요.',
    ],
    ['김왕영 대표', '이기대 매니저', '김왕영 대표', '이기대 매니저'],
  ],
  [
    'English names, short after the first time',
    ['Q. When?', 'Nam Ki-seok: In June.', 'Q. Why?', 'Nam: Nobody rode.', 'Nam: And so on.'],
    ['Q?', 'Nam Ki-seok', 'Q?', 'Nam', 'Nam'],
  ],
  [
    'the same in bold',
    ['**Q. When?**', '**Nam Ki-seok** | In June.', '**Q. Why?**', '**Nam** | Nobody rode.'],
    ['Q?', 'Nam Ki-seok', 'Q?', 'Nam'],
  ],
  [
    'an interviewer and a person',
    [
      'Interviewer: Why?',
      'Kim Wang-young: It was needed.',
      'Interviewer: When?',
      'Kim Wang-young: Last year.',
    ],
    ['Interviewer?', 'Kim Wang-young', 'Interviewer?', 'Kim Wang-young'],
  ],
])('%s', (_, paragraphs, expected) => {
  expect(who(paragraphs)).toEqual(expected)
})

test.each<[string, string[]]>([
  ['a colon in a sentence', ['그는 이렇게 말했다: 아니다.', '그는 또 말했다: 그렇다.']],
  ['particulars', ['일시: 3월 1일', '장소: 회관', '일시: 3월 2일', '장소: 마당']],
  ['bold particulars', ['**장점**: 싸다.', '**단점**: 멀다.', '**장점**: 빠르다.', '**단점**: 좁다.']],
  ['English particulars', ['Date: March 1', 'Place: Hall', 'Date: March 2', 'Place: Yard']],
  ['cautions', ['**참고**: 이 글은', '**주의**: 저 글은', '**참고**: 또', '**주의**: 또']],
  ['places in a list', ['부산: 3,100명', '서울: 612명', '부산: 3,200명', '서울: 700명']],
  ['one question alone', ['Q. 왜 그랬을까?', '그것은 모른다.']],
  ['answers without a question', ['A. 첫째 안', 'A. 둘째 안']],
  ['one person who says something twice', ['김왕영: 네.', '글.', '김왕영: 네.']],
  ['two people who say one thing each', ['김왕영: 네.', '이기대: 네.']],
  ['times of day', ['오후 3:00에 만났다', '오후 4:00에 만났다']],
  ['addresses', ['https://a.kr/b', 'https://a.kr/c']],
  ['a letter alone', ['Q.', 'A.']],
  ['a name alone', ['**김왕영**:', '**이기대**:', '**김왕영**:', '**이기대**:']],
  ['words that begin with the letters', ['Q-net에서 봤다', 'A형 독감이다', 'Quality: good', 'Answers: none']],
  ['plain words with a capital', ['Seoul: 612', 'Busan: 310', 'Seoul: 700', 'Busan: 320']],
  ['nothing', []],
])('nobody speaks: %s', (_, paragraphs) => {
  expect(who(paragraphs)).toEqual(paragraphs.map(() => null))
})
