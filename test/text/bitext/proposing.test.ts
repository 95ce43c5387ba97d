import { profileOf, proposalsFor, type Post, type Profile } from '../../../server/text/bitext/proposing'
import { blocksOf } from '../../../server/text/markdown'

const bookshop = post(
  'ko-bookshop',
  '# 마을 책방 이야기\n\n2019년 3월, 이춘식 씨는 부산 영도에 작은 책방을 열었다. 첫 달 손님은 37명이었다.\n\n2021년에는 이웃 120명이 450만 원을 모았다.',
)
const kimchi = post(
  'ko-kimchi',
  '# 김장하는 날\n\n배추 50포기를 소금에 절이고 하룻밤 기다린다.\n\n올해는 전라남도 해남에서 온 배추를 썼고 18명이 함께 담갔다.',
)
const bookshopEn = post(
  'en-bookshop',
  '# A village bookshop\n\nIn March 2019 Lee Chun-sik opened a small bookshop in Yeongdo, Busan. In the first month 37 people came.\n\nIn 2021 a hundred and twenty neighbours gave 4.5 million won.',
)
const kimchiEn = post(
  'en-kimchi',
  '# Kimchi day\n\nFifty cabbages are laid in salt and left overnight.\n\nThis year they came from Haenam in Jeollanam-do, and 18 people made kimchi together.',
)

test('a post is proposed with its Korean first, and says why', () => {
  const found = proposed([bookshop, kimchi], [kimchiEn, bookshopEn])
  expect(found.get('en-bookshop')![0]).toMatchObject({ korean: 'ko-bookshop' })
  expect(found.get('en-kimchi')![0]).toMatchObject({ korean: 'ko-kimchi' })
  expect(found.get('en-bookshop')![0]!.reasons.map(({ sort }) => sort)).toContain('number')
})

test('what has nothing in common is proposed with a low score', () => {
  const stranger = post(
    'en-other',
    '# On sailing\n\nThe wind was good, and we went out before the others woke.',
  )
  const day = new Date('2023-05-01T00:00:00Z')
  const sameDay = [bookshop, kimchi].map((one) => ({ ...one, publishedAt: day }))
  const [first] = proposed(sameDay, [{ ...stranger, publishedAt: day }]).get('en-other')!
  expect(first!.score).toBeLessThan(20)
})

test('no Korean post is the first for two', () => {
  const twice = proposed([bookshop, kimchi], [bookshopEn, { ...bookshopEn, id: 'en-copy' }])
  const firsts = [...twice.values()].map(([first]) => first!.korean)
  expect(new Set(firsts).size).toBe(2)
})

test.each<[string, Partial<Post>, Partial<Post>, string]>([
  [
    'a link to it',
    { address: 'https://ko.example.org/a' },
    {
      blocks: blocksOf(
        '# A village bookshop\n\nIn the first month 37 people came. [한국어](https://ko.example.org/a)',
      ),
    },
    'linked',
  ],
  [
    'the same address in another language',
    { address: 'https://example.org/ko/a/' },
    { address: 'https://example.org/en/a' },
    'address',
  ],
  [
    'the same day',
    { publishedAt: new Date('2023-05-01T00:00:00Z') },
    { publishedAt: new Date('2023-05-01T09:00:00Z') },
    'day',
  ],
])('%s speaks for a pair', (_, korean, english, reason) => {
  const [ko, en] = [
    { ...bookshop, ...korean },
    { ...bookshopEn, ...english },
  ]
  const [without] = proposed(
    [{ ...ko, address: '', publishedAt: null }],
    [{ ...en, address: '', publishedAt: null }],
  ).get(en.id)!
  const [first] = proposed([ko], [en]).get(en.id)!
  expect(first!.reasons.map(({ sort }) => sort)).toContain(reason)
  expect(first!.score).toBeGreaterThan(without!.score)
})

test('in a large archive it is found without comparing everything with everything', () => {
  const others = Array.from({ length: 400 }, (_, at) =>
    post(`ko-${at}`, `# 소식 ${at}\n\n${at + 3000}번째 소식을 전한다.`),
  )
  const [first] = proposed([...others, bookshop], [bookshopEn]).get('en-bookshop')!
  expect(first).toMatchObject({ korean: 'ko-bookshop' })
})

function post(id: string, markdown: string): Post {
  return { id, blocks: blocksOf(markdown), address: '', publishedAt: null }
}

function proposed(korean: Post[], english: Post[]) {
  const profiles = (posts: Post[], language: 'ko' | 'en'): Profile[] =>
    posts.map((one) => profileOf(one, language))
  return proposalsFor(profiles(korean, 'ko'), profiles(english, 'en'))
}
