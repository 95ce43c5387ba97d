import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { archivesAt } from '../../server/exchange/archive'
import type { Entry } from '../../server/exchange/rules'
import {
  escaped,
  fates,
  file,
  folder,
  imported,
  item,
  legacy,
  legacyEntry,
  takeout,
  takeoutEntry,
  wxr,
} from './archives'

const LABEL = `<category scheme='http://www.blogger.com/atom/ns#' term='마을'/>`

test('the legacy back-up of Blogger: posts and pages are articles, the rest is not', async () => {
  const path = await file(
    'legacy.xml',
    legacy(
      legacyEntry('settings', 'settings.BLOG_NAME', 'name', '남도 소식'),
      legacyEntry('template', 'layout', 'template', '<html/>'),
      legacyEntry('post', 'post-1', '장터', '<p>장터가 열렸다.</p>', LABEL),
      legacyEntry(
        'post',
        'post-2',
        '초안',
        '쓰는 중',
        '<app:control><app:draft>yes</app:draft></app:control>',
      ),
      legacyEntry('page', 'page-3', '소개', '<p>우리를 소개합니다.</p>'),
      legacyEntry('comment', 'post-4', '좋네요', '좋네요'),
    ),
  )
  const { outcomes, counts } = await imported(path)
  expect(fates(outcomes)).toEqual([
    'name: skipped: no-article-settings',
    'template: skipped: no-article-template',
    '장터: article',
    '초안: article',
    '소개: article',
    '좋네요: skipped: no-article-comment',
  ])
  expect(counts).toMatchObject({ articles: 3, drafts: 1, skipped: 3, pictures: 0, warnings: 0, sources: 3 })
  expect(outcomes[2]!.entry).toMatchObject({ source: 'blogger:77', externalId: 'post-1', labels: ['마을'] })
})

test('the Takeout feed of Blogger, with titles escaped twice and a status nobody knows', async () => {
  const path = await file(
    'feed.atom',
    takeout(
      takeoutEntry(
        'POST',
        'LIVE',
        'post-1',
        '눈 &amp;#39;온&amp;#39; 날',
        '<p>눈이 왔다.</p>',
        "<category term='일기'/>",
      ),
      takeoutEntry(
        'POST',
        'DRAFT',
        'post-2',
        '',
        '<div>제목이 없다. 그래도 글이다.</div>',
        '<blogger:trashed/>',
      ),
      takeoutEntry('POST', 'DREAMT', 'post-3', '꿈', '꿈을 꾸었다.'),
      takeoutEntry('PAGE', 'LIVE', 'page-4', '소개', '우리는 여기 있다.'),
      takeoutEntry('COMMENT', 'LIVE', 'post-5', '', '좋네요'),
      takeoutEntry(
        'POST',
        'LIVE',
        'post-6',
        '지운 글',
        '없다',
        '<blogger:trashed>2025-03-01T00:00:00Z</blogger:trashed>',
      ),
    ),
  )
  const { outcomes, counts } = await imported(path)
  expect(fates(outcomes)).toEqual([
    "눈 '온' 날: article",
    '제목이 없다.: article',
    '꿈: article',
    '소개: article',
    'post-5: skipped: no-article-comment',
    '지운 글: skipped: trashed',
  ])
  expect(outcomes.map(({ warnings }) => warnings)).toEqual([[], ['untitled'], ['status-unknown'], [], [], []])
  expect(counts).toMatchObject({ articles: 4, drafts: 2, skipped: 2, warnings: 2 })
})

test('a post has one name in both exports of Blogger, so the second finds the first', async () => {
  const post = ['post-1', '장터', '<p>장터가 열렸다.</p>'] as const
  const one = await file('both/1.xml', legacy(legacyEntry('post', ...post)))
  const other = await file('both/2.xml', takeout(takeoutEntry('POST', 'LIVE', ...post)))
  const [first, second] = [await only(one), await only(other)]
  expect([second.source, second.externalId]).toEqual([first.source, first.externalId])
})

test('WordPress: what is not published is a draft, and says why', async () => {
  const path = await file(
    'wxr.xml',
    wxr(
      item(
        'post',
        'publish',
        1,
        '장터 &amp; 봄',
        '<p>봄이 왔다.</p>',
        '<category domain="post_tag">시장</category><category domain="category">마을</category>',
      ),
      item('page', 'publish', 2, '소개', '우리를 소개합니다.'),
      item('post', 'draft', 3, '초안', '쓰는 중'),
      item('post', 'pending', 4, '검토', '검토하는 중'),
      item('post', 'future', 5, '예약', '내일 나갑니다.'),
      item('post', 'private', 6, '비공개', '우리끼리'),
      item('post', 'publish', 7, '암호', '암호로 잠근 글', '<wp:post_password>비밀</wp:post_password>'),
      item('post', 'trash', 8, '버린 글', '버렸다'),
      item(
        'attachment',
        'inherit',
        9,
        '사진',
        '',
        '<wp:attachment_url>https://field.example/a.jpg?x=1&y=2</wp:attachment_url>',
      ),
      item('nav_menu_item', 'publish', 10, '메뉴', ''),
      item('revision', 'inherit', 11, '옛 판', '옛 글'),
    ),
  )
  const { outcomes, counts } = await imported(path)
  expect(fates(outcomes).slice(7)).toEqual([
    '버린 글: skipped: trashed',
    '사진: skipped: no-article-attachment',
    '메뉴: skipped: no-article-menu',
    '옛 판: skipped: no-article-other',
  ])
  expect(outcomes.slice(0, 7).map(({ warnings }) => warnings)).toEqual([
    ...[[], [], [], []],
    ...[['was-scheduled'], ['was-private'], ['was-private']],
  ])
  expect(counts).toMatchObject({ articles: 7, drafts: 5, skipped: 4 })
  expect(outcomes[0]!.entry).toMatchObject({ title: '장터 & 봄', labels: ['마을', '시장'] })
})

test('the picture above a post comes with it, once, with its alt text from another item', async () => {
  const meta = (key: string, value: string) =>
    `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value>${value}</wp:meta_value></wp:postmeta>`
  const url = 'https://field.example/a.jpg'
  const path = await file(
    'featured.xml',
    wxr(
      item('post', 'publish', 1, '장터', '봄이 왔다.', meta('_thumbnail_id', '9')),
      item('post', 'publish', 2, '장터 둘', `봄이 <img src="${url}"> 왔다.`, meta('_thumbnail_id', '9')),
      item(
        'attachment',
        'inherit',
        9,
        '',
        '',
        `<wp:attachment_url>${url}</wp:attachment_url>${meta('_wp_attachment_image_alt', '좌판')}`,
      ),
    ),
  )
  const { outcomes, counts } = await imported(path)
  expect(outcomes.map(({ pictures }) => pictures)).toEqual([[url], [url], []])
  expect(counts.pictures).toBe(2)
  expect((await only(path)).featured).toEqual({ src: url, alt: '좌판', caption: '' })
})

test('English, other languages and empty posts are kept and wait', async () => {
  const path = await file(
    'tongues.xml',
    wxr(
      item('post', 'publish', 1, 'The market', 'The market opened. One stall was called 장터.'),
      item('post', 'publish', 2, '市場', '市場が開きました。'),
      item('post', 'publish', 3, '빈 글', ''),
      item('post', 'publish', 4, 'DeepL API', '이 글은 DeepL API와 PostgreSQL을 함께 쓰는 방법을 다룹니다.'),
      item('post', 'publish', 5, '2026.3', '<img src="https://field.example/a.jpg">'),
    ),
  )
  const { outcomes, counts } = await imported(path)
  expect(fates(outcomes)).toEqual([
    'The market: kept: waits-english',
    '市場: kept: waits-other-language',
    '빈 글: kept: waits-empty',
    'DeepL API: article',
    '2026.3: article',
  ])
  expect(counts).toMatchObject({ articles: 5, kept: 3, sources: 2, skipped: 0 })
})

test('a folder of Markdown and HTML, with what stands above and beside the texts', async () => {
  await file(
    'site/_posts/2026-03-02-market.md',
    '---\ntitle: "장터가 열렸다"\ncategories: [마을, \'시장\']\nauthor: 한새벽\n---\n\n# 장터가 열렸다\n\n봄이 왔다.\n\n![좌판](../pictures/stall.jpg)\n',
  )
  await file('site/_drafts/later.md', '나중에 쓸 글이다.\n')
  await file(
    'site/about.html',
    '<!doctype html><html lang="ko"><head><title>소개</title></head><body><p>우리는 여기 있다.</p></body></html>',
  )
  await file('site/toml.md', '+++\ntitle = "토끼"\ndraft = true\ntags = ["숲"]\n+++\n토끼가 뛴다.\n')
  await file('site/pictures/stall.jpg', 'no picture, and no entry')
  await file('site/style.css', 'p {}')
  const { outcomes, counts } = await imported(folder('site'))
  expect(outcomes.map(({ entry }) => [entry.externalId, entry.title, entry.status, entry.labels])).toEqual([
    ['_drafts/later.md', 'later', 'draft', []],
    ['_posts/2026-03-02-market.md', '장터가 열렸다', 'published', ['마을', '시장']],
    ['about.html', '소개', 'published', []],
    ['site/style.css', 'style.css', 'published', []],
    ['toml.md', '토끼', 'draft', ['숲']],
  ])
  expect(counts).toMatchObject({ articles: 4, drafts: 2, skipped: 1, pictures: 1 })
})

test('a Takeout folder is its feed; the looks of the blog are no articles, and links lead nowhere', async () => {
  await file('Takeout/feed.atom', takeout(takeoutEntry('POST', 'LIVE', 'post-1', '눈', '눈이 왔다.')))
  await file('Takeout/theme-classic.html', '<html><body>안녕하세요</body></html>')
  await symlink(await file('outside.md', '밖에 있는 글'), join(folder('Takeout'), 'link.md'))
  const { outcomes } = await imported(folder('Takeout'))
  expect(fates(outcomes)).toEqual(['눈: article', 'theme-classic.html: skipped: no-article-template'])
})

test("what Blogger's interface for programs answers", async () => {
  const post = {
    kind: 'blogger#post',
    id: '5',
    blog: { id: '77' },
    title: '장터',
    content: '<p>열렸다.</p>',
    labels: ['마을 &amp; 숲', 'A & B'],
  }
  const { outcomes } = await imported(
    await file('posts.json', JSON.stringify({ items: [post, { ...post, id: '6', status: 'DRAFT' }] })),
  )
  expect(outcomes.map(({ entry }) => [entry.source, entry.externalId, entry.status])).toEqual([
    ['blogger:77', 'post-5', 'published'],
    ['blogger:77', 'post-6', 'draft'],
  ])
  expect(outcomes[0]!.entry.labels).toEqual(['마을 & 숲', 'A & B'])
})

test('the same entry twice in what is imported counts once', async () => {
  const post = (html: string) => takeoutEntry('POST', 'LIVE', 'post-1', '눈', html)
  const path = await file('twice.atom', takeout(post('눈이 왔다.'), post('눈이 왔다.'), post('비가 왔다.')))
  const { outcomes } = await imported(path)
  expect(fates(outcomes)).toEqual(['눈: article', '눈: already', '눈: changed'])
})

test.each([
  ['empty.xml', '', 'archive-empty'],
  ['plain.xml', '<rss><channel><item><title>a</title></item></channel></rss>', 'archive-plain-feed'],
  [
    'feed.xml',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id></entry></feed>',
    'archive-plain-feed',
  ],
  ['svg.xml', '<svg/>', 'archive-plain-feed'],
  ['cut.xml', wxr(item('post', 'publish', 1, '글', '글')).slice(0, -30), 'archive-malformed'],
  ['crossed.xml', wxr('<item><title>a</item></title>'), 'archive-malformed'],
  ['bomb.xml', `<!DOCTYPE x [<!ENTITY a "b">]>${wxr().replace(/<\?.*?\?>/, '')}`, 'archive-entities'],
  ['zip.zip', 'PK\u0003\u0004', 'archive-zip'],
  ['text.pdf', '%PDF-1.7', 'archive-unknown'],
  ['list.json', '[1, 2]', 'archive-unknown'],
  ['list.json', '[{', 'archive-malformed-json'],
])('%s is refused by name, with its path', async (name, content, rule) => {
  const path = await file(`refused/${name}`, content)
  await expect(archivesAt(path)).rejects.toMatchObject({ rule, detail: { path } })
})

test('a path that leads nowhere and a folder without anything are refused', async () => {
  await expect(archivesAt(folder('nowhere'))).rejects.toMatchObject({ rule: 'archive-unreadable' })
  await file('pictures/a.jpg', '')
  await expect(archivesAt(folder('pictures'))).rejects.toMatchObject({ rule: 'archive-folder-empty' })
})

test('100,000 entries are read one by one', async () => {
  const entries = Array.from({ length: 100_000 }, (_, n) =>
    n % 1000 === 0
      ? takeoutEntry('POST', 'LIVE', `post-${n}`, `글 ${n}`, '짧은 글이다.')
      : `<entry><id>tag:blogger.com,1999:blog-77.post-${n}</id><blogger:type>COMMENT</blogger:type></entry>`,
  )
  const { counts } = await imported(await file('many.atom', takeout(...entries)))
  expect(counts).toMatchObject({ articles: 100, skipped: 99_900 })
})

test('a post that cannot be cut is skipped with its reason, and the others are taken', async () => {
  const path = await file(
    'deep.xml',
    legacy(
      legacyEntry('post', 'post-1', '깊은 글', `${'<div>'.repeat(300)}바닥`),
      legacyEntry('post', 'post-2', '글', escaped('글이다.')),
    ),
  )
  const { outcomes } = await imported(path)
  expect(fates(outcomes)).toEqual(['깊은 글: skipped: text-too-deep', '글: article'])
})

async function only(path: string): Promise<Entry> {
  const [archive] = await archivesAt(path)
  for await (const entry of archive!.read()) return entry
  throw new Error('there is no entry')
}
