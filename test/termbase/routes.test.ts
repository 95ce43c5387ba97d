import type { Db } from '../../server/db/connection'
import { termById } from '../../server/termbase/store'
import { inTransaction } from '../support/database'
import { approvedKimchi, freshKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'
import { agree, agreed, form } from './agreed'

describe('the termbase at the desk', () => {
  test(
    'lists what is agreed and finds it in either language',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      for (const said of Object.values(agreed)) await agree(db, minji, said)
      const list = async (query: string) =>
        (await visitAs(db, minji).get(`/desk/terms${query}`).expect(200)).text
      expect(await list('')).toContain('<b>napa cabbage</b>')
      expect(await list('?words=김왕')).not.toContain('napa cabbage')
      expect(await list('?words=BORISEED')).toContain('보리씨빵집')
      expect(await list('?words=chinese')).toContain('배추')
      expect(await list('?kind=person')).not.toContain('배추')
      expect(await list('?words=%25')).toContain('No term or name like that.')
      expect(await list('?words=%00%EF%BF%BD&kind=x&scope=series:x&page=-1')).toContain('배추')
    }),
  )

  test(
    'takes a new term, and says at the field what is wrong with what was typed',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const visit = visitAs(db, minji)
      const wrong = await visit
        .post('/desk/terms')
        .type('form')
        .send(form({ korean: '배추', accepted: '배추' }))
        .expect(422)
      expect(wrong.text).toContain('There is Hangul where English belongs.')
      expect(wrong.text).toContain('value="배추"')

      await visit.post('/desk/terms').type('form').send(agreed.cabbage).expect(303)
      const twice = await visit.post('/desk/terms').type('form').send(agreed.cabbage).expect(422)
      expect(twice.text).toContain('The termbase has this Korean already')
      expect(twice.text).toContain('napa cabbage')
    }),
  )

  test(
    'answers the dialog of the review screen with a form or with nothing to do',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      const visit = visitAs(db, cast.minji)
      const asked =
        '/desk/terms/new?part=1&korean=김왕영은&after= 말했다(41)&english=Kim Wang-young said&article='
      const { text } = await visit.get(encodeURI(asked + article.slug)).expect(200)
      expect(text).not.toContain('<html')
      expect(text).toContain('value="김왕영"')
      expect(text).toContain('Only in the article “김장하는 날”')

      const posted = (more: object) =>
        visit
          .post('/desk/terms')
          .type('form')
          .send({ ...agreed.kim, ...more, part: '1' })
      expect((await posted({ accepted: '' }).expect(422)).text).toMatch(/^<form/)
      await posted({}).expect(201)
    }),
  )

  test(
    'changes a term, and keeps what was typed where somebody was faster',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const id = await agree(db, minji, agreed.cabbage)
      const seen = { 'based-on': (await termById(db, id)).id }
      await visitAs(db, daniel)
        .post(`/desk/terms/${id}`)
        .type('form')
        .send({ ...agreed.cabbage, ...seen, note: 'one' })
        .expect(303)
      const late = await visitAs(db, minji)
        .post(`/desk/terms/${id}`)
        .type('form')
        .send({ ...agreed.cabbage, ...seen, note: 'mine' })
      expect(late.status).toBe(422)
      expect(late.text).toContain('Somebody else changed this in the meantime.')
      expect(late.text).toContain('mine</textarea>')
      expect(late.text).toContain('Changed by Daniel')
    }),
  )

  test(
    'lets editors retire a term and undo it, and nobody else',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const id = await agree(db, minji, agreed.cabbage)
      const address = `/desk/terms/${id}/retirement`
      expect((await visitAs(db, minji).get(`/desk/terms/${id}`)).text).not.toContain(address)
      await visitAs(db, minji).post(address).expect(422)
      await visitAs(db, daniel).post(address).expect(303)
      const retired = (await visitAs(db, daniel).get(`/desk/terms/${id}`).expect(200)).text
      expect(retired).toContain('Daniel retired this on')
      expect((await visitAs(db, minji).get('/desk/terms')).text).not.toContain('배추')
      expect((await visitAs(db, minji).get('/desk/terms?retired=1')).text).toContain('배추')
      await visitAs(db, daniel).post(`${address}/withdrawal`).expect(303)
      expect((await visitAs(db, minji).get('/desk/terms')).text).toContain('배추')
    }),
  )

  test(
    'says where the articles go another way',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const id = await agree(db, cast.minji, {
        ...agreed.cabbage,
        accepted: 'napa',
        scope: `article:${article.id}`,
      })
      const { text } = await visitAs(db, cast.minji).get(`/desk/terms/${id}`).expect(200)
      expect(text).toContain('1 paragraph goes another way.')
      expect(text).toContain(`/desk/articles/${article.slug}/review#p2`)
      await visitAs(db, cast.minji)
        .get(`/desk/terms/${'0'.repeat(32)}`)
        .expect(404)
      await visitAs(db, cast.minji).get('/desk/terms/nothing').expect(404)
    }),
  )

  test(
    'is not for those who have no words to agree on',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const visit = visitAs(db, { ...sujin, roles: ['admin'] })
      await visit.post('/desk/terms').type('form').send(agreed.cabbage).expect(422)
      await visit.get('/desk/terms/import').expect(422)
      expect(await db('terms').where({ korean: '배추' })).toEqual([])
    }),
  )
})

describe('a file of terms', () => {
  const file = 'korean,english\n배추,napa cabbage\n무,\n김왕영,Kim Wang-young\n'

  test(
    'is shown before it is kept, bad lines with a sentence each',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      await agree(db, minji, agreed.cabbage)
      const { text } = await visitAs(db, minji).post('/desk/terms/import').field('text', file).expect(200)
      expect(text).toContain('New: 1. Changed: 1. The same as now: 0. Lines that cannot be taken: 1.')
      expect(text).toContain('<b>Line 3</b> Write at least one English form.')
      expect(await db('terms').where({ korean: '김왕영' })).toEqual([])

      await visitAs(db, minji)
        .post('/desk/terms/imports')
        .field({ text: file, shown: keyIn(text) })
        .expect(303)
      expect(await standing(db)).toEqual(['김왕영', '배추'])
      expect(await db('events').where({ action: 'terms-imported' }).pluck('detail')).toEqual([
        { added: 1, changed: 1 },
      ])
    }),
  )

  test(
    'is not kept when something else would become of it by now',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const { text } = await visitAs(db, minji).post('/desk/terms/import').field('text', file)
      await agree(db, daniel, agreed.cabbage)
      const late = await visitAs(db, minji)
        .post('/desk/terms/imports')
        .field({ text: file, shown: keyIn(text) })
        .expect(422)
      expect(late.text).toContain('The termbase has changed in the meantime.')
      expect(late.text).toContain('New: 1. Changed: 1.')
      expect(await standing(db)).toEqual(['배추'])
    }),
  )

  test(
    'may come from Korean Excel, and what is no text is refused',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const korean = Buffer.from([
        ...Buffer.from('korean,english\n'),
        0xb9,
        0xe8,
        0xc3,
        0xdf,
        ...Buffer.from(',cabbage\n'),
      ])
      const read = await visitAs(db, minji)
        .post('/desk/terms/import')
        .attach('file', korean, 'terms.csv')
        .expect(200)
      expect(read.text).toContain('<b lang="ko">배추</b>')
      const picture = Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff])
      const refused = await visitAs(db, minji)
        .post('/desk/terms/import')
        .attach('file', picture, 'terms.csv')
        .expect(422)
      expect(refused.text).toContain('Save it as UTF-8')
      const broken = await visitAs(db, minji)
        .post('/desk/terms/import')
        .field('text', '<martif><text>')
        .expect(422)
      expect(broken.text).toContain('TBX is not well-formed XML')
      expect(broken.text).toContain('&lt;martif&gt;&lt;text&gt;</textarea>')
      const empty = await visitAs(db, minji).post('/desk/terms/import').field('text', '').expect(422)
      expect(empty.text).toContain('There is no line to read.')
    }),
  )

  test(
    'goes out as CSV, TSV and TBX',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      await agree(db, minji, agreed.cabbage)
      const csv = await visitAs(db, minji).get('/desk/terms/export/csv').expect(200)
      expect(csv.headers['content-disposition']).toContain('daeyeok-terms.csv')
      expect(csv.text).toContain('배추,napa cabbage | kimchi cabbage,Chinese cabbage,term')
      expect((await visitAs(db, minji).get('/desk/terms/export/tsv')).text).toContain('배추\tnapa cabbage')
      const tbx = await visitAs(db, minji).get('/desk/terms/export/tbx').buffer(true).expect(200)
      expect(String(tbx.text ?? tbx.body)).toContain('<term>napa cabbage</term>')
      await visitAs(db, minji).get('/desk/terms/export/exe').expect(404)
    }),
  )
})

describe('the terms of a pair', () => {
  test(
    'stand with their English and a key each',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await agree(db, cast.minji, agreed.cabbage)
      const pair = (number: number) => `/desk/articles/${article.slug}/pairs/${number}/terms`
      const { text } = await visitAs(db, cast.minji)
        .get(`${pair(2)}?part=1`)
        .expect(200)
      expect(text).toContain('data-insert="napa cabbage" data-digit="1"')
      expect(text).toContain('<del lang="en">Chinese cabbage</del>')
      expect((await visitAs(db, cast.minji).get(pair(3)).expect(200)).text).toContain(
        'Nothing of the termbase',
      )
      await visitAs(db, cast.minji).get(pair(99)).expect(404)
    }),
  )

  test(
    'are told of as places in the Korean, for the whole article at once',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await agree(db, cast.minji, agreed.cabbage)
      const { body } = await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}/terms`).expect(200)
      expect(body).toEqual({ pairs: { 2: [[0, 2, 0]] } })
    }),
  )
})

async function standing(db: Db): Promise<string[]> {
  return db('terms').where({ endedAt: null }).orderBy('korean').pluck('korean')
}

function keyIn(html: string): string {
  return /name="shown" value="([0-9a-f]{64})"/.exec(html)![1]!
}
