import type { TermForm } from '../server/termbase/rules'

/** What the newsroom has agreed on, by the key of whoever wrote it down. `series` and `article` are slugs. */
export interface DemoTerm extends Partial<Omit<TermForm, 'scope'>> {
  korean: string
  accepted: string
  by: string
  series?: string
  article?: string
}

export const demoTerms: DemoTerm[] = [
  {
    ...{ korean: '태윤복', kind: 'person', accepted: 'Tae Yun-bok', by: 'soyeon' },
    note: '본인 명함의 표기입니다.',
  },
  { korean: '남기석', kind: 'person', accepted: 'Nam Gi-seok', by: 'hannah' },
  { korean: '주하린', kind: 'person', accepted: 'Ju Ha-rin', by: 'hannah' },
  {
    ...{
      korean: '수니타 라이',
      kind: 'person',
      accepted: 'Sunita Rai',
      nameOrder: 'given-first',
      by: 'soyeon',
    },
    note: '본인이 쓰는 표기를 확인했습니다.',
  },
  {
    ...{ korean: '은여울밥상', kind: 'organisation', accepted: 'Eunyeoul Table', by: 'minji' },
    forbidden: 'Eunyeoul Babsang',
  },
  {
    ...{
      korean: '온새이동협동조합',
      kind: 'organisation',
      accepted: 'Onsae Mobility Cooperative',
      by: 'hannah',
    },
  },
  { korean: '온새군', kind: 'place', accepted: 'Onsae County', forbidden: 'Onsae-gun', by: 'hannah' },
  { korean: '은여울동', kind: 'place', accepted: 'Eunyeoul-dong', by: 'minji' },
  { korean: '다온시', kind: 'place', accepted: 'Daon City\nDaon', by: 'minji' },
  {
    ...{ korean: '사회연대경제', kind: 'term', partOfSpeech: 'noun', by: 'soyeon' },
    accepted: 'social and solidarity economy\nsocial solidarity economy\nSSE',
    note: '조례 이름에서도 같은 말을 씁니다.',
  },
  {
    ...{ korean: '조합원', kind: 'term', partOfSpeech: 'noun', accepted: 'member', by: 'soyeon' },
    forbidden: 'union member',
    note: '노동조합이 아니라 협동조합의 조합원입니다.',
  },
  {
    ...{ korean: '마중물', kind: 'term', partOfSpeech: 'noun', accepted: 'priming water', by: 'soyeon' },
    ...{ forbidden: 'welcoming water', article: 'market-coupons' },
  },
  {
    ...{ korean: '하루회의', kind: 'term', partOfSpeech: 'noun', accepted: 'day meeting', by: 'minji' },
    series: 'rebuilding-care',
  },
]
