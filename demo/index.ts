/**
 * The demo world: a newsroom for the social and solidarity economy in a province that does not exist.
 *
 * Beside this file lie, for every article,
 *   articles/<slug>.md            the Korean, without summary and byline (those are below)
 *   articles/<slug>.v2.md         the Korean after `changedSource`, where there is one
 *   articles/<slug>.en.json       English by people, keyed by the Korean text of the block it belongs to
 *   articles/<slug>.machine.json  English by a machine, keyed likewise
 * A block in both was drafted by the machine and corrected by a person, one only in the machine's file is still
 * a machine draft, one only in the people's file was written by hand. Summary and byline are keys like any other.
 */

export type DemoStage =
  'fresh' | 'drafted' | 'in-review' | 'returned' | 'approved-scheduled' | 'published' | 'published-outdated'

export interface DemoPerson {
  key: string
  name: string
  email: string
  roles: ('translator' | 'editor' | 'admin')[]
  locale: 'ko' | 'en'
}

export interface DemoCategory {
  slug: string
  ko: string
  en: string
}

export type DemoSeries = DemoCategory

export interface DemoComment {
  /** The Korean text of the block the comment stands on. */
  on: string
  text: string
  /** The key of a person. */
  by: string
  settled?: true
}

export interface DemoArticle {
  slug: string
  stage: DemoStage
  summary: string
  byline: string
  /** The slug of a category. */
  category: string
  /** The slug of a series. */
  series?: string
  part?: number
  related: string[]
  /** The key of the person who translates and submits. */
  translator?: string
  /** The key of the person who approves or returns. */
  editor?: string
  /** What an editor rewrote after the translator submitted, and before another approved it. */
  polished?: { by: string; words: { on: string; text: string }[] }
  /** In whose hands it is, and in how many days it is due: a day before today is one that was missed. */
  assigned?: { to: string | null; by: string; dueInDays: number }
  scheduledInDays?: number
  returnedReasons?: string
  comments?: DemoComment[]
  changedSource?: { significance: 'correction' | 'update'; note: string; by: string }
}

export const demoPeople: DemoPerson[] = [
  {
    key: 'minji',
    name: '윤민지',
    email: 'minji@daeyeok.example',
    roles: ['translator'],
    locale: 'ko',
  },
  {
    key: 'hannah',
    name: 'Hannah Lindqvist',
    email: 'hannah@daeyeok.example',
    roles: ['translator'],
    locale: 'en',
  },
  {
    key: 'daniel',
    name: 'Daniel Okafor',
    email: 'daniel@daeyeok.example',
    roles: ['editor'],
    locale: 'en',
  },
  {
    key: 'soyeon',
    name: '류소연',
    email: 'soyeon@daeyeok.example',
    roles: ['editor'],
    locale: 'ko',
  },
  {
    key: 'taekyung',
    name: '문태경',
    email: 'taekyung@daeyeok.example',
    roles: ['admin', 'editor'],
    locale: 'ko',
  },
]

export const demoCategories: DemoCategory[] = [
  { slug: 'care', ko: '돌봄', en: 'Care' },
  { slug: 'cooperatives', ko: '협동조합', en: 'Cooperatives' },
  { slug: 'regions', ko: '지역', en: 'Regions' },
  { slug: 'climate', ko: '기후', en: 'Climate' },
  { slug: 'policy', ko: '제도', en: 'Policy' },
]

export const demoSeries: DemoSeries[] = [
  { slug: 'rebuilding-care', ko: '돌봄을 다시 짓다', en: 'Rebuilding Care' },
]

/** In the order in which they came in, so that an article finds those it links to. */
export const demoArticles: DemoArticle[] = [
  {
    slug: 'care-kitchen-part-1',
    stage: 'published',
    summary:
      '다온시 은여울동 주민 214명이 출자한 마을 부엌 ‘은여울밥상’은 하루 163끼를 짓는다. 밥을 나르는 일은 곧 안부를 묻는 일이었다.',
    byline: '글 = 한지우 기자',
    category: 'care',
    series: 'rebuilding-care',
    part: 1,
    related: ['care-kitchen-part-2', 'refill-shop'],
    translator: 'minji',
    editor: 'daniel',
    comments: [
      {
        on: '시작은 손도 대지 않은 도시락이었다',
        text: '소제목의 ‘도시락’은 lunch box가 아니라 저녁밥입니다. 본문과 같이 dinner로 맞췄습니다.',
        by: 'minji',
        settled: true,
      },
    ],
  },
  {
    slug: 'care-kitchen-part-2',
    stage: 'published',
    summary:
      '밥을 나르던 마을 부엌이 병원 동행과 밤 전화를 시작했다. 은여울동의 돌봄은 이제 끼니가 아니라 한 사람의 하루를 따라 움직인다.',
    byline: '글 = 한지우 기자',
    category: 'care',
    series: 'rebuilding-care',
    part: 2,
    related: ['care-kitchen-part-1', 'village-bus-interview'],
    translator: 'minji',
    editor: 'soyeon',
    polished: {
      by: 'daniel',
      words: [
        {
          on: '밥을 나르던 마을 부엌이 병원 동행과 밤 전화를 시작했다. 은여울동의 돌봄은 이제 끼니가 아니라 한 사람의 하루를 따라 움직인다.',
          text: 'A neighborhood kitchen that delivered dinners now comes along to the doctor and picks up the phone at night. Care in Eunyeoul-dong no longer follows mealtimes but the course of a person’s day.',
        },
        {
          on: '은여울동 주민들이 매달 여는 ‘하루회의’. 지난 한 달 동안 누가 무엇을 힘들어했는지부터 이야기한다.',
          text: 'The monthly “day meeting” in Eunyeoul-dong. It opens with what was hard over the past month, and for whom.',
        },
      ],
    },
  },
  {
    slug: 'village-bus-interview',
    stage: 'published',
    summary:
      '2023년 마지막 버스가 끊긴 온새군 너른면. 주민들이 세운 온새이동협동조합은 15인승 버스 두 대로 한 달에 3,100명을 태운다. 남기석 이사장과 주하린 운행팀장을 만났다.',
    byline: '글 = 오세림 기자',
    category: 'regions',
    related: ['little-library', 'care-kitchen-part-2'],
    translator: 'hannah',
    editor: 'soyeon',
  },
  {
    slug: 'refill-shop',
    stage: 'published',
    summary:
      '다섯 청년이 세운 다시가게협동조합은 포장 없이 물건을 판다. 단골 2,300명이 지난해 아낀 플라스틱 통은 4만 1,000개다.',
    byline: '글 = 배도현 기자',
    category: 'climate',
    related: ['care-kitchen-part-1', 'solar-roof-cooperative'],
    translator: 'hannah',
    editor: 'daniel',
  },
  {
    slug: 'solar-roof-cooperative',
    stage: 'published-outdated',
    summary:
      '다온시 시민 1,260명이 세운 햇볕지붕에너지협동조합이 지난해 전기 126만 kWh를 만들었다. 수익은 조합원과 학교, 그리고 전기요금을 내기 어려운 이웃에게 돌아간다.',
    byline: '글 = 배도현 기자',
    category: 'climate',
    related: ['refill-shop', 'tool-library'],
    translator: 'minji',
    editor: 'soyeon',
    changedSource: {
      significance: 'correction',
      note: '옥상 방수 공사비(1억 1,200만 원 → 1억 2,100만 원)와 허가 기관 이름을 바로잡고, 11월 5일 공영 주차장 협약을 보탰습니다.',
      by: 'soyeon',
    },
  },
  {
    slug: 'bread-price-vote',
    stage: 'approved-scheduled',
    summary:
      '밀값이 뛰자 보리씨빵집협동조합은 가격표 대신 장부를 펼쳤다. 열흘 동안 이어진 투표에서 조합원들은 가장 싼 안을 고르지 않았다.',
    byline: '글 = 오세림 기자',
    category: 'cooperatives',
    related: ['market-coupons', 'refill-shop'],
    translator: 'hannah',
    editor: 'soyeon',
    scheduledInDays: 2,
  },
  {
    slug: 'tool-library',
    stage: 'in-review',
    summary:
      '집집이 한 대씩 있지만 거의 쓰지 않는 물건들. 다온시 새벌동 주민들은 공구 412점을 한곳에 모아 빌려 쓰는 도서관을 열었다.',
    byline: '글 = 배도현 기자',
    category: 'cooperatives',
    related: ['refill-shop', 'care-kitchen-part-1'],
    translator: 'minji',
    editor: 'daniel',
    comments: [
      {
        on: '고장은 잘못이 아니라 수업의 시작이에요.',
        text: '‘수업’을 class로 하면 뒤의 수리 수업과 겹쳐 보여서 lesson으로 옮겼습니다. @Daniel Okafor 님 의견 부탁드립니다.',
        by: 'minji',
      },
    ],
  },
  {
    slug: 'market-coupons',
    stage: 'returned',
    assigned: { to: 'hannah', by: 'soyeon', dueInDays: -2 },
    summary:
      '재개발 소문이 돌던 다온시 샛별시장에서 상인 74명이 협동조합을 세우고 빈 점포의 임차권을 사들였다. 3년 만에 빈 곳은 서른 곳에서 네 곳으로 줄었다.',
    byline: '글 = 한지우 기자',
    category: 'regions',
    related: ['bread-price-vote', 'ordinance-explained'],
    translator: 'hannah',
    editor: 'soyeon',
    returnedReasons:
      '전반부는 좋습니다. 다만 금액의 자릿수가 한 곳 틀렸고, 상인회장의 이름이 두 가지로 적혀 있어 이대로는 내보낼 수 없습니다. 제목과 요약은 점포를 ‘샀다’고 읽히는데, 산 것은 빌릴 권리입니다. 문단마다 남긴 의견을 보시고 다시 제출해 주세요. 마지막 절은 기계가 옮긴 말투가 남아 있으니 소리 내어 한 번 읽어 보시면 좋겠습니다.',
    comments: [
      {
        on: '빈 점포 서른 곳, 상인들이 먼저 샀다',
        text: 'Bought Them이라고 하면 건물을 산 것이 됩니다. 산 것은 10년짜리 임차권이니 took the leases 쪽으로 고쳐 주세요. 요약도 같습니다.',
        by: 'soyeon',
      },
      {
        on: '상인 74명이 100만 원씩 내어 7,400만 원을 만들었다. 여기에 시민 펀드 2억 1,000만 원과 가온도 사회연대기금 융자 1억 5,000만 원이 더해졌다. 모두 4억 3,400만 원. 샛별시장상인협동조합은 이 돈으로 빈 점포를 하나씩 10년 기한으로 빌렸다.',
        text: '4억 3,400만 원은 434 million won입니다. 43.4 million이면 4,340만 원이 되어 앞의 세 금액을 더한 값과 맞지 않습니다.',
        by: 'soyeon',
      },
      {
        on: '태윤복 회장은 상품권을 **‘마중물’**이라고 불렀다. “마중물은 펌프를 돌리라고 붓는 거지, 그 물로 밥을 지으라는 게 아닙니다. 할인이 없어도 올 까닭을 만들어야지요.” 조합은 내년부터 시장 식재료로 [은여울밥상](/ko/care-kitchen-part-1)의 부엌을 채우기로 했다.',
        text: '앞에서는 Tae Yun-bok인데 여기서는 Tae Yoon-bok입니다. 본인 명함대로 Tae Yun-bok으로 통일해 주세요. ‘마중물’은 펌프에 붓는 priming water입니다. welcoming water로는 영어 독자가 펌프를 떠올리지 못합니다.',
        by: 'soyeon',
      },
      {
        on: '마트는 값을 정해서 내려보내지만 우리는 서로 얼굴을 보고 정합니다. 그래서 오래 걸리고, 그래서 안 망합니다.',
        text: '이 기사에서 가장 좋은 말인데 번역이 뻣뻣합니다. 짧게 끊어 말맛을 살려 주세요.',
        by: 'soyeon',
      },
      {
        on: '스물여섯 점포에 새로 들어온 사람들의 평균 나이는 34세다. 수선집, 두부 공방, 채소 절임 가게, 외국인 주민이 차린 향신료 가게가 있다. 네팔에서 온 수니타 라이(41) 씨는 “처음 석 달은 카레 냄새 때문에 싸울 줄 알았는데, 옆집 건어물 사장님이 매일 점심을 드시러 온다”며 웃었다.',
        text: 'Sunita Rai는 본인이 쓰는 표기를 확인했습니다. 그대로 두시면 됩니다.',
        by: 'soyeon',
        settled: true,
      },
    ],
  },
  {
    slug: 'little-library',
    stage: 'drafted',
    assigned: { to: 'minji', by: 'soyeon', dueInDays: 3 },
    summary:
      '전국의 작은도서관이 해마다 수백 곳씩 사라진다. 온새군 두루미길작은도서관은 책을 늘리는 대신 문 여는 시간을 늘려 10년을 버텼다.',
    byline: '글 = 오세림 기자',
    category: 'regions',
    related: ['village-bus-interview', 'tool-library'],
    translator: 'minji',
  },
  {
    slug: 'ordinance-explained',
    stage: 'fresh',
    assigned: { to: null, by: 'taekyung', dueInDays: 9 },
    summary:
      '가온도의회가 4년을 끌어온 사회연대경제 기본조례를 통과시켰다. 흩어져 있던 지원 제도를 한데 묶고, 공공구매 목표와 기금의 근거를 처음으로 못 박았다. 조항을 하나씩 풀어 본다.',
    byline: '글 = 한지우·배도현 기자',
    category: 'policy',
    related: ['village-bus-interview', 'solar-roof-cooperative', 'care-kitchen-part-1'],
  },
]
