import { frontMatterOf } from '../../server/exchange/frontMatter'
import { htmlOfWordpress } from '../../server/exchange/classicText'
import { dateFrom, dateFromUtc } from '../../server/exchange/dates'
import { plainFromHtml, wordsOfBody } from '../../server/exchange/plainText'
import {
  categoryIn,
  fingerprintOf,
  languageOf,
  obstacleToTaking,
  type Entry,
} from '../../server/exchange/rules'

test.each([
  ['장터가 열렸다.', 'ko'],
  ['이 글은 Basic Society 정책과 Social Economy를 함께 다룹니다.', 'ko'],
  ['The market opened.', 'en'],
  [
    'Kim Wang-young (김왕영) leads CoopBiz Cooperative (쿱비즈협동조합) in Seoul and teaches the cooperators.',
    'en',
  ],
  ['市場が開きました', 'other'],
  ['Рынок открылся', 'other'],
  ['2026. 3. 2. ★', 'none'],
  ['', 'none'],
])('%s is written in %s', (text, language) => expect(languageOf(text)).toBe(language))

test.each([
  ['post', 'published', null],
  ['page', 'draft', null],
  ['post', 'trashed', 'trashed'],
  ['comment', 'published', 'no-article-comment'],
  ['settings', 'published', 'no-article-settings'],
  ['template', 'published', 'no-article-template'],
  ['attachment', 'draft', 'no-article-attachment'],
  ['other', 'trashed', 'no-article-other'],
] as const)('a %s that is %s: %s', (kind, status, obstacle) => {
  expect(obstacleToTaking({ kind, status })).toBe(obstacle)
})

test('an entry has another fingerprint when it says something else, and the same when only its day of change moved', () => {
  const entry: Entry = {
    ...{
      source: 'files:',
      externalId: 'a',
      kind: 'post',
      kindSaid: 'post',
      status: 'published',
      title: '장터',
    },
    ...{
      body: '봄',
      format: 'html',
      author: '',
      address: '',
      labels: [],
      publishedAt: null,
      updatedAt: null,
    },
    ...{ language: null, featured: null, folder: null, warnings: [] },
  }
  const print = fingerprintOf(entry)
  expect(fingerprintOf({ ...entry, updatedAt: new Date(), author: '한새벽' })).toBe(print)
  for (const change of [
    { title: '시장' },
    { body: '여름' },
    { status: 'draft' as const },
    { labels: ['숲'] },
  ])
    expect(fingerprintOf({ ...entry, ...change })).not.toBe(print)
})

test('a label too long for a category is passed over', () => {
  expect(categoryIn(['가'.repeat(201), '마을'])).toBe('마을')
  expect(categoryIn([])).toBeNull()
})

test.each([
  ['2019-03-02T09:10:00.000+09:00', '2019-03-02T00:10:00.000Z'],
  ['Mon, 02 Mar 2026 00:10:00 +0000', '2026-03-02T00:10:00.000Z'],
  ['Mon, 30 Nov -0001 00:00:00 +0000', null],
  ['someday', null],
  ['', null],
])('%s is the moment %s', (text, moment) => expect(dateFrom(text)?.toISOString() ?? null).toBe(moment))

test('the zero date of a draft is none', () => {
  expect(dateFromUtc('0000-00-00 00:00:00')).toBeNull()
  expect(dateFromUtc('2026-03-02 00:10:00')).toEqual(new Date('2026-03-02T00:10:00Z'))
})

test.each([
  ['눈 &#39;온&#39; 날', "눈 '온' 날"],
  ['<b>장터</b> &amp; 봄 &#x1F338;', '장터 & 봄 🌸'],
  ['값 < 3, R&D', '값 < 3, R&D'],
  ['줄\n바꿈', '줄 바꿈'],
  ['&#xd800;', ''],
])('%s is plainly %s', (html, text) => expect(plainFromHtml(html)).toBe(text))

test('the words of a body are without marks, addresses and code', () => {
  const body =
    '<p>봄</p><pre>const spring = 1</pre> https://example.org/spring [링크](https://example.org/english) <!-- wp:x -->'
  expect(wordsOfBody(body).replace(/\s+/g, ' ').trim()).toBe('봄 [링크] )')
})

test.each([
  ['하나\n\n둘\n셋', '<p>하나</p>\n<p>둘<br>\n셋</p>'],
  ['<!-- wp:paragraph -->\n<p>하나</p>\n<!-- /wp:paragraph -->\n\n둘', '<p>하나</p>\n<p>둘</p>'],
  ['<pre>a\n\nb</pre>', '<pre>a\n\nb</pre>'],
  [
    '[caption id="a"]<img src="a.jpg"> 좌판[/caption]',
    '<figure><img src="a.jpg"><figcaption>좌판</figcaption></figure>',
  ],
  ['[gallery ids="9,8"]', '<figure><img src="9.jpg" alt="아홉"><figcaption>말</figcaption></figure>'],
  ['[gallery ids="7"]', '<p>[gallery ids="7"]</p>'],
  ['[인터뷰] 봄', '<p>[인터뷰] 봄</p>'],
])('WordPress means by %j the HTML %j', (body, html) => {
  const attachments = new Map([['9', { src: '9.jpg', alt: '아홉', caption: '말' }]])
  expect(htmlOfWordpress(body, attachments).html.replace(/^\n+|\n+$/g, '')).toBe(html)
})

test('shortcodes of plugins are told of', () => {
  expect(htmlOfWordpress('[contact-form-7 id="1"]', new Map()).shortcodes).toBe(true)
  expect(htmlOfWordpress('[Interview] spring', new Map()).shortcodes).toBe(false)
})

test.each([
  ['---\ntitle: 봄\n---\n글', { title: '봄' }, '글'],
  [
    '---\ntitle: "말: \\"봄\\""\ntags:\n  - 숲\n  - "마을"\n---\n글',
    { title: '말: "봄"', tags: ['숲', '마을'] },
    '글',
  ],
  ["+++\ntitle = '봄'\ntags = [\"a, b\", 'c']\n+++\n글", { title: '봄', tags: ['a, b', 'c'] }, '글'],
  ['\ufeff---\r\ntitle: 봄 # 제목\r\n---\r\n글', { title: '봄' }, '글'],
  ['글\n---\ntitle: 봄\n---', {}, '글\n---\ntitle: 봄\n---'],
  ['---\n봄이 왔다.\n---\n글', {}, '---\n봄이 왔다.\n---\n글'],
  ['---\ntitle: 봄\n봄이 왔다.\n---\n글', {}, '---\ntitle: 봄\n봄이 왔다.\n---\n글'],
  ['---\n\n---\n글', {}, '---\n\n---\n글'],
  ['---\n# 설정\n\ntitle: 봄\nimage:\n  path: a.jpg\n---\n글', { title: '봄', image: '' }, '글'],
  [
    '---\ntitle: >-\n  봄이\n  왔다\nnote: |\n  한 줄\n\n  두 줄\ntags:\n- 숲\n---\n글',
    { title: '봄이 왔다', note: '한 줄\n\n두 줄', tags: ['숲'] },
    '글',
  ],
  ['+++\ntitle = "봄"\n[extra]\ntags = [\n  "숲",\n]\n+++\n글', { title: '봄', tags: '[' }, '글'],
])('%j has this above it', (text, said, body) => {
  const found = frontMatterOf(text)
  expect({ ...found.said }).toEqual(said)
  expect(found.body).toBe(body)
})
