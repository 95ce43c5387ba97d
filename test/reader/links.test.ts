import { slugsIn, withLinks } from '../../server/reader/rules'
import { pathTo } from '../../server/web/paths'

const html =
  '<p id="p3">As <a href="/ko/village-kitchen">the kitchen</a> showed in <a href="/ko/%EB%B3%B4%EB%A6%AC%EB%B9%B5#p4">May</a>. <a href="https://bread.example/ko/x" rel="noopener">Elsewhere</a>.</p>'
const read = (
  ...linked: { slug: string; language: 'ko' | 'en'; called?: string; calledIn?: 'ko' | 'en' }[]
) =>
  withLinks(
    html,
    'en',
    linked.map((one) => ({ called: one.slug, calledIn: 'ko' as const, ...one })),
    pathTo.read,
    '(in Korean)',
  )

test('a text says which articles it links to, and nothing of the world outside', () => {
  expect(slugsIn(html)).toEqual(['village-kitchen', '보리빵'])
})

test('a link leads into the reader’s language as soon as the article is public in it', () => {
  const linked = [
    { slug: 'village-kitchen', language: 'ko' as const },
    { slug: 'village-kitchen', language: 'en' as const },
  ]
  expect(read(...linked)).toContain('<a href="/en/village-kitchen">the kitchen</a> showed')
})

test('a link leads to where the article is in the language it is read in, by whichever name it was called', () => {
  const sides = (called: string, calledIn: 'ko' | 'en') => [
    { called, calledIn, slug: '마을-부엌', language: 'ko' as const },
    { called, calledIn, slug: 'kitchen-of-the-village', language: 'en' as const },
  ]
  for (const calledIn of ['ko', 'en'] as const)
    expect(read(...sides('village-kitchen', calledIn))).toContain('<a href="/en/kitchen-of-the-village">')
  const other = {
    called: 'village-kitchen',
    calledIn: 'en' as const,
    slug: 'another',
    language: 'en' as const,
  }
  expect(read(other, ...sides('village-kitchen', 'ko'))).toContain('<a href="/en/kitchen-of-the-village">')
})

test('until then it leads to the Korean and says so', () => {
  expect(read({ slug: '보리빵', language: 'ko' })).toContain(
    `<a href="${pathTo.read('ko', '보리빵')}#p4" hreflang="ko">May</a> (in Korean).`,
  )
})

test('nothing leads to an article that nobody may read, and the words stay', () => {
  expect(read()).toBe(
    '<p id="p3">As the kitchen showed in May. <a href="https://bread.example/ko/x" rel="noopener">Elsewhere</a>.</p>',
  )
})
