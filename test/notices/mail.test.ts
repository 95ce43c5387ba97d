import { setTimeout as sleep } from 'node:timers/promises'
import { approve, returnVersion } from '../../server/approvals/actions'
import { officeFrom, startJobs } from '../../server/jobs'
import { deliverLetters, type PostOffice } from '../../server/notices/delivery'
import { mailerFor } from '../../server/notices/mailer'
import { outbox } from '../../server/notices/letters'
import { sayWhetherMailIsSetUp, updateLocale } from '../../server/people/store'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { submitAgain, submittedKimchi } from '../support/kimchi'
import { startSmtpStub, type SmtpFault, type SmtpStub } from '../support/smtpStub'
import { world, type World } from '../support/world'

let stub: SmtpStub
let own: OwnDatabase
let cast: World
let office: PostOffice

beforeEach(async () => {
  ;[stub, own] = await Promise.all([startSmtpStub(), ownDatabase()])
  cast = await world(own.web)
  await sayWhetherMailIsSetUp(own.web, true)
  office = officeAt(stub.url)
})

afterEach(async () => {
  await stub.close()
  await own.close()
})

function officeAt(url: string): PostOffice {
  const mail = { url, from: 'Daeyeok <desk@namdo.example>' }
  const site = {
    publicUrl: 'https://namdo.example',
    publisher: { ko: '남도', en: 'Namdo' },
    timeZone: 'Asia/Seoul',
  }
  return { ...officeFrom({ mail, ...site })!, send: mailerFor(mail, { connecting: 300, silence: 300 }) }
}

/** A letter to Minji waits: her version was returned. */
async function returned(): Promise<void> {
  const article = await submittedKimchi(own.web, cast)
  await returnVersion(own.web, article, 1, cast.daniel, 'The salt is missing.\nPlease look at paragraph 2.')
}

const deliver = (waits: readonly number[] = [0, 0]) => deliverLetters(own.worker, office, waits)
const letters = () => own.web<LetterRow>('letters').orderBy('id')
interface LetterRow {
  tries: number
  fault: string | null
  answer: string | null
  sentAt: Date | null
  givenUpAt: Date | null
  claimedAt: Date | null
}

test('a letter says in whole sentences what was done, and where to read more', async () => {
  await returned()
  expect(await deliver()).toBe(1)

  const [letter] = stub.letters
  expect(letter).toMatchObject({ from: 'desk@namdo.example', to: cast.minji.email })
  expect(letter!.headers).toMatchObject({
    subject: 'Returned: 김장하는 날',
    'content-type': expect.stringContaining('text/plain') as string,
    'message-id': expect.stringMatching(/^<[0-9a-f]{32}@namdo\.example>$/) as string,
    'auto-submitted': 'auto-generated',
  })
  expect(letter!.text).toContain('Dear Minji,')
  expect(letter!.text).toContain('Daniel returned version 1 of “김장하는 날”.')
  expect(letter!.text).toContain('> The salt is missing.\r\n> Please look at paragraph 2.')
  expect(letter!.text).toMatch(/https:\/\/namdo\.example\/desk\/notices\/[0-9a-f]{32}/)
})

test('it is written in the language of whoever reads it', async () => {
  await updateLocale(own.web, cast.minji, 'ko')
  await returned()
  await deliver()
  expect(stub.letters[0]!.headers.subject).toBe('반려: 김장하는 날')
  expect(stub.letters[0]!.text).toContain('Daniel 님이 ‘김장하는 날’ 번역(버전 1)을 반려했습니다.')
})

test('nothing is sent of a deed that did not happen, nor before it has', async () => {
  const article = await submittedKimchi(own.web, cast)
  await own.web
    .transaction(async (trx) => {
      await approve(trx, article, 1, cast.daniel)
      throw new Error('the power went')
    })
    .catch(() => {})
  expect(await deliver()).toBe(0)
  expect(stub.calls).toBe(0)
})

test.each<[SmtpFault]>([['busy'], ['greylisted'], ['full'], ['hang'], ['drop']])(
  'what passes (%s) is tried again, under the same Message-ID',
  async (fault) => {
    await returned()
    stub.next(fault)
    expect(await deliver([0])).toBe(1)

    expect(stub.calls).toBe(2)
    expect(stub.letters).toHaveLength(1)
    expect(stub.shown).toHaveLength(fault === 'full' ? 2 : 1)
    expect(new Set(stub.shown).size).toBe(1)
    const [letter] = await letters()
    expect(letter).toMatchObject({ tries: 2, fault: null, givenUpAt: null })
    expect(letter!.sentAt).not.toBeNull()
  },
)

test('a letter waits its time between two tries', async () => {
  await returned()
  stub.next('greylisted')
  expect(await deliver([3_600_000])).toBe(0)
  expect(await deliver([3_600_000])).toBe(0)
  expect(stub.calls).toBe(1)
  expect(await letters()).toMatchObject([
    { fault: 'away', answer: '450 4.2.0 Greylisted, come again', claimedAt: null },
  ])
})

test.each<[SmtpFault, string]>([
  ['unknown', '550 5.1.1 No such mailbox'],
  ['spam', '554 5.7.1 This looks like spam'],
])('what the mail server will never take (%s) is given up at once', async (fault, answer) => {
  await returned()
  stub.next(fault)
  expect(await deliver()).toBe(0)
  expect(await deliver()).toBe(0)

  expect(stub.calls).toBe(1)
  expect((await outbox(own.web)).lost).toMatchObject([
    { name: 'Minji', kind: 'returned', fault: 'refused', answer, tries: 1 },
  ])
})

test('a letter that was handed over and not answered for is never sent a second time', async () => {
  await returned()
  stub.next('swallow')
  await deliver()
  await deliver()

  expect(stub.letters).toHaveLength(1)
  expect((await outbox(own.web)).lost).toMatchObject([{ fault: 'unanswered', tries: 1 }])
})

test('it gives up after so many tries, and says so to admins', async () => {
  await returned()
  stub.next('busy', 'busy', 'busy')
  await deliver([0, 0])

  expect(stub.calls).toBe(3)
  expect(await outbox(own.web)).toMatchObject({ waiting: 0, sent: 0, lost: [{ fault: 'away', tries: 3 }] })
})

test('a mail server that is not there is waited for', async () => {
  await returned()
  office = officeAt('smtp://127.0.0.1:1')
  expect(await deliver([3_600_000])).toBe(0)
  expect(await letters()).toMatchObject([{ fault: 'away', tries: 1, givenUpAt: null }])
})

test('a process that died with a letter in hand leaves it unsent rather than sent twice', async () => {
  await returned()
  await own.worker('letters').update({ claimedAt: own.worker.raw("now() - interval '11 minutes'"), tries: 1 })
  expect(await deliver()).toBe(0)
  expect(stub.calls).toBe(0)
  expect((await outbox(own.web)).lost).toMatchObject([{ fault: 'unanswered' }])
})

test('two processes at once send each letter once', async () => {
  for (let count = 0; count < 6; count++) await returned()
  const sent = await Promise.all([deliver(), deliver(), deliver()])

  expect(sent.reduce((sum, one) => sum + one)).toBe(6)
  expect(new Set(stub.letters.map(({ headers }) => headers['message-id'])).size).toBe(6)
  expect(stub.letters).toHaveLength(6)
})

test('the worker sends it by itself, right after the deed', async () => {
  const jobs = await startJobs({
    worker: own.worker,
    desk: own.web,
    workerUrl: own.urls.worker,
    engine: null,
    office,
  })
  try {
    await returned()
    for (let waits = 0; stub.letters.length === 0 && waits < 300; waits++) await sleep(100)
    expect(stub.letters).toHaveLength(1)
  } finally {
    await jobs.stop()
  }
})

test('without a mail server letters wait', async () => {
  const article = await submittedKimchi(own.web, cast)
  await submitAgain(own.web, article, cast.minji, { 2: 'Salt it.' })
  await approve(own.web, article, 2, cast.daniel)
  expect(await deliverLetters(own.worker, null)).toBe(0)
  expect((await outbox(own.web)).waiting).toBe(1)
})
