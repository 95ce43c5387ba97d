import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { connect, type Db } from '../../server/db/connection'
import { startRecall, threadAs, type RunningRecall } from '../../server/memory/recall'
import { matchesFor, remember } from '../../server/memory/store'
import { ownDatabase, type OwnDatabase } from '../support/database'

/** Two processes that share one PostgreSQL and nothing else, each with a copy of the memory in a thread. */
let own: OwnDatabase
let elsewhere: Db
let copies: RunningRecall[]

beforeAll(async () => {
  own = await ownDatabase()
  elsewhere = connect(own.urls.web, { max: 4 })
  await remember(own.web, [pair('처음부터 있던 문장입니다.', 'It was there from the beginning.')])
  copies = [startRecall(own.urls.web), startRecall(own.urls.web)]
  await Promise.all(copies.map((copy) => copy.filled()))
})
afterAll(async () => {
  await Promise.all(copies.map((copy) => copy.stop()))
  await elsewhere.destroy()
  await own.close()
})

test('both know what was there', async () => {
  for (const copy of copies)
    expect(await english(copy, '처음부터 있던 문장이다.')).toEqual(['It was there from the beginning.'])
})

test('what one process writes, both find', async () => {
  await remember(elsewhere, [pair('다른 과정이 쓴 문장입니다.', 'Another process wrote it.')])
  for (const copy of copies) await until(copy, '다른 과정이 쓴 문장이다.', 'Another process wrote it.')
})

test('an entry whose transaction took longer than a later one’s is not passed over', async () => {
  const slow = await own.web.transaction()
  await remember(slow, [pair('먼저 쓰고 늦게 끝난 문장입니다.', 'Written first, committed last.')])
  await remember(elsewhere, [pair('나중에 쓰고 먼저 끝난 문장입니다.', 'Written last, committed first.')])
  for (const copy of copies)
    await until(copy, '나중에 쓰고 먼저 끝난 문장이다.', 'Written last, committed first.')
  await sleep(800)
  await slow.commit()
  for (const copy of copies)
    await until(copy, '먼저 쓰고 늦게 끝난 문장이다.', 'Written first, committed last.')
})

test('what was rolled back is never offered', async () => {
  const gone = await own.web.transaction()
  await remember(gone, [pair('없던 일이 된 문장입니다.', 'It never happened.')])
  await gone.rollback()
  await remember(elsewhere, [pair('그다음에 쓴 문장입니다.', 'Written afterwards.')])
  await until(copies[0]!, '그다음에 쓴 문장이다.', 'Written afterwards.')
  expect(await english(copies[0]!, '없던 일이 된 문장이다.')).toEqual([])
})

test('it goes on when its connection is cut', async () => {
  const admin = connect(own.adminUrl, { max: 1 })
  await admin.raw(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like '%memory_entries%' and pid <> pg_backend_pid()",
  )
  await admin.destroy()
  await remember(elsewhere, [pair('끊긴 뒤에 쓴 문장입니다.', 'Written after the cut.')])
  for (const copy of copies) await until(copy, '끊긴 뒤에 쓴 문장이다.', 'Written after the cut.')
})

test('a copy that has stopped answers that it knows nothing', async () => {
  const copy = startRecall(own.urls.web)
  const asked = copy.likely(['처음부터 있던 문장입니다.'], 5)
  await copy.stop()
  expect((await asked).complete).toBe(false)
  expect(await copy.likely(['처음부터 있던 문장입니다.'], 5)).toEqual({ answer: [[]], complete: false })
  expect(await copy.holding('문장', 5)).toEqual({ answer: [], complete: false })
})

test('asked while its thread is begun anew it knows nothing, and says so at once', async () => {
  const threads = [() => new Worker('process.exit()', { eval: true }), () => threadAs(own.urls.web)]
  const copy = startRecall(own.urls.web, () => threads.shift()!())
  const ofTheFirst = await copy.likely(['처음부터 있던 문장입니다.'], 5)
  const inBetween = await copy.likely(['처음부터 있던 문장입니다.'], 5)
  expect([ofTheFirst, inBetween]).toEqual(Array(2).fill({ answer: [[]], complete: false }))
  await copy.filled()
  await copy.stop()
})

test('whoever waits for it to fill hears that PostgreSQL is away', async () => {
  const copy = startRecall('postgres://nobody@127.0.0.1:1/nowhere')
  expect(await copy.filled(200)).toBe(false)
  await copy.stop()
  expect(await copies[0]!.filled(200)).toBe(true)
})

async function english(copy: RunningRecall, text: string): Promise<string[]> {
  const [found] = await matchesFor(own.web, copy, [{ text }])
  return found!.matches.map(({ en }) => en)
}

async function until(copy: RunningRecall, text: string, en: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if ((await english(copy, text)).includes(en)) return
    await sleep(25)
  }
  throw new Error(`It never found “${en}”.`)
}

function pair(sourceText: string, targetText: string) {
  return {
    ...{ sourceText, targetText, articleId: null, segmentId: null },
    ...{ translationVersionId: null, approvedBy: null },
  }
}
