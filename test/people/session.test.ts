import { createHash } from 'node:crypto'
import type { Db } from '../../server/db/connection'
import { setRoles } from '../../server/people/actions'
import { inTransaction } from '../support/database'
import { visit, visitAs } from '../support/visit'
import { password, world } from '../support/world'

describe('signing in', () => {
  test(
    'leads to the desk, with a session that is new, hidden from scripts and kept as a hash',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const planted = 'A'.repeat(43)

      const answer = await visit(db)
        .post('/session')
        .set('Cookie', `daeyeok=${planted}`)
        .type('form')
        .send({ email: minji.email, password })
        .expect(303)

      expect(answer.get('Location')).toBe('/desk')
      const cookie = answer.get('Set-Cookie')!.join()
      expect(cookie).toMatch(
        /^daeyeok=[\w-]{43}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
      )
      expect(cookie).not.toContain(planted)
      const token = /daeyeok=([\w-]+)/.exec(cookie)![1]!
      expect(await db('sessions').pluck('token_hash')).toEqual([createHash('sha256').update(token).digest()])
      expect(await db('events').where({ personId: minji.id }).pluck('action')).toEqual(['signed-in'])
    }),
  )

  test(
    'over a page that stays is answered with who it is, or with the sentence that stands in the way',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const signIn = (wanted: string) =>
        visit(db)
          .post('/session')
          .accept('application/json')
          .type('form')
          .send({ email: minji.email, password: wanted })

      const answer = await signIn(password).expect(200)
      expect(answer.body).toEqual({ person: { publicId: minji.publicId, name: 'Minji' } })
      expect(answer.get('Set-Cookie')!.join()).toMatch(/^daeyeok=[\w-]{43};/)
      const refused = await signIn('something else entirely').expect(422)
      expect(refused.body).toMatchObject({
        rule: 'sign-in-failed',
        sentence: expect.stringContaining('password') as string,
      })
      expect(refused.get('Set-Cookie')).toBeUndefined()
    }),
  )

  test(
    'asks for TLS in the cookie when the public address has it',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const config = { publicUrl: 'https://desk.namdo.example' }
      const answer = await visit(db, { config })
        .post('/session')
        .type('form')
        .send({ email: minji.email, password })
        .expect(303)
      expect(answer.get('Set-Cookie')!.join()).toContain('; Secure')
    }),
  )

  test(
    'takes the address in any case and with blanks around it',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      await signingIn(db, { email: `  ${minji.email.toUpperCase()} `, password }).expect(303)
    }),
  )

  test(
    'goes on to where one was going',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const browser = visit(db)

      const turnedAway = await browser.get('/desk/sessions?x=1').expect(303)
      expect(turnedAway.get('Location')).toBe('/session?next=%2Fdesk%2Fsessions%3Fx%3D1')
      // A script that wants a part of a page is told, and does not get another page in its place.
      await browser.get('/desk/sessions?x=1').set('Sec-Fetch-Dest', 'empty').expect(401)
      const form = await browser.get(turnedAway.get('Location')!).expect(200)
      expect(form.text).toContain('name="next" value="/desk/sessions?x=1"')
      const answer = await browser
        .post('/session')
        .type('form')
        .send({ email: minji.email, password, next: '/desk/sessions?x=1' })
      expect(answer.get('Location')).toBe('/desk/sessions?x=1')
      await browser.get('/desk/sessions?x=1').expect(200)
      expect((await browser.get('/session?next=/desk/people').expect(303)).get('Location')).toBe(
        '/desk/people',
      )
    }),
  )

  test(
    'is refused in the same words to an unknown address and a wrong password, and the address stays in the form',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const unknown = await signingIn(db, { email: 'nobody@namdo.example', password }).expect(422)
      const wrong = await signingIn(db, { email: minji.email, password: `${password}!` }).expect(422)

      expect(unknown.text).toContain('The e-mail address or the password is not right.')
      expect(unknown.text).toContain('value="nobody@namdo.example"')
      expect(unknown.text.replaceAll('nobody@namdo.example', minji.email)).toBe(wrong.text)
      expect(wrong.text).not.toContain(password)
      expect(await db('sessions')).toEqual([])
    }),
  )

  test(
    'is refused to whoever holds no role any more, only after the right password',
    inTransaction(async (db) => {
      const { minji, sujin } = await world(db)
      await setRoles(db, sujin, minji, [])
      const wrong = await signingIn(db, { email: minji.email, password: 'something else' }).expect(422)
      const right = await signingIn(db, { email: minji.email, password }).expect(422)
      expect(wrong.text).toContain('The e-mail address or the password is not right.')
      expect(right.text).toContain('You hold no role at the moment')
    }),
  )

  test.each([
    ['nothing at all', ''],
    ['arrays', 'email[]=a@b.example&password[]=x'],
    ['the same field twice', 'email=a@b.example&email=c@d.example&password=1&password=2'],
    ['NUL', 'email=a%00@b.example&password=%00%00%00%00%00%00%00%00%00%00'],
    ['names of the language', '__proto__=1&constructor=1&email[__proto__]=1'],
    ['a very long address', `email=${'a'.repeat(100_000)}@b.example&password=x`],
    ['a very long password', `email=a@b.example&password=${'x'.repeat(1_000_000)}`],
    ['Korean in the address', `email=${encodeURIComponent('민지@남도.example')}&password=x`],
  ])('is refused, and not broken, by %s', (_, body) =>
    inTransaction(async (db) => {
      const answer = await visit(db).post('/session').type('form').send(body).expect(422)
      expect(answer.text).toContain('The e-mail address or the password is not right.')
    })(),
  )

  test.each([
    ['a lone surrogate', 'email=%ED%A0%80@b.example&password=%ED%A0%80'],
    ['broken encoding', 'email=%E0%A4%A&password=%'],
  ])('is refused, and not broken, by %s, which is no text at all', (_, body) =>
    inTransaction(async (db) => {
      const answer = await visit(db).post('/session').type('form').send(body).expect(422)
      expect(answer.text).toContain('The request could not be understood.')
    })(),
  )

  test(
    'from a foreign page is refused',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const answer = await visit(db)
        .post('/session')
        .set('Origin', 'https://evil.example')
        .type('form')
        .send({ email: minji.email, password })
        .expect(403)
      expect(answer.get('Set-Cookie')).toBeUndefined()
      expect(answer.text).toContain('did not come from Daeyeok')
    }),
  )
})

describe('signing out', () => {
  test(
    'ends the session, so that its cookie is worth nothing',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const browser = visit(db)
      const { token } = await signedInAs(browser, minji.email)
      await browser.get('/desk/sessions').expect(200)

      const answer = await browser.post('/session/end').expect(303)
      expect(answer.get('Location')).toBe('/session')
      await visit(db).get('/desk/sessions').set('Cookie', `daeyeok=${token}`).expect(303)
      expect(await db('sessions')).toEqual([])
      await browser.post('/session/end').expect(303)
    }),
  )
})

describe('one’s own sessions', () => {
  test(
    'are listed with device and time, and another one can be ended',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const phone = visit(db)
      await signedInAs(phone, minji.email, 'Mozilla/5.0 (iPhone) Version/18.0 Mobile/15E148 Safari/604.1')
      const laptop = visit(db)
      await signedInAs(laptop, minji.email, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0')

      const list = await laptop.get('/desk/sessions').expect(200)
      expect(list.text).toContain('Safari · iPhone')
      expect(list.text).toMatch(/Firefox · Linux <span[^>]*>this device/)
      const ends = [...list.text.matchAll(/\/desk\/sessions\/[0-9a-f]{32}\/end/g)].map(([path]) => path)
      expect(ends).toHaveLength(1)

      await laptop.post(ends[0]!).expect(303)
      await phone.get('/desk/sessions').expect(303)
      await laptop.get('/desk/sessions').expect(200)
    }),
  )

  test(
    'can all be ended but this one',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const [phone, laptop] = [visit(db), visit(db)]
      await signedInAs(phone, minji.email)
      await signedInAs(laptop, minji.email)
      await laptop.post('/desk/sessions/end').expect(303)
      await phone.get('/desk/sessions').expect(303)
      await laptop.get('/desk/sessions').expect(200)
    }),
  )

  test(
    'are nobody else’s to end',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const browser = visit(db)
      await signedInAs(browser, minji.email)
      const [session] = (await db('sessions').select('publicId')) as { publicId: string }[]

      await visitAs(db, daniel).post(`/desk/sessions/${session!.publicId}/end`).expect(404)
      await visitAs(db, minji).post('/desk/sessions/0x1/end').expect(404)
      await browser.get('/desk/sessions').expect(200)
    }),
  )
})

describe('a new password', () => {
  const wanted = '바닷가 우체국 셋째 칸'

  test(
    'ends every session but gives this browser a new one',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const [phone, laptop] = [visit(db), visit(db)]
      await signedInAs(phone, minji.email)
      const { token } = await signedInAs(laptop, minji.email)

      const answer = await laptop
        .post('/desk/password')
        .type('form')
        .send({ current: password, password: wanted })
        .expect(303)
      expect(answer.get('Set-Cookie')!.join()).not.toContain(token)
      await laptop.get('/desk/sessions').expect(200)
      await phone.get('/desk/sessions').expect(303)
      await visit(db).get('/desk/sessions').set('Cookie', `daeyeok=${token}`).expect(303)
      await signingIn(db, { email: minji.email, password }).expect(422)
      await signingIn(db, { email: minji.email, password: wanted }).expect(303)
      await signingIn(db, { email: minji.email, password: wanted.normalize('NFD') }).expect(303)
    }),
    20_000,
  )

  test.each([
    [
      'the wrong current one',
      { current: 'something else', password: wanted },
      'The current password is not right.',
    ],
    ['nine characters', { current: password, password: '123 456 7' }, 'at least 10 characters'],
    ['201 characters', { current: password, password: 'ab c'.repeat(51) }, 'at most 200 characters'],
    ['what everybody tries', { current: password, password: 'Password1234' }, 'easy to guess'],
    ['three letters over and over', { current: password, password: 'abcabcabcabc' }, 'easy to guess'],
  ])('is not taken with %s', (_, form, sentence) =>
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const answer = await visitAs(db, minji).post('/desk/password').type('form').send(form).expect(422)
      expect(answer.text).toContain(sentence)
      expect(answer.text).not.toContain(form.password)
      await signingIn(db, { email: minji.email, password }).expect(303)
    })(),
  )
})

describe('the language of the screen', () => {
  test(
    'is kept in the browser and, signed in, with the person',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const browser = visit(db)
      await signedInAs(browser, minji.email)
      const answer = await browser
        .post('/locale')
        .type('form')
        .send({ locale: 'ko', next: '/desk/sessions' })
        .expect(303)
      expect(answer.get('Location')).toBe('/desk/sessions')
      expect(answer.get('Set-Cookie')!.join()).toMatch(/^locale=ko; Max-Age=31536000; Path=\//)
      expect((await browser.get('/desk/sessions')).text).toContain('<html lang="ko">')

      const elsewhere = visit(db)
      await signedInAs(elsewhere, minji.email)
      expect((await elsewhere.get('/desk/sessions')).text).toContain('<html lang="ko">')
    }),
  )

  test(
    'is Korean or English, and leads nowhere outside',
    inTransaction(async (db) => {
      await visit(db).post('/locale').type('form').send({ locale: '__proto__' }).expect(422)
      const answer = await visit(db)
        .post('/locale')
        .type('form')
        .send({ locale: 'en', next: '//evil.example/' })
        .expect(303)
      expect(answer.get('Location')).toBe('/session')
    }),
  )
})

type Visitor = ReturnType<typeof visit>

function signingIn(db: Db, form: { email: string; password: string }) {
  return visit(db).post('/session').type('form').send(form)
}

async function signedInAs(browser: Visitor, email: string, agent = ''): Promise<{ token: string }> {
  const answer = await browser
    .post('/session')
    .set('User-Agent', agent)
    .type('form')
    .send({ email, password })
    .expect(303)
  return { token: /daeyeok=([\w-]+)/.exec(answer.get('Set-Cookie')!.join())![1]! }
}
