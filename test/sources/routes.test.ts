import { Document, ImageRun, Packer, Paragraph } from 'docx'
import type { Nodes } from 'hast'
import rehypeParse from 'rehype-parse'
import sharp from 'sharp'
import type { Test } from 'supertest'
import { unified } from 'unified'
import { articleBySlug, picturesIn, relatedOf } from '../../server/articles/store'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { approveSource, bringIn } from '../../server/sources/actions'
import { latestSourceVersion, sourceApprovalOf, sourceHtml, sourceSegments } from '../../server/sources/store'
import { blocksOf } from '../../server/text/markdown'
import { inTransaction } from '../support/database'
import { jpeg, pngClaiming, transparentPng } from '../support/pictures'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

const markdown = `# 보리씨빵집의 열 해

글=김보람

![빵을 굽는 사람](빵.jpg "새벽의 빵집 (사진=보람)")

새벽 네 시, 오븐이 돌기 시작합니다.

- 밀은 이웃 마을에서
- 값은 **조합원**이 정합니다
`

type Fields = Record<string, string | string[]>
type File = [field: string, bytes: Buffer | string, name: string]

function send(request: Test, fields: Fields, files: File[] = []): Test {
  for (const [name, value] of Object.entries(fields)) void request.field(name, value)
  for (const [name, bytes, filename] of files) void request.attach(name, Buffer.from(bytes), { filename })
  return request
}

function cut(db: Db, person: Person, fields: Fields, files: File[] = []): Test {
  return send(visitAs(db, person).post('/desk/articles/cut'), fields, files)
}

function keep(db: Db, person: Person, fields: Fields, files: File[] = []): Test {
  return send(visitAs(db, person).post('/desk/articles'), { cut: 'again', ...fields }, files)
}

/** Everything a browser would send from the page without a hand on it. */
function formIn(html: string): Record<string, string | string[]> {
  const fields: Record<string, string[]> = {}
  const add = (name: string, value: string) => (fields[name] ??= []).push(unescaped(value))
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const of = (attribute: string) => new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1] ?? ''
    const isSent = of('type') === 'checkbox' ? tag.includes(' checked') : of('type') !== 'file'
    if (isSent && of('name') && of('name') !== 'next') add(of('name'), of('value'))
  }
  for (const [, name, text] of html.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g)) {
    add(name!, text!)
  }
  for (const [, name, options] of html.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    add(name!, /<option value="([^"]*)"[^>]* selected/.exec(options!)?.[1] ?? '')
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values.length === 1 ? values[0]! : values]),
  )
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

const slug = () => `bread-${Math.random().toString(36).slice(2)}`

describe('the way of an article into the house', () => {
  test(
    'is pasted, seen cut, given its words, and kept as source version 1',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const start = await visitAs(db, minji).get('/desk/articles/new').expect(200)
      expect(start.text).toContain('enctype="multipart/form-data"')

      const seen = await cut(db, minji, { text: markdown }, [['photographs', await jpeg(), '빵.JPG']]).expect(
        200,
      )
      expect(seen.text).toContain('새벽 네 시, 오븐이 돌기 시작합니다.')
      expect(seen.text).toContain('<strong>조합원</strong>')
      expect(await db('articles').count()).toEqual(await db('articles').where({ id: 0 }).count())
      const form = formIn(seen.text)
      expect(form).toMatchObject({
        slug: '보리씨빵집의-열-해',
        title: '보리씨빵집의 열 해',
        byline: '글=김보람',
        'alt-0': '빵을 굽는 사람',
        'caption-0': '새벽의 빵집',
        'credit-0': '사진=보람',
      })
      const picture = /\/media\/([0-9a-f]{32})\/480\.webp/.exec(seen.text)![1]!

      const address = slug()
      const kept = await keep(db, minji, {
        ...form,
        slug: address,
        summary: '조합원 천 명의 빵집 이야기',
        category: '+',
        'category-ko': '살림',
        'category-en': 'Home',
      }).expect(303)

      expect(kept.headers.location).toBe(`/desk/articles/${address}`)
      const article = await articleBySlug(db, address)
      const version = await latestSourceVersion(db, article)
      const segments = await sourceSegments(db, version)
      expect(segments.map(({ number, kind, text }) => `${number} ${kind} ${text}`)).toEqual([
        '1 title 보리씨빵집의 열 해',
        '2 summary 조합원 천 명의 빵집 이야기',
        '3 byline 글=김보람',
        '4 figure ',
        '5 alt 빵을 굽는 사람',
        '6 caption 새벽의 빵집',
        '7 credit 사진=보람',
        '8 paragraph 새벽 네 시, 오븐이 돌기 시작합니다.',
        '9 item 밀은 이웃 마을에서',
        '10 item 값은 **조합원**이 정합니다',
      ])
      expect(segments[3]!.attributes).toEqual({ figure: 1, media: picture })
      expect(await sourceHtml(db, version)).toContain(`/pictures/${picture}/960.jpeg`)
      expect(article.categoryId).not.toBeNull()
    }),
  )

  test(
    'is kept once, though the button is pressed twice; somebody else’s words at its address are refused',
    inTransaction(async (db) => {
      const { minji, jiwoo } = await world(db)
      const text = '# 빵집\n\n글입니다.'
      const form = { ...formIn((await cut(db, minji, { text }).expect(200)).text), slug: slug() }
      const first = await keep(db, minji, form).expect(303)
      const second = await keep(db, minji, form).expect(303)
      expect(second.headers.location).toBe(first.headers.location)
      expect(await db('articles').where({ slug: form.slug }).count()).toEqual([{ count: '1' }])

      await keep(db, jiwoo, form).expect(422)
      await keep(db, minji, { ...form, text: `${text}\n\n다른 글입니다.` }).expect(422)
    }),
  )

  test(
    'may begin with HTML, and goes on as Markdown',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const html = '<h1>김장하는 날</h1><p>배추를 <b>소금</b>에 절입니다.</p><script>alert(1)</script>'
      const seen = await cut(db, minji, { text: html }).expect(200)
      expect(formIn(seen.text).text).toBe('# 김장하는 날\n\n배추를 **소금**에 절입니다.\n')
    }),
  )

  test.each([
    ['a Markdown file', '기사.md', Buffer.from(markdown)],
    ['a text file with a byte order mark', '기사.TXT', Buffer.from(`\ufeff${markdown}`)],
    ['a text file from an old Windows', '기사.txt', oldWindows()],
    ['a text file in UTF-16', '기사.txt', Buffer.from(`\ufeff# 빵집\n\n글입니다.`, 'utf16le')],
    [
      'an HTML file',
      '기사.html',
      Buffer.from('<!doctype html><title>x</title><h1>빵집</h1><p>글입니다.</p>'),
    ],
  ])('may begin with %s', (_what, name, bytes) =>
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const seen = await cut(db, minji, { text: '' }, [['document', bytes, name]]).expect(200)
      expect(formIn(seen.text).title).toMatch(/빵집/)
    })(),
  )

  test(
    'may begin with a Word document; its pictures are kept and it is asked for their words',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const picture = new ImageRun({
        type: 'png',
        data: await transparentPng(),
        transformation: { width: 300, height: 200 },
      })
      const children = [
        new Paragraph({ text: '빵집의 열 해', heading: 'Title' }),
        new Paragraph({ children: [picture] }),
        new Paragraph('글입니다.'),
      ]
      const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }))

      const seen = await cut(db, minji, {}, [['document', bytes, '기사.docx']]).expect(200)

      const form = formIn(seen.text)
      expect(form).toMatchObject({ title: '빵집의 열 해', 'alt-0': '' })
      expect(form['media-0']).toMatch(/^[0-9a-f]{32}$/)
      const address = slug()
      await keep(db, minji, { ...form, slug: address, 'decorative-0': 'yes' }).expect(303)
      const html = await sourceHtml(db, await latestSourceVersion(db, await articleBySlug(db, address)))
      expect(html).toContain(`/pictures/${form['media-0'] as string}/600.png`)
    }),
  )

  test(
    'names every photograph that is still missing, and fetches none of them',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const text = '# 빵집\n\n![](http://127.0.0.1:1/빵.jpg)\n\n![](문.png)\n\n글입니다.'
      const seen = await cut(db, minji, { text }).expect(200)
      expect(seen.text.match(/Upload this photograph/g)).toHaveLength(2)

      const form = { ...formIn(seen.text), slug: slug(), 'alt-0': '빵', 'alt-1': '문' }
      const refused = await keep(db, minji, form).expect(422)
      expect(refused.text.match(/This photograph is missing\./g)).toHaveLength(2)

      const one = await keep(db, minji, form, [['photograph-1', await jpeg(), '다른 이름.jpeg']]).expect(422)
      expect(one.text.match(/This photograph is missing\./g)).toHaveLength(1)
      const still = formIn(one.text)
      expect(still['media-1']).toMatch(/^[0-9a-f]{32}$/)
      await keep(db, minji, still, [['photograph-0', await jpeg(), '빵.jpg']]).expect(303)
    }),
  )

  test(
    'can be cut again: what was typed beside the text stays, a new photograph of the same name replaces the old',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const first = formIn(
        (await cut(db, minji, { text: markdown }, [['photographs', await jpeg(), '빵.jpg']]).expect(200))
          .text,
      )
      const again = formIn(
        (
          await cut(
            db,
            minji,
            {
              ...first,
              'caption-0': '저녁의 빵집',
              summary: '요약입니다',
              category: '+',
              'category-ko': '살림',
              text: `${markdown}\n새 문단입니다.`.replace('열 해', '스무 해'),
            },
            [['photographs', await jpeg(500, 500), '빵.JPG']],
          ).expect(200)
        ).text,
      )
      expect(again).toMatchObject({
        title: '보리씨빵집의 스무 해',
        slug: '보리씨빵집의-스무-해',
        'caption-0': '저녁의 빵집',
        summary: '요약입니다',
        category: '+',
        'category-ko': '살림',
      })
      expect(again.photograph).toHaveLength(2)
      expect(again['media-0']).not.toBe(first['media-0'])
      expect(
        (await picturesIn(db, [again['media-0'] as string])).get(again['media-0'] as string),
      ).toMatchObject({
        width: 500,
      })
    }),
  )
})

describe('nothing typed is lost by a refusal', () => {
  test(
    'every field stands where it stood, with the sentence beside the one that is wrong',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const taken = slug()
      const other = await bringIn(db, minji, {
        ...{ slug: taken, categoryId: null, seriesId: null, part: null, related: [] },
        blocks: blocksOf('# 다른 기사\n\n글'),
      })
      const seen = await cut(db, minji, { text: markdown }, [['photographs', await jpeg(), '빵.jpg']]).expect(
        200,
      )
      const form = {
        ...formIn(seen.text),
        slug: taken,
        title: '다른 제목',
        summary: '요약 "인용" <b>',
        'caption-0': '고친 설명',
        series: '+',
        'series-ko': '빵과 사람',
        'series-en': 'Bread & people',
        part: '2',
        related: other.slug,
      }

      const refused = await keep(db, minji, form).expect(422)

      expect(refused.text).toContain('Another article has this address already.')
      expect(refused.text).toMatch(/id="field-slug"[^>]*aria-invalid=true/)
      expect(formIn(refused.text)).toEqual({ ...form, 'slug-was': '다른-제목' })

      const address = slug()
      await keep(db, minji, { ...formIn(refused.text), slug: address }).expect(303)
      const article = await articleBySlug(db, address)
      expect(article.part).toBe(2)
      expect((await relatedOf(db, article)).map(({ id }) => id)).toEqual([other.id])
    }),
  )

  test.each([
    ['title', 'The article needs a title.', { title: '', 'title-was': '보리씨빵집의 열 해' }],
    ['slug', 'Please write an address for the article.', { slug: ' ', 'slug-was': '' }],
    ['slug', 'This address is used by the desk itself.', { slug: 'new' }],
    ['slug', 'An address has Hangul, small Latin letters', { slug: '../etc' }],
    [
      'part',
      'Please say which part of the series this is.',
      { series: '+', 'series-ko': '가', 'series-en': 'A' },
    ],
    [
      'category',
      'Please write both the Korean and the English name.',
      { category: '+', 'category-ko': '가' },
    ],
    ['category', 'This choice is no longer there.', { category: 'gone' }],
    ['alt-0', 'Describe what the photograph shows, or mark it as decorative.', { 'alt-0': '' }],
    ['caption-0', 'has an invisible control character', { 'caption-0': 'a\u0007b' }],
    ['text', 'has an invisible control character', { text: '# 빵\n\n글\u0000' }],
    ['text', 'There is no text yet.', { text: '' }],
    ['text', 'The text is nested too deeply', { text: `# 빵\n\n${'>'.repeat(200)} 글` }],
  ])('wrong %s: %s', (field, sentence, change) =>
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const seen = await cut(db, minji, { text: markdown }, [['photographs', await jpeg(), '빵.jpg']]).expect(
        200,
      )
      const form = {
        ...formIn(seen.text),
        slug: slug(),
        summary: '간직할 요약',
        'credit-0': '사진=민지',
        ...change,
      }

      const refused = await keep(db, minji, form).expect(422)

      expect(refused.text).toContain(sentence)
      expect(refused.text).toContain(`id="${field === 'category' ? '' : 'field-'}${field}-error"`)
      const after = formIn(refused.text)
      const { 'media-0': media, photograph } = formIn(seen.text)
      expect(after).toMatchObject({
        summary: '간직할 요약',
        'credit-0': '사진=민지',
        'media-0': media,
        photograph,
      })
      expect(after['alt-0']).toBe((change as Fields)['alt-0'] ?? '빵을 굽는 사람')
    })(),
  )

  test(
    'on the first page the text stays, and the photographs that came with it',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const text = `# 빵\n\n글\u0001입니다.`
      const refused = await cut(db, minji, { text }, [['photographs', await jpeg(), '빵.jpg']]).expect(422)
      expect(refused.text).toContain('Line 3 has an invisible control character')
      const form = formIn(refused.text)
      expect(form.text).toBe(text)
      expect(form.photograph).toMatch(/^[0-9a-f]{32}$/)
    }),
  )
})

describe('files that are refused by a sentence that names them', () => {
  test.each([
    ['그림.svg', 'is not a photograph', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['사진.jpg', 'is not a photograph', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['사진.gif', 'is damaged or incomplete', Buffer.from('GIF89a/*<script>alert(1)</script>*/')],
    ['폭탄.png', 'is 50000 × 50000 pixels', pngClaiming(50_000, 50_000)],
    ['전화.heic', 'is a HEIC photograph', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
    ['빈.jpg', 'is not a photograph', Buffer.alloc(0)],
  ])('the photograph %s %s', (name, sentence, bytes) =>
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const answer = await cut(db, minji, { text: markdown }, [
        ['photographs', bytes, name],
        ['photographs', await jpeg(), '빵.jpg'],
      ]).expect(422)
      expect(answer.text).toContain(`“${name}” ${sentence}`)
      expect(formIn(answer.text)).toMatchObject({
        title: '보리씨빵집의 열 해',
        'media-0': expect.stringMatching(/./),
      })
    })(),
  )

  test.each([
    ['기사.pdf', 'This kind of file cannot be read.', '%PDF-1.7'],
    ['기사', 'This kind of file cannot be read.', 'x'],
    ['기사.docx', 'not a Word document', 'no archive'],
    ['기사.docx', 'not a Word document', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(400)])],
    [
      '기사.txt',
      'The characters of this file cannot be read.',
      Buffer.from([0xc3, 0x28, 0x80, 0xff, 0xfe, 0x81]),
    ],
    ['기사.md', 'has an invisible control character', '# 빵\n\n\u0000'],
  ])('the document %s: %s', (name, sentence, bytes) =>
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const answer = await cut(db, minji, { text: '' }, [['document', Buffer.from(bytes), name]]).expect(422)
      expect(answer.text).toContain(sentence)
      expect(answer.text).toContain('id="field-document-error"')
    })(),
  )

  test(
    'a text and a file at once: the text stays',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const answer = await cut(db, minji, { text: markdown }, [['document', '# 다른', '다른.md']]).expect(422)
      expect(answer.text).toContain('There is a text and a file.')
      expect(formIn(answer.text).text).toBe(markdown)
    }),
  )

  test(
    'beyond 20 MB and beyond 30 files, while everything else is kept',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
        .png()
        .toBuffer()
      const files: File[] = Array.from({ length: 31 }, (_, index) => [
        'photographs',
        small,
        `사진-${index}.png`,
      ])
      files[3] = ['photographs', Buffer.alloc(20 * 1024 * 1024 + 1), '너무 큰 사진.jpg']

      const answer = await cut(db, minji, { text: markdown }, files).expect(422)

      expect(answer.text).toContain('“너무 큰 사진.jpg” is larger than 20 MB.')
      expect(answer.text).toContain(
        'At most 30 files can be uploaded at a time, so “사진-30.png” was left out.',
      )
      expect(formIn(answer.text).photograph).toHaveLength(29)
    }),
  )

  test(
    'forms that are no forms get a 4xx',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const post = () => visitAs(db, minji).post('/desk/articles/cut')
      await post().set('Content-Type', 'multipart/form-data').send('x').expect(422)
      await post().set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nbroken').expect(422)
      await post()
        .set('Content-Type', 'multipart/form-data; boundary=x')
        .send('--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n# 빵')
        .expect(422)
      await post()
        .send({ text: ['a', 'b'] })
        .expect(422)
      await post().type('form').send('text[a][b]=1&__proto__[x]=1&figure=a&figure=b').expect(422)
      const odd = {
        '__proto__[text]': 'x',
        'constructor[prototype][x]': 'y',
        'text[0]': 'z',
        'text[9999999]': 'z',
      }
      expect((await send(post(), odd)).status).toBeLessThan(500)
      expect(Object.keys(Object.prototype)).toEqual([])
    }),
  )
})

describe('who may do what', () => {
  test(
    'an admin alone brings nothing in',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const admin: Person = { ...sujin, roles: ['admin'] }
      for (const answer of [
        await visitAs(db, admin).get('/desk/articles/new').expect(422),
        await cut(db, admin, { text: markdown }).expect(422),
        await keep(db, admin, { text: markdown, slug: slug() }).expect(422),
      ]) {
        expect(answer.text).toContain('Only a translator or an editor can bring in articles.')
      }
      expect(await db('media').where({ broughtInBy: sujin.id }).count()).toEqual([{ count: '0' }])
    }),
  )

  test(
    'a translator moves an article until its Korean is approved',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await kimchi(db, minji)
      const path = `/desk/articles/${article.slug}/details`
      const form = formIn((await visitAs(db, minji).get(path).expect(200)).text)
      expect(form.slug).toBe(article.slug)
      const moved = slug()
      await visitAs(db, minji)
        .post(path)
        .type('form')
        .send({ ...form, slug: moved })
        .expect(303)

      await approveSource(db, article, await latestSourceVersion(db, article), daniel)

      const sentence = 'so only an editor can change where the article belongs'
      const there = `/desk/articles/${moved}/details`
      expect((await visitAs(db, minji).get(there).expect(422)).text).toContain(sentence)
      const refused = await visitAs(db, minji)
        .post(there)
        .type('form')
        .send({ ...form, slug: 'x' })
        .expect(422)
      expect(refused.text).toContain(sentence)
      await visitAs(db, daniel)
        .post(there)
        .type('form')
        .send({ ...form, slug: article.slug })
        .expect(303)
    }),
  )

  test(
    'details that are refused stay as they were typed',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const [article, other] = [await kimchi(db, minji), await kimchi(db, minji)]
      const path = `/desk/articles/${article.slug}/details`
      const form = { slug: other.slug, series: '+', 'series-ko': '겨울', 'series-en': 'Winter', part: '3' }
      const refused = await visitAs(db, minji)
        .post(path)
        .type('form')
        .send({ ...form, related: other.slug })
        .expect(422)
      expect(refused.text).toContain('Another article has this address already.')
      expect(formIn(refused.text)).toMatchObject({ ...form, related: other.slug })
    }),
  )

  test(
    'only an editor approves the Korean',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await kimchi(db, minji)
      const version = await latestSourceVersion(db, article)
      const path = `/desk/articles/${article.slug}/source/1`
      expect((await visitAs(db, minji).get(path).expect(200)).text).not.toContain('Approve the Korean')
      const refused = await visitAs(db, minji).post(`${path}/approval`).expect(422)
      expect(refused.text).toContain('Only an editor can do this.')
      expect(await sourceApprovalOf(db, version)).toBeNull()

      expect((await visitAs(db, daniel).get(path).expect(200)).text).toContain('Approve the Korean')
      const approved = await visitAs(db, daniel).post(`${path}/approval`).expect(303)
      expect(approved.headers.location).toBe(`/desk/articles/${article.slug}`)
      expect(await sourceApprovalOf(db, version)).toMatchObject({ approvedByName: 'Daniel' })
    }),
  )

  test(
    'what is not there is not found, and no address brings a 500',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const { slug: there } = await kimchi(db, minji)
      for (const path of [
        ...['articles/gone/details', 'articles/gone/source/1', `articles/${there}/source/2`],
        ...[
          `articles/${there}/source/0`,
          `articles/${there}/source/1e0`,
          `articles/${there}/source/%EF%BC%91`,
        ],
        ...[
          `articles/${there}/source/99999999999999999999`,
          'articles/a%00b/details',
          'articles/..%2f/details',
        ],
      ]) {
        await visitAs(db, minji).get(`/desk/${path}`).expect(404)
        await visitAs(db, minji).post(`/desk/${path}`).expect(404)
      }
      for (const path of [
        '%ED%A0%80/480.webp',
        `${'a'.repeat(32)}/480.webp`,
        `${'a'.repeat(32)}/480.svg`,
        'x/1.webp',
      ]) {
        const { status } = await visitAs(db, minji).get(`/media/${path}`)
        expect([400, 404]).toContain(status)
      }
    }),
  )
})

describe('the preview of the Korean', () => {
  test(
    'is the page as it will be public, in Korean, with pictures that only the signed-in can fetch',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const form = formIn(
        (
          await cut(db, minji, { text: `${markdown}\n주소는 /pictures/ 아래입니다.` }, [
            ['photographs', await jpeg(), '빵.jpg'],
          ])
        ).text,
      )
      const address = slug()
      await keep(db, minji, { ...form, slug: address }).expect(303)

      const preview = await visitAs(db, minji).get(`/desk/articles/${address}/source/1`).expect(200)

      expect(preview.text).toContain('<html lang="ko">')
      expect(preview.text).toContain('보리씨빵집의 열 해')
      expect(preview.text).toContain('Preview of source version 1.')
      expect(preview.text).not.toMatch(/\/pictures\/[0-9a-f]/)
      expect(preview.text).toContain('주소는 /pictures/ 아래입니다.')
      expect(preview.headers['cache-control']).toBe('private, no-store')
      const path = /src="(\/media\/[0-9a-f]{32}\/960\.jpeg)"/.exec(preview.text)![1]!
      const picture = await visitAs(db, minji).get(path).expect(200)
      expect(picture.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
      })
      expect((await sharp(picture.body as Buffer).metadata()).width).toBe(960)
      await visitAs(db, minji, { whoIs: () => Promise.resolve(null) })
        .get(path)
        .expect(303)
    }),
  )
})

describe('what people type is shown, never run', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '</textarea><script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '![x](javascript:alert(1))',
    '<a href="java\nscript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<%= 7*7 %>{{constructor.constructor("alert(1)")()}}$t(layout:desk)',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '[a]: javascript:alert(1)\n\n[a]',
    '| a | b |\n| - | - |\n| <img src=x onerror=alert(1)> | `<script>` |',
    '[^1]\n\n[^1]: <script>alert(1)</script>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  ]

  test.each(payloads)('%s', (payload) =>
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const line = payload.replaceAll('\n', ' ')
      const text = `# ${line}\n\n![${line}](빵.jpg "${line.replaceAll('"', '\\"')}")\n\n${payload}\n\n끝입니다.`
      const seen = await cut(db, minji, { text }, [['photographs', await jpeg(), `${line}.jpg`]])
      const form = {
        ...formIn(seen.text),
        ...{ slug: slug(), title: line, summary: line, byline: line, part: line },
        ...{ 'alt-0': line, 'caption-0': line, 'credit-0': line },
        ...{ category: '+', 'category-ko': line, 'category-en': line },
        ...{ series: '+', 'series-ko': line, 'series-en': line },
      }
      const files: File[] = [
        ['photographs', 'x', `${line}.svg`],
        ['photograph-0', await jpeg(), 'x.jpg'],
      ]
      const refused = await keep(db, minji, form, files).expect(422)
      // Some of these are pictures themselves, once they have been made harmless.
      const again: Fields = { ...formIn(refused.text), part: '1' }
      const figures = [again.figure ?? []].flat().map((_, index) => index)
      for (const index of figures) if (again[`alt-${index}`] === '') again[`alt-${index}`] = '빵'
      const photograph = await jpeg(16, 16)
      const kept = await keep(
        db,
        minji,
        again,
        figures.map((index) => [`photograph-${index}`, photograph, 'x.jpg']),
      ).expect(303)
      const pages = [seen.text, refused.text]
      const path = kept.headers.location!
      pages.push((await visitAs(db, minji).get(`${path}/source/1`).expect(200)).text)
      pages.push((await visitAs(db, daniel).get(`${path}/details`).expect(200)).text)

      for (const html of pages) {
        expect(dangersIn(html)).toEqual([])
        for (const around of ['noscript', 'textarea', 'title', 'xmp', 'svg', 'math', 'style', 'template']) {
          expect(
            dangersIn(`<${around}>${/<article[^]*<\/article>/.exec(html)?.[0] ?? ''}</${around}>`),
          ).toEqual([])
        }
        expect(html).not.toContain('>49<')
      }
    })(),
  )
})

test(
  'an article of 600 paragraphs is cut and kept like any other',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    const text = `# 긴 기사\n\n${Array.from({ length: 600 }, (_, index) => `${index + 1}번째 문단입니다.`).join('\n\n')}`
    const seen = await cut(db, minji, { text }).expect(200)
    expect(seen.text).toContain('601 paragraphs.')
    const address = slug()
    await keep(db, minji, { ...formIn(seen.text), slug: address }).expect(303)
    const version = await latestSourceVersion(db, await articleBySlug(db, address))
    expect(await sourceSegments(db, version)).toHaveLength(601)
  }),
)

/** Everything in a page that could run, as a browser would parse it. */
function dangersIn(html: string): string[] {
  const dangers: string[] = []
  const look = (node: Nodes): void => {
    if (node.type === 'element') {
      const { tagName, properties } = node
      const source = String(properties.src ?? '')
      if (tagName === 'script' ? !source.startsWith('/assets/') : dangerous.test(tagName))
        dangers.push(tagName)
      for (const [name, value] of Object.entries(properties)) {
        if (/^(on|style$|srcDoc$)/.test(name)) dangers.push(`${tagName} ${name}`)
        if (/^\s*(javascript|data|vbscript):/i.test(String(value)) && name !== 'value')
          dangers.push(`${tagName} ${name}`)
      }
    }
    if ('children' in node) for (const child of node.children) look(child)
  }
  look(unified().use(rehypeParse).parse(html))
  return dangers
}

const dangerous = /^(iframe|object|embed|base|applet|frame|foreignobject|animate|set)$/

async function kimchi(db: Db, person: Person) {
  return bringIn(db, person, {
    ...{ slug: slug(), categoryId: null, seriesId: null, part: null, related: [] },
    blocks: blocksOf('# 김장하는 날\n\n배추를 소금에 절입니다.'),
  })
}

/** `# 빵집\n\n글입니다.` in the encoding of Korean Windows before Unicode. */
function oldWindows(): Buffer {
  return Buffer.from([
    ...[0x23, 0x20, 0xbb, 0xa7, 0xc1, 0xfd, 0x0a, 0x0a],
    ...[0xb1, 0xdb, 0xc0, 0xd4, 0xb4, 0xcf, 0xb4, 0xd9, 0x2e],
  ])
}
