import type { NumberedBlock } from '../../server/text/blocks'
import { facing, type Facing } from '../../server/text/facing'
import { blocksOf } from '../../server/text/markdown'
import { mapOutermost, outermost } from '../../server/text/outermost'
import { render, type Resolve } from '../../server/text/rendering'

const resolve: Resolve = {
  picture: (media) => ({ sources: [], src: `/pictures/${media}/1200.jpg`, width: 1200, height: 800 }),
}

test('paragraphs stand beside their own, in the order of the Korean', () => {
  const korean = body('ko', { 1: '하나', 2: '둘', 3: '셋' }, [1, 3, 2])
  const english = body('en', { 1: 'One', 2: 'Two', 3: 'Three' })
  expect(inShort(facing(korean, english, 'ko'))).toEqual(['하나 | One', '셋 | Three', '둘 | Two'])
})

test.each([
  ['new in the Korean', { 1: '하나', 2: '둘' }, { 1: 'One' }, ['하나 | One', '둘 | –']],
  [
    'gone from the Korean',
    { 1: '하나', 3: '셋' },
    { 1: 'One', 2: 'Two', 3: 'Three' },
    ['하나 | One', '– | Two', '셋 | Three'],
  ],
  ['gone from its beginning', { 2: '둘' }, { 1: 'One', 2: 'Two' }, ['– | One', '둘 | Two']],
  ['nothing in common', { 1: '하나' }, { 2: 'Two' }, ['– | Two', '하나 | –']],
])('what one language alone has stands alone: %s', (_, ko, en, rows) => {
  expect(inShort(facing(body('ko', ko), body('en', en), 'en'))).toEqual(rows)
})

test('further paragraphs of the English stay in the row of the first', () => {
  const english = render([paragraph(1, 'One\n\nand more'), paragraph(2, 'Two')], 'en')
  expect(inShort(facing(body('ko', { 1: '하나', 2: '둘' }), english, 'ko'))).toEqual([
    '하나 | One and more',
    '둘 | Two',
  ])
})

test('an article that writes of such an id keeps its words and its place', () => {
  const words = 'Write <p id="p1"> and  href="#p1", not id="p1".'
  const english = render([paragraph(1, 'One'), paragraph(2, words)], 'en')
  const rows = facing(body('ko', { 1: '하나', 2: '둘' }), english, 'ko')
  expect(rows.map(({ ko }) => ko)).toEqual(['<p id="p1">하나</p>', '<p id="p2">둘</p>'])
  expect(rows[1]!.en).toBe('<p id="p2-en">Write &#x3C;p id="p1"> and href="#p1", not id="p1".</p>')
})

test('each item of a list stands beside its own, and keeps its number', () => {
  const rows = facing(
    render(numbered('3. 셋\n4. 넷\n\n   - 안'), 'ko'),
    render(numbered('3. three\n4. four\n\n   - in'), 'en'),
    'ko',
  )
  expect(rows.map(({ ko }) => ko)).toEqual([
    '<ol start="3"><li id="p1">셋</li></ol>',
    '<ol start="4"><li id="p2">넷<ul><li id="p3">안</li></ul></li></ol>',
  ])
  expect(rows[1]!.en).toBe('<ol start="4"><li id="p2-en">four<ul><li id="p3-en">in</li></ul></li></ol>')
})

test('a photograph is seen once, with its alt text in the language of the page, and its words in both', () => {
  const korean = render(numbered('![빵](media:bread "아침. (사진=밀리)")'), 'ko', resolve)
  const english = render(numbered('![Bread](media:bread "Morning. (Photo: Milly)")'), 'en', resolve)
  const [row] = facing(korean, english, 'en')
  expect(row!.once).toMatchObject({ lang: 'en' })
  expect(row!.once!.html).toContain('alt="Bread"')
  expect(row!.once!.html).not.toContain('figcaption')
  expect(row!.ko).toContain('아침')
  expect(row!.en).toContain('Morning')
  expect(row!.ko! + row!.en!).not.toContain('<img')
})

test('two photographs that differ are both seen', () => {
  const korean = render(numbered('![빵](media:bread)'), 'ko', resolve)
  const english = render(numbered('![Cake](media:cake)'), 'en', resolve)
  expect(facing(korean, english, 'en')).toEqual([
    { once: null, ko: expect.stringContaining('/bread/'), en: expect.stringContaining('/cake/') },
  ])
})

test('what has no language is seen once', () => {
  const text = numbered('---\n\n```\ncode\n```')
  expect(
    facing(render(text, 'ko'), render(text, 'en'), 'ko').map(({ once, ko, en }) => [once?.lang, ko, en]),
  ).toEqual([
    ['ko', null, null],
    ['ko', null, null],
  ])
  const same = { 1: 'OK' }
  expect(facing(body('ko', same), body('en', same), 'ko')[0]!.once).toBeNull()
})

test('no id is there twice, and a note leads to the note of its own language', () => {
  const text = numbered('말[^가] 둘[^가]\n\n## 제목\n\n- 하나\n\n[^가]: 주석')
  const rows = facing(render(text, 'ko'), render(text, 'en'), 'en')
  const html = rows.map(({ once, ko, en }) => `${once?.html ?? ''}${ko ?? ''}${en ?? ''}`).join('')
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(4)
  expect(targets.filter((id) => !ids.includes(id))).toEqual([])
  expect(rows[0]!.en).toContain('href="#p4-en"')
})

test.each([
  ['<p>a<br>b</p>\n<hr id="p1">\n<p>c</p>', ['<p>a<br>b</p>', '<hr id="p1">', '<p>c</p>']],
  [
    '<figure><picture><source srcset="x"><img src="y"></picture></figure>\n',
    ['<figure><picture><source srcset="x"><img src="y"></picture></figure>'],
  ],
  ['<pre><code>1 &#x3C; 2 > 1</code></pre>', ['<pre><code>1 &#x3C; 2 > 1</code></pre>']],
  ['', []],
])('the outermost elements of %j', (html, elements) => {
  expect(outermost(html)).toEqual(elements)
  expect(mapOutermost(html, (element) => element)).toBe(html)
})

function inShort(rows: Facing[]): string[] {
  const words = (html: string | null) =>
    html
      ?.replace(/<[^<>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim() ?? '–'
  return rows.map(({ ko, en }) => `${words(ko)} | ${words(en)}`)
}

function body(
  language: 'ko' | 'en',
  texts: Record<number, string>,
  order = Object.keys(texts).map(Number),
): string {
  return render(
    order.map((number) => paragraph(number, texts[number]!)),
    language,
  )
}

function paragraph(number: number, text: string): NumberedBlock {
  return { number, kind: 'paragraph', text, attributes: {} }
}

function numbered(markdown: string): NumberedBlock[] {
  return blocksOf(markdown).map((block, index) => ({ ...block, number: index + 1 }))
}
