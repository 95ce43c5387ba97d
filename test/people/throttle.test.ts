import { ownDatabase, type OwnDatabase } from '../support/database'
import { visit } from '../support/visit'
import { password, world, type World } from '../support/world'

let database: OwnDatabase
let cast: World
beforeAll(async () => {
  database = await ownDatabase()
  cast = await world(database.web)
})
afterAll(() => database.close())
beforeEach(() => database.web('signInAttempts').delete())

test('two processes count together, and say how long to wait', async () => {
  const { minji, daniel } = cast
  const [one, other] = [visit(database.web), visit(database.web)]
  const guess = (browser: typeof one, email: string, word: string) =>
    browser.post('/session').type('form').send({ email, password: word })

  const answers = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) => guess(n % 2 ? one : other, minji.email, `guess number ${n}`)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429, 429, 429])

  const right = await guess(other, minji.email, password).expect(429)
  expect(right.text).toContain('Please try again in 15 minutes.')
  expect(right.text).toContain(`value="${minji.email}"`)
  await guess(one, daniel.email, password).expect(303)
  expect(JSON.stringify(await database.web('signInAttempts'))).not.toContain(minji.email)
})

test('capitals and blanks do not make another account of it', async () => {
  const browser = visit(database.web)
  const spellings = [0, 1, 2, 3, 4].map((blanks) => ' '.repeat(blanks) + cast.minji.email.toUpperCase())
  for (const email of spellings)
    await browser.post('/session').type('form').send({ email, password: 'no' }).expect(422)
  await browser.post('/session').type('form').send({ email: cast.minji.email, password: 'no' }).expect(429)
})

test('an address that the browser makes up does not help', async () => {
  const browser = visit(database.web)
  for (let n = 1; n <= 6; n++) {
    await browser
      .post('/session')
      .set('X-Forwarded-For', `10.0.0.${n}`)
      .type('form')
      .send({ email: cast.minji.email, password: 'no' })
      .expect(n <= 5 ? 422 : 429)
  }
})

test('many addresses may not try one account for ever', async () => {
  const browser = visit(database.web, {
    config: { trustProxy: true },
  })
  const statuses: number[] = []
  for (let n = 1; n <= 26; n++) {
    const answer = await browser
      .post('/session')
      .set('X-Forwarded-For', `10.0.0.${n}`)
      .type('form')
      .send({ email: cast.minji.email, password: 'no' })
    statuses.push(answer.status)
  }
  expect(statuses.slice(0, 25)).toEqual(Array(25).fill(422))
  expect(statuses[25]).toBe(429)
})

test('the right password forgets what was counted against the account', async () => {
  const browser = visit(database.web)
  const enter = (word: string) =>
    browser.post('/session').type('form').send({ email: cast.minji.email, password: word })
  for (const round of [1, 2, 3]) {
    for (let n = 0; n < 4; n++) await enter(`round ${round}`).expect(422)
    await enter(password).expect(303)
    await browser.post('/session/end').expect(303)
  }
})

test('a session that is open does not let its holder guess the password for ever', async () => {
  const browser = visit(database.web)
  const guess = () =>
    browser.post('/desk/password').type('form').send({ current: 'no', password: 'a new one altogether' })
  await browser.post('/session').type('form').send({ email: cast.jiwoo.email, password }).expect(303)
  for (let n = 0; n < 5; n++) await guess().expect(422)
  const answer = await guess().expect(429)
  expect(answer.text).toContain('too many tries')
})
