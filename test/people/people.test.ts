import { setRoles } from '../../server/people/actions'
import { newToken } from '../../server/people/secrets'
import {
  insertSession,
  ownWorkApprovalIsAllowed,
  personById,
  personOfSession,
} from '../../server/people/store'
import { inTransaction, ownDatabase } from '../support/database'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

const nobody = '0'.repeat(32)

describe('an admin', () => {
  test(
    'gives and takes roles by ticking',
    inTransaction(async (db) => {
      const { sujin, minji } = await world(db)
      const browser = visitAs(db, sujin)
      const answer = await browser
        .post(`/desk/people/${minji.publicId}/roles`)
        .type('form')
        .send('roles=editor&roles=admin')
        .expect(303)
      expect((await personById(db, minji.id)).roles).toEqual(['admin', 'editor'])
      expect((await browser.get(answer.get('Location')!)).text).toContain('The roles are saved.')
      expect(await db('events').select('action', 'personId', 'detail')).toEqual([
        {
          action: 'roles-changed',
          personId: sujin.id,
          detail: { of: minji.id, given: ['editor', 'admin'], taken: ['translator'] },
        },
      ])

      await browser
        .post(`/desk/people/${minji.publicId}/roles`)
        .type('form')
        .send('roles=translator')
        .expect(303)
      expect((await personById(db, minji.id)).roles).toEqual(['translator'])
    }),
  )

  test(
    'who takes every role signs the person out',
    inTransaction(async (db) => {
      const { sujin, minji } = await world(db)
      const token = newToken()
      await insertSession(db, minji, token, '')
      await visitAs(db, sujin).post(`/desk/people/${minji.publicId}/roles`).type('form').send('').expect(303)
      expect(await db('sessions')).toEqual([])
      await setRoles(db, sujin, minji, ['translator'])
      expect(await personOfSession(db, token)).toBeNull()
    }),
  )

  test(
    'ends somebody’s sessions',
    inTransaction(async (db) => {
      const { sujin, minji, daniel } = await world(db)
      for (const person of [minji, minji, daniel]) await insertSession(db, person, newToken(), '')
      const page = await visitAs(db, sujin).get('/desk/people').expect(200)
      expect(page.text).toContain('Signed in on 2 devices.')
      await visitAs(db, sujin).post(`/desk/people/${minji.publicId}/sessions/end`).expect(303)
      expect(await db('sessions').pluck('person_id')).toEqual([daniel.id])
    }),
  )

  test(
    'lets editors approve their own words, and stops it again',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const browser = visitAs(db, sujin)
      await browser
        .post('/desk/people/settings')
        .type('form')
        .send({ 'own-work-approval': 'yes' })
        .expect(303)
      expect(await ownWorkApprovalIsAllowed(db)).toBe(true)
      expect((await browser.get('/desk/people')).text).toMatch(/name="own-work-approval" value="yes" checked/)
      await browser.post('/desk/people/settings').type('form').send('').expect(303)
      expect(await ownWorkApprovalIsAllowed(db)).toBe(false)
    }),
  )

  test('cannot be the last to leave, even when two of them leave at once', async () => {
    const database = await ownDatabase()
    try {
      const db = database.web
      const { sujin, daniel } = await world(db)
      const alone = await visitAs(db, sujin)
        .post(`/desk/people/${sujin.publicId}/roles`)
        .type('form')
        .send('roles=editor')
        .expect(422)
      expect(alone.text).toContain('The last admin has to stay an admin.')
      expect((await personById(db, sujin.id)).roles).toEqual(sujin.roles)

      await setRoles(db, sujin, daniel, ['admin'])
      const admins = [sujin, await personById(db, daniel.id)]
      const answers = await Promise.all(
        admins.map((person) =>
          visitAs(db, person).post(`/desk/people/${person.publicId}/roles`).type('form').send('roles=editor'),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
      expect(await db('roleGrants').where({ role: 'admin', revokedAt: null })).toHaveLength(1)
    } finally {
      await database.close()
    }
  })

  test(
    'who is none any more changes nothing by a page that is still open',
    inTransaction(async (db) => {
      const { sujin, minji, daniel } = await world(db)
      await setRoles(db, sujin, daniel, ['admin'])
      await setRoles(db, await personById(db, daniel.id), sujin, ['editor'])
      await visitAs(db, sujin)
        .post(`/desk/people/${minji.publicId}/roles`)
        .type('form')
        .send('roles=editor')
        .expect(404)
      expect((await personById(db, minji.id)).roles).toEqual(['translator'])
    }),
  )

  test(
    'finds nobody by a number that is none of ours',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      for (const id of [nobody, '1', '0x1', '%00', '__proto__', '１', `${sujin.publicId}%00`]) {
        await visitAs(db, sujin)
          .post(`/desk/people/${id}/roles`)
          .type('form')
          .send('roles=editor')
          .expect(404)
        await visitAs(db, sujin).post(`/desk/people/${id}/sessions/end`).expect(404)
      }
    }),
  )
})

describe('whoever is no admin', () => {
  test.each(['minji', 'daniel'] as const)(
    'finds nothing where people are kept, not even that there is something (%s)',
    (name) =>
      inTransaction(async (db) => {
        const cast = await world(db)
        const browser = visitAs(db, cast[name])
        const { sujin, minji } = cast
        const nothing = await browser.get('/desk/no-such-page').expect(404)
        for (const path of ['/desk/people', '/desk/people/', '/desk/people/whatever']) {
          expect((await browser.get(path).expect(404)).text).toBe(nothing.text)
        }
        const nothingPosted = await browser
          .post('/desk/no-such-page')
          .type('form')
          .send('roles=admin')
          .expect(404)
        for (const path of [
          '/desk/people/invitations',
          `/desk/people/invitations/${nobody}/withdrawal`,
          '/desk/people/settings',
          `/desk/people/${minji.publicId}/roles`,
          `/desk/people/${sujin.publicId}/sessions/end`,
          `/desk/people/${nobody}/roles`,
        ]) {
          const answer = await browser.post(path).type('form').send('roles=admin').expect(404)
          expect(answer.text).toBe(nothingPosted.text)
        }
        expect(await db('invitations')).toEqual([])
        expect((await personById(db, minji.id)).roles).toEqual(['translator'])
      })(),
  )

  test(
    'is not offered the way there either',
    inTransaction(async (db) => {
      const { minji, sujin } = await world(db)
      expect((await visitAs(db, minji).get('/desk/sessions')).text).not.toContain('/desk/people')
      expect((await visitAs(db, sujin).get('/desk/sessions')).text).toContain('/desk/people')
    }),
  )
})

test(
  'names are shown as they were typed',
  inTransaction(async (db) => {
    const { sujin, minji } = await world(db)
    await db('people').where({ id: minji.id }).update({ name: `<b>O'Hara</b> & "{{x}}"` })
    const page = await visitAs(db, sujin).get('/desk/people').expect(200)
    expect(page.text).toContain('&lt;b&gt;O&#39;Hara&lt;/b&gt; &amp; &#34;{{x}}&#34;')
    expect(page.text).not.toContain('<b>O')
  }),
)
