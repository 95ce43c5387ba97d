import { randomUUID } from 'node:crypto'
import type { Db } from '../../server/db/connection'
import { newToken } from '../../server/people/secrets'
import { deleteSession, insertSession, revokeRole } from '../../server/people/store'
import { inTransaction } from '../support/database'
import { freshKimchi } from '../support/kimchi'
import { visit } from '../support/visit'
import { world, type World } from '../support/world'

/** A save looks its session up by itself: what the session no longer allows must not slip by. */
describe('a save by session', () => {
  test(
    'is kept in the name of whoever holds the session',
    inTransaction(async (db) => {
      const { save } = await desk(db)
      const { body } = await save('Salt it.').expect(200)
      expect(body).toMatchObject({ outcome: 'saved', by: 'Minji', revision: '1' })
    }),
  )

  test(
    'is refused when the session has ended, and writes nothing',
    inTransaction(async (db) => {
      const { save, token, written } = await desk(db)
      await deleteSession(db, token)

      const { body } = await save('Salt it.').expect(401)
      expect(body).toMatchObject({ rule: 'signed-out' })
      expect(await written()).toBe(0)
    }),
  )

  test(
    'is refused when the session is past its days',
    inTransaction(async (db) => {
      const { save, written } = await desk(db)
      await db('sessions').update({ expiresAt: db.raw("now() - interval '1 second'") })

      await save('Salt it.').expect(401)
      expect(await written()).toBe(0)
    }),
  )

  test(
    'is refused to one who translates no more, in a sentence of their language',
    inTransaction(async (db) => {
      const { save, cast, written } = await desk(db)
      await db('roleGrants').insert({ personId: cast.minji.id, role: 'admin', grantedBy: cast.sujin.id })
      await revokeRole(db, cast.minji, 'translator', cast.sujin)

      const { body } = await save('Salt it.').expect(422)
      expect(body).toMatchObject({ rule: 'not-a-translator' })
      expect((body as { sentence: string }).sentence).toMatch(/translator/i)
      expect(await written()).toBe(0)
    }),
  )

  test(
    'is refused to one who holds no role at all, as if nobody were signed in',
    inTransaction(async (db) => {
      const { save, cast } = await desk(db)
      await revokeRole(db, cast.minji, 'translator', cast.sujin)

      await save('Salt it.').expect(401)
    }),
  )

  test(
    'is answered for nobody else to keep, and what goes wrong with it on a page like every other',
    inTransaction(async (db) => {
      const { save } = await desk(db)
      const { headers } = await save('Salt it.').expect(200)
      expect(headers).toMatchObject({
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })

      for (const origin of ['http://elsewhere.example', undefined]) {
        const refused = save('Salt it.').accept('text/html').unset('Sec-Fetch-Site').unset('Origin')
        const { text, headers: dressed } = await (origin ? refused.set('Origin', origin) : refused).expect(
          403,
        )
        expect(text).toContain('<html lang="en">')
        expect(dressed['content-security-policy']).toContain("default-src 'self'")
        expect(dressed['cache-control']).toBe('private, no-store')
      }
    }),
  )

  test(
    'is refused without a session, and with one that is none',
    inTransaction(async (db) => {
      const { save } = await desk(db)
      await save('Salt it.', '').expect(401)
      await save('Salt it.', 'daeyeok=guessed').expect(401)
      await save('Salt it.', `daeyeok=${newToken()}`).expect(401)
    }),
  )

  test(
    'is kept when the browser says that these are the words of whoever is signed in',
    inTransaction(async (db) => {
      const { save, cast } = await desk(db)
      const { body } = await save('Salt it.', undefined, 2, cast.minji.publicId).expect(200)
      expect(body).toMatchObject({ outcome: 'saved', by: 'Minji' })
    }),
  )

  test(
    'is refused when they are somebody else’s, who sat here before, and writes nothing',
    inTransaction(async (db) => {
      const { save, cast, written } = await desk(db)
      const { body } = await save('Salt it.', undefined, 2, cast.jiwoo.publicId).expect(403)
      expect(body).toMatchObject({ rule: 'someone-else' })
      await save('Salt it.', undefined, 2, 'Jiwoo').expect(422)
      expect(await written()).toBe(0)
    }),
  )

  test(
    'finds nothing where there is no pair',
    inTransaction(async (db) => {
      const { save } = await desk(db)
      await save('Salt it.', undefined, 99).expect(404)
    }),
  )

  test(
    'keeps a session alive that is only ever used to save',
    inTransaction(async (db) => {
      const { save } = await desk(db)
      await db('sessions').update({
        seenAt: db.raw("now() - interval '1 day'"),
        expiresAt: db.raw("now() + interval '1 day'"),
      })

      await save('Salt it.').expect(200)
      const [session] = await db('sessions').select<{ kept: boolean }[]>(
        db.raw("seen_at = now() and expires_at > now() + interval '29 days' as kept"),
      )
      expect(session!.kept).toBe(true)
    }),
  )
})

async function desk(db: Db) {
  const cast: World = await world(db)
  const article = await freshKimchi(db, cast)
  const token = newToken()
  await insertSession(db, cast.minji, token, 'A browser')
  await db('people').where({ id: cast.minji.id }).update({ locale: 'en' })
  return {
    cast,
    token,
    save: (text: string, cookie = `daeyeok=${token}`, number = 2, as = '') =>
      visit(db)
        .post(`/desk/articles/${article.slug}/pairs/${number}`)
        .set('Cookie', cookie)
        .type('form')
        .accept('application/json')
        .send({ text, revision: '0', save: randomUUID(), as }),
    written: async () => Number((await db('targetRevisions').count('id as n').first())!.n),
  }
}
