import { jest } from '@jest/globals'
import type { Db } from '../../server/db/connection'
import { firstAdminLink, invite, setRoles } from '../../server/people/actions'
import { hashOf, newToken } from '../../server/people/secrets'
import { insertSession, knownByEmail, people, personById, personOfSession } from '../../server/people/store'
import { inTransaction, ownDatabase, type OwnDatabase } from '../support/database'
import { visit, visitAs } from '../support/visit'
import { password, world } from '../support/world'

const hana = { name: '  한아  리 ', email: 'Hana@Namdo.example', password, locale: 'ko' }

describe('an admin', () => {
  test(
    'makes a link, sees it once, and somebody comes in by it with the roles that were ticked',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const browser = visitAs(db, sujin)
      const made = await browser
        .post('/desk/people/invitations')
        .type('form')
        .send('email=hana@namdo.example&roles=translator&roles=editor')
        .expect(200)
      const [link, token] = /http:\/\/daeyeok\.test\/invitations\/([\w-]{43})/.exec(made.text)!
      const list = await browser.get('/desk/people').expect(200)
      expect(list.text).toContain('hana@namdo.example')
      expect(list.text).not.toContain(token)
      expect(link).toContain(token!)

      const newcomer = visit(db)
      const form = await newcomer.get(`/invitations/${token}`).expect(200)
      expect(form.text).toContain('value="hana@namdo.example"')
      expect(form.text).toContain('autocomplete=new-password')
      const answer = await newcomer.post(`/invitations/${token}`).type('form').send(hana).expect(303)
      expect(answer.get('Location')).toBe('/desk')

      const home = await newcomer.get('/desk/sessions').expect(200)
      expect(home.text).toContain('<html lang="ko">')
      expect((await knownByEmail(db, 'hana@namdo.example'))!.person).toMatchObject({
        name: '한아 리',
        locale: 'ko',
        roles: ['editor', 'translator'],
      })
      expect(await db('roleGrants').where({ grantedBy: sujin.id, role: 'editor' })).toHaveLength(2)
      expect(await db('events').orderBy('id').pluck('action')).toEqual(['invited', 'invitation-accepted'])
    }),
  )

  test(
    'withdraws a link',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const token = await invite(db, sujin, { email: null, roles: ['translator'] })
      const list = await visitAs(db, sujin).get('/desk/people').expect(200)
      const [withdrawal] = /\/desk\/people\/invitations\/[0-9a-f]{32}\/withdrawal/.exec(list.text)!
      await visitAs(db, sujin).post(withdrawal).expect(303)
      await visit(db).get(`/invitations/${token}`).expect(404)
      await visitAs(db, sujin).post(withdrawal).expect(404)
    }),
  )

  test.each([
    ['no role', 'email=hana@namdo.example', 'Please choose at least one role.'],
    [
      'a role that does not exist',
      'email=hana@namdo.example&roles=owner',
      'Please choose at least one role.',
    ],
    ['what is no address', 'email=hana&roles=editor', 'This is not an e-mail address.'],
    ['an address with NUL', 'email=hana%00@namdo.example&roles=editor', 'This is not an e-mail address.'],
  ])('makes no link for %s, and what was typed stays', (_, body, sentence) =>
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const answer = await visitAs(db, sujin)
        .post('/desk/people/invitations')
        .type('form')
        .send(body)
        .expect(422)
      expect(answer.text).toContain(sentence)
      expect(answer.text).toContain('value="hana')
      expect(await db('invitations')).toEqual([])
    })(),
  )
})

describe('a link', () => {
  test(
    'that was used, has expired, was withdrawn, was made by an admin who is none any more, or never was, gives one and the same page',
    inTransaction(async (db) => {
      const { sujin, daniel } = await world(db)
      await setRoles(db, sujin, daniel, ['admin'])
      const link = () => invite(db, sujin, { email: null, roles: ['translator'] })
      const tokens = {
        used: await link(),
        withdrawn: await link(),
        expired: newToken(),
        orphaned: await invite(db, await personById(db, daniel.id), { email: null, roles: ['admin'] }),
        unknown: newToken(),
        malformed: 'x',
        quoted: '%27--',
      }
      await visit(db).post(`/invitations/${tokens.used}`).type('form').send(hana).expect(303)
      await db('invitations')
        .where({ tokenHash: hashOf(tokens.withdrawn) })
        .update({ withdrawnAt: db.fn.now() })
      await db('invitations').insert({
        tokenHash: hashOf(tokens.expired),
        roles: ['translator'],
        invitedBy: sujin.id,
        expiresAt: db.fn.now(),
      })
      await setRoles(db, sujin, daniel, ['editor'])

      const pages = await Promise.all(
        Object.values(tokens).map((token) => visit(db).get(`/invitations/${token}`).expect(404)),
      )
      expect(new Set(pages.map(({ text }) => text)).size).toBe(1)
      expect(pages[0]!.text).toContain('ask the person who invited you for a new link')
      const posts = await Promise.all(
        Object.values(tokens).map((token) =>
          visit(db)
            .post(`/invitations/${token}`)
            .type('form')
            .send({ ...hana, email: 'other@namdo.example', password: 'x', name: '\u0000' })
            .expect(404),
        ),
      )
      expect(new Set(posts.map(({ text }) => text))).toEqual(new Set([pages[0]!.text]))
      expect(await knownByEmail(db, 'other@namdo.example')).toBeNull()
    }),
  )

  test(
    'used twice by the same form lets the same person in twice',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const token = await invite(db, sujin, { email: null, roles: ['translator'] })
      const browser = visit(db)
      await browser.post(`/invitations/${token}`).type('form').send(hana).expect(303)
      await browser.post(`/invitations/${token}`).type('form').send(hana).expect(303)
      await browser.get('/desk/sessions').expect(200)
      expect(await db('people').where({ email: 'hana@namdo.example' })).toHaveLength(1)
      expect(await db('sessions')).toHaveLength(1)
    }),
  )

  test(
    'just used tells nobody the password of who used it, however often they try',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const token = await invite(db, sujin, { email: null, roles: ['translator'] })
      await visit(db).post(`/invitations/${token}`).type('form').send(hana).expect(303)
      for (let n = 0; n < 6; n++) {
        await visit(db)
          .post(`/invitations/${token}`)
          .type('form')
          .send({ ...hana, password: 'x' })
          .expect(404)
      }
      await visit(db).post(`/invitations/${token}`).type('form').send(hana).expect(404)
    }),
  )

  test.each([
    ['no name', { name: ' ' }, 'Please write your name.'],
    ['an endless name', { name: '가'.repeat(101) }, 'at most 100 characters'],
    ['a name with a control character', { name: 'Ha\u0007na' }, 'invisible control character'],
    ['what is no address', { email: 'hana' }, 'This is not an e-mail address.'],
    ['a short password', { password: '123' }, 'at least 10 characters'],
    ['a common password', { password: 'qwertyuiop' }, 'easy to guess'],
    ['the address as password', { password: 'hana@namdo.example' }, 'easy to guess'],
  ])('lets nobody in with %s, and keeps what was typed but the password', (_, change, sentence) =>
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const token = await invite(db, sujin, { email: null, roles: ['translator'] })
      const form = { name: 'Hana', email: 'hana@namdo.example', password, locale: 'en', ...change }
      const answer = await visit(db).post(`/invitations/${token}`).type('form').send(form).expect(422)
      expect(answer.text).toContain(sentence)
      expect(answer.text).toContain(`value="${form.email}"`)
      expect(answer.text).toContain(`value="${form.name}"`)
      expect(answer.text).toContain('type="password" value=""')
      await visit(db).get(`/invitations/${token}`).expect(200)
    })(),
  )

  test(
    'is not spent on an address somebody has already',
    inTransaction(async (db) => {
      const { sujin, minji } = await world(db)
      const token = await invite(db, sujin, { email: null, roles: ['editor'] })
      const answer = await visit(db)
        .post(`/invitations/${token}`)
        .type('form')
        .send({ ...hana, email: minji.email })
        .expect(422)
      expect(answer.text).toContain('Somebody uses this e-mail address already.')
      expect((await knownByEmail(db, minji.email))!.person.roles).toEqual(['translator'])
      await visit(db).get(`/invitations/${token}`).expect(200)
    }),
  )

  test(
    'made for the address of somebody who forgot their password lets them choose a new one, and ends their sessions',
    inTransaction(async (db) => {
      const { sujin, minji } = await world(db)
      const forgotten = newToken()
      await insertSession(db, minji, forgotten, '')
      const token = await invite(db, sujin, { email: minji.email, roles: ['editor'] })
      const form = { name: 'Minji', email: minji.email, password: 'barley tea at four', locale: 'en' }
      const browser = visit(db)
      await browser.post(`/invitations/${token}`).type('form').send(form).expect(303)
      await browser.get('/desk/sessions').expect(200)

      expect(await personOfSession(db, forgotten)).toBeNull()
      expect((await knownByEmail(db, minji.email))!.person).toEqual({
        ...minji,
        roles: ['editor', 'translator'],
      })
      await visit(db).post('/session').type('form').send({ email: minji.email, password }).expect(422)
      await visit(db).post('/session').type('form').send(form).expect(303)
    }),
  )

  test(
    'gives its own roles, whatever the form asks for',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const token = await invite(db, sujin, { email: null, roles: ['translator'] })
      await visit(db)
        .post(`/invitations/${token}`)
        .type('form')
        .send({ ...hana, roles: 'admin', id: '1', passwordHash: 'x', createdAt: '1999-01-01' })
        .expect(303)
      expect((await knownByEmail(db, 'hana@namdo.example'))!.person.roles).toEqual(['translator'])
    }),
  )

  test('is not written to the log when something breaks', async () => {
    const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
    const broken = (() => {
      throw new Error('broken')
    }) as unknown as Db
    const token = 'B'.repeat(43)
    await visit(broken).get(`/invitations/${token}`).expect(500)
    await visit(broken)
      .post('/session')
      .type('form')
      .send({ email: 'a@b.example', password: 'kept out of the log' })
      .expect(500)
    const lines = logged.mock.calls.map((call) =>
      call.map((part) => (part instanceof Error ? part.stack : part)),
    )
    logged.mockRestore()
    expect(JSON.stringify(lines)).toContain('/invitations/…')
    expect(JSON.stringify(lines)).not.toContain(token)
    expect(JSON.stringify(lines)).not.toContain('kept out of the log')
  })
})

describe('the first admin', () => {
  let database: OwnDatabase
  beforeEach(async () => {
    database = await ownDatabase()
  })
  afterEach(() => database.close())

  test('comes in by the last link printed, and then there is no other', async () => {
    const db = database.web
    expect((await visit(db).get('/session').expect(200)).text).toContain('Nobody is here yet.')
    const earlier = await firstAdminLink(db, 'http://daeyeok.test')
    const link = await firstAdminLink(db, 'http://daeyeok.test')
    expect(link).toMatch(/^http:\/\/daeyeok\.test\/invitations\/[\w-]{43}$/)

    await visit(db).get(new URL(earlier!).pathname).expect(404)
    await visit(db).post(new URL(link!).pathname).type('form').send(hana).expect(303)
    expect(await people(db)).toMatchObject([{ name: '한아 리', roles: ['admin', 'editor'] }])
    expect(await firstAdminLink(db, 'http://daeyeok.test')).toBeNull()
    expect((await visit(db).get('/session').expect(200)).text).not.toContain('Nobody is here yet.')
  })

  test('comes in once by a double click', async () => {
    const db = database.web
    const { pathname } = new URL((await firstAdminLink(db, 'http://daeyeok.test'))!)
    const browser = visit(db)
    const answers = await Promise.all([1, 2].map(() => browser.post(pathname).type('form').send(hana)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await people(db)).toHaveLength(1)
    await browser.get('/desk/people').expect(200)
  })

  test('is one, when two hurry in by the same link', async () => {
    const db = database.web
    const link = await firstAdminLink(db, 'http://daeyeok.test')
    const answers = await Promise.all(
      ['hana@namdo.example', 'bora@namdo.example'].map((email) =>
        visit(db)
          .post(new URL(link!).pathname)
          .type('form')
          .send({ ...hana, email }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
    expect(await people(db)).toHaveLength(1)
  })
})
