import fc from 'fast-check'
import type { Element } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import type { NumberedBlock } from '../../server/text/blocks'
import { walk } from '../../server/text/elements'
import { blocksOf } from '../../server/text/markdown'
import { plain, render, renderInline, type Resolve } from '../../server/text/rendering'
import { hostileMarkdown } from './hostileMarkdown'

const resolve: Resolve = {
  picture: (media) =>
    media === 'bread'
      ? {
          sources: [
            { type: 'image/webp', srcset: '/media/bread-640.webp 640w, /media/bread-1280.webp 1280w' },
          ],
          src: '/media/bread-1280.jpg',
          width: 1280,
          height: 853,
        }
      : null,
  link: (href) =>
    href === 'article:12' ? { href: '/ko/bakery', hreflang: 'ko', note: '(in Korean)' } : null,
}

test('every block carries its number', () => {
  expect(render(numbered('## 빵\n\n문단\n\n- 하나\n- 둘\n\n> 인용\n\n---\n\n```js\n1 < 2\n```'), 'ko')).toBe(
    [
      '<h2 id="p1">빵</h2>',
      '<p id="p2">문단</p>',
      '<ul><li id="p3">하나</li><li id="p4">둘</li></ul>',
      '<blockquote><p id="p5">인용</p></blockquote>',
      '<hr id="p6">',
      '<pre id="p7" tabindex="0"><code class="language-js">1 &#x3C; 2</code></pre>',
      '',
    ].join('\n'),
  )
})

test('title, summary and byline are the page’s to print', () => {
  expect(render(numbered('# 제목\n\n[요약] 요약\n\n김보람 기자\n\n본문'), 'ko')).toBe('<p id="p4">본문</p>\n')
})

test('a figure comes in its sizes, with room kept for it', () => {
  const html = render(numbered('![갓 구운 **빵**](media:bread "아침 *일곱 시*. (사진=밀리)")'), 'ko', resolve)
  expect(html).toContain(
    '<figure id="p1"><picture><source type="image/webp" srcset="/media/bread-640.webp 640w,',
  )
  expect(html).toContain('<img src="/media/bread-1280.jpg" alt="갓 구운 빵" width="1280" height="853"')
  expect(html).toContain(
    '<figcaption><span class="caption" id="p3">아침 <em>일곱 시</em>.</span> <small class="credit" id="p4">사진=밀리</small></figcaption>',
  )
})

test('the first picture comes with the page, the next when it is near', () => {
  const html = render(numbered('![](media:bread)\n\n![](media:bread)'), 'ko', resolve)
  expect(html.match(/loading="lazy"/g)).toHaveLength(1)
})

test('a missing photograph leaves its caption and no broken frame', () => {
  const html = render(numbered('![빵](photo.jpg "빵")'), 'ko', resolve)
  expect(html).not.toContain('<img')
  expect(html).toContain(
    '<figure id="p1" class="missing"><div class="missing-picture" role="img" aria-label="빵"',
  )
})

test('notes, tables and nested lists', () => {
  expect(render(numbered('> [편집자 주] 두 편'), 'ko')).toBe(
    '<aside class="note note-editor" role="note"><p class="note-label">편집자 주</p><p id="p1">두 편</p></aside>\n',
  )
  expect(render(numbered('| 해 | 수 |\n|---|--:|\n| 1 | **2** |'), 'en')).toContain(
    '<table><thead><tr><th scope="col">해</th><th scope="col" align="right">수</th></tr></thead><tbody><tr><td>1</td><td align="right"><strong>2</strong></td></tr></tbody></table>',
  )
  expect(render(numbered('3. 셋\n   - 안\n\n   더\n4. 넷'), 'ko')).toBe(
    '<ol start="3"><li id="p1"><p>셋</p><ul><li id="p2">안</li></ul><p id="p3">더</p></li><li id="p4">넷</li></ol>\n',
  )
})

test.each(['ko', 'en'] as const)('in %s an empty cell of the head of a table is no heading', (language) => {
  expect(render(numbered('| | 2025 |\n|---|--:|\n| 7 | 12 |'), language)).toContain(
    '<thead><tr><td></td><th scope="col" align="right">2025</th></tr></thead><tbody><tr><td>7</td>',
  )
})

test('footnotes lead there and back, each as often as it is referred to', () => {
  const html = render(numbered('가[^b] 나[^a] 다[^b]\n\n[^a]: 에이\n\n[^b]: 비'), 'ko')
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(targets.filter((id) => !ids.includes(id))).toEqual([])
  expect(html).toMatch(/가<sup[^>]*><a href="#p3"[^>]*>1<\/a><\/sup> 나<sup[^>]*><a href="#p2"[^>]*>2</)
  expect(html.match(/doc-backlink/g)).toHaveLength(3)
})

test('links lead where they are resolved to', () => {
  expect(renderInline('[밖](https://example.kr)', 'ko', resolve)).toBe(
    '<a href="https://example.kr" rel="noopener">밖</a>',
  )
  expect(renderInline('[Bakery](article:12)', 'en', resolve)).toBe(
    '<a href="/ko/bakery" hreflang="ko">Bakery</a> <span class="link-note">(in Korean)</span>',
  )
  expect(renderInline('[gone](article:99)', 'en', resolve)).toBe('gone')
  expect(renderInline('[x](javascript:alert(1))')).toBe('x')
})

test('Hangul in English is marked as Korean, a single syllable is not', () => {
  expect(renderInline('Kim Boram (김보람) of 동네 빵집, 김', 'en')).toBe(
    'Kim Boram (<span lang="ko">김보람</span>) of <span lang="ko">동네 빵집</span>, 김',
  )
  expect(renderInline('김보람은 Kim Boram이다', 'ko')).toBe('김보람은 Kim Boram이다')
})

test('a hard break is kept, a tag that somebody typed is words', () => {
  expect(renderInline('위\\\n아래')).toBe('위<br>\n아래')
  expect(renderInline('a <b>b</b> <script>alert(1)</script>')).toBe(
    'a &#x3C;b>b&#x3C;/b> &#x3C;script>alert(1)&#x3C;/script>',
  )
})

test('plain words have no marks', () => {
  expect(plain('**빵**과 [링크](/a) `코드`\\\n끝[^1]')).toBe('빵과 링크 코드 끝')
  expect(plain('| 해 | 수 |\n| --- | --- |\n| 1 | **2** |')).toBe('해 수 1 2')
})

test('nothing anyone writes runs or reaches outside, and every number is there once', () => {
  const probes = [
    '<img src=x onerror=alert(1)>',
    '[a](JaVa&#x0A;Script:alert(1))',
    '<svg><script>alert(1)</script></svg>',
    '<a href="data:text/html,<script>1</script>">x</a>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '<iframe srcdoc="x"></iframe><form action=x><input name=y></form>',
    '![" onerror="alert(1)](media:bread "\\"><script>alert(1)</script>")',
    '```"><script>\nx\n```',
    '[^"><script>]: x',
  ]
  fc.assert(
    fc.property(hostileMarkdown, fc.constantFrom('', ...probes), (markdown, probe) => {
      const blocks = numbered(`${markdown}\n\n${probe}`)
      const elements = elementsIn(render(blocks, 'en', resolve))
      const ids = elements.flatMap(({ properties }) => properties.id ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      for (const { tagName, properties } of elements) {
        expect(TAGS).toContain(tagName)
        expect(Object.keys(properties).filter((name) => !ATTRIBUTES.includes(name))).toEqual([])
        expect(String(properties.href ?? properties.src ?? '')).not.toMatch(
          /^(?!https?:|mailto:|tel:)[a-z][\w+.-]*:/i,
        )
      }
    }),
    { numRuns: 600, examples: probes.map((probe) => ['', probe]) },
  )
})

const TAGS = [
  ...['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'aside', 'section', 'div', 'hr', 'br', 'pre'],
  ...[
    'code',
    'figure',
    'figcaption',
    'picture',
    'source',
    'img',
    'table',
    'time',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  ...['strong', 'em', 'del', 'a', 'sup', 'span', 'small'],
]
const ATTRIBUTES = [
  ...[
    'id',
    'dateTime',
    'className',
    'role',
    'ariaLabel',
    'lang',
    'href',
    'hrefLang',
    'rel',
    'src',
    'alt',
    'width',
    'height',
  ],
  ...['decoding', 'loading', 'type', 'srcSet', 'sizes', 'start', 'scope', 'align', 'tabIndex'],
]

function elementsIn(html: string): Element[] {
  const found: Element[] = []
  walk(unified().use(rehypeParse, { fragment: true }).parse(html), (element) => found.push(element))
  return found
}

function numbered(markdown: string): NumberedBlock[] {
  return blocksOf(markdown).map((block, index) => ({ ...block, number: index + 1 }))
}
