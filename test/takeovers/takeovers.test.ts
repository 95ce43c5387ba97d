import request from 'supertest'
import { articleBySlug } from '../../server/articles/store'
import { connect } from '../../server/db/connection'
import { revokeRole } from '../../server/people/store'
import type { Person } from '../../server/people/rules'
import { publicationsOf } from '../../server/publications/store'
import { approveSource } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { askForAll, makeTakeover } from '../../server/takeovers/actions'
import {
  askForUnfinishedTakeovers,
  countWaiting,
  latestJob,
  waitingPosts,
} from '../../server/takeovers/store'
import { item, wxr } from '../exchange/archives'
import { bringIn } from '../pairings/archive'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { visitAs } from '../support/visit'
import { personWith, world, type World } from '../support/world'

let own: OwnDatabase
let cast: World
let next = 5000

beforeEach(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
})
afterEach(() => own.close())

const never = () => new AbortController().signal

/** Brings posts in by the admin; the address of the first article. */
async function posts(count: number, status = 'publish'): Promise<string> {
  const items = Array.from({ length: count }, () => {
    const number = next++
    return item('post', status, number, `장터 ${number}`, '<p>봄이 왔다.</p>')
  })
  return (await bringIn(own.web, cast.sujin, wxr(...items)))!
}

async function publicIds(): Promise<string[]> {
  return (await waitingPosts(own.web, 0, 100)).map(({ publicId }) => publicId)
}

async function job(signal = never()): Promise<void> {
  await makeTakeover(own.web, (await latestJob(own.web))!.id, signal)
}

function browser(person: Person) {
  return visitAs(own.web, person)
}

function read(path: string) {
  return request(siteOn(own)).get(path)
}

test('chosen posts come before readers under their day, recorded as what was public already', async () => {
  const slug = await posts(1)
  await posts(1)
  const page = await browser(cast.daniel).get('/desk/takeovers').expect(200)
  expect(page.text).toContain('Publish all 2 posts')
  const words = '2 posts that readers had before wait'
  expect((await browser(cast.daniel).get('/desk')).text).toContain(words)
  expect((await browser(cast.minji).get('/desk')).text).not.toContain(words)
  expect((await read(`/ko/${encodeURIComponent(slug)}`)).status).toBe(404)

  const [chosen] = await publicIds()
  const answer = await browser(cast.daniel).post('/desk/takeovers').type('form').send({ chosen }).expect(303)
  expect(answer.headers.location).toBe('/desk/takeovers?taken=1')
  const after = await browser(cast.daniel).get('/desk/takeovers?taken=1').expect(200)
  expect(after.text).toContain('1 post is published.')
  expect(after.text).toContain('Publish this 1 post')

  const shown = await read(`/ko/${encodeURIComponent(slug)}`).expect(200)
  expect(shown.text).toContain('datetime="2026-03-02')
  const article = await articleBySlug(own.web, slug)
  const desk = await browser(cast.minji)
    .get(`/desk/articles/${encodeURIComponent(slug)}`)
    .expect(200)
  expect(desk.text).toContain(
    'Daniel confirmed the Korean from an archive. Version 1: imported as already published',
  )
  expect(await publicationsOf(own.web, article)).toMatchObject([
    { language: 'ko', publishedByName: 'Daniel' },
  ])
  expect(await own.web('takeovers').select('takenBy')).toEqual([{ takenBy: cast.daniel.id }])
})

test('drafts, and what was approved here meanwhile, are not offered and not taken', async () => {
  await posts(1, 'draft')
  expect(await countWaiting(own.web)).toBe(0)
  const slug = await posts(1)
  const ids = await publicIds()
  const article = await articleBySlug(own.web, slug)
  await approveSource(own.web, article, await latestSourceVersion(own.web, article), cast.sujin)
  expect(await countWaiting(own.web)).toBe(0)
  await browser(cast.daniel)
    .post('/desk/takeovers')
    .type('form')
    .send({ chosen: ids })
    .expect('Location', '/desk/takeovers?taken=0')
  expect(await own.web('takeovers').select('entryId')).toEqual([])
  expect((await browser(cast.daniel).get('/desk/takeovers')).text).toContain('No post waits')
})

test('a translator may look and not publish; whoever chooses nothing, or does not confirm, is told so', async () => {
  await posts(1)
  const chosen = await publicIds()
  const page = await browser(cast.minji).get('/desk/takeovers').expect(200)
  expect(page.text).toContain('장터')
  expect(page.text).not.toContain('type="checkbox"')
  for (const path of ['/desk/takeovers', '/desk/takeovers/all'])
    await browser(cast.minji).post(path).type('form').send({ chosen, confirmed: 'yes' }).expect(422)
  await browser(cast.minji).post('/desk/takeovers/stop').expect(422)

  const none = await browser(cast.daniel).post('/desk/takeovers').type('form').send({}).expect(422)
  expect(none.text).toContain('Please choose at least one post')
  const unsure = await browser(cast.daniel).post('/desk/takeovers/all').type('form').send({}).expect(422)
  expect(unsure.text).toContain('please tick first')
  await browser(cast.daniel)
    .post('/desk/takeovers')
    .type('form')
    .send({ chosen: ["'; drop table articles; --", '7'] })
    .expect('Location', '/desk/takeovers?taken=0')
  expect(await countWaiting(own.web)).toBe(1)
  expect(await latestJob(own.web)).toBeNull()
})

test('all of them are a job, told as it goes; a second one is refused meanwhile', async () => {
  await posts(3)
  const all = () => browser(cast.daniel).post('/desk/takeovers/all').type('form').send({ confirmed: 'yes' })
  await all().expect('Location', '/desk/takeovers')
  const page = await browser(cast.minji).get('/desk/takeovers').expect(200)
  expect(page.text).toContain('0 of 3 posts are published.')
  expect(page.text).toContain('draft-progress')
  expect((await all().expect(422)).text).toContain('being published already')
  await job()
  expect(await countWaiting(own.web)).toBe(0)
  expect(await latestJob(own.web)).toMatchObject({
    total: 3,
    fault: null,
    finishedAt: expect.any(Date) as Date,
  })
  const told = await browser(cast.daniel).get('/desk/takeovers/progress').expect(200)
  expect(told.text).toContain('event: progress\ndata: {"done":3,"total":3}')
  expect(told.text).toContain('event: ended')
  await job()
  expect(await own.web('takeovers').select('entryId')).toHaveLength(3)
})

test('a job whose process stops goes on with the rest, and one that is stopped leaves the rest waiting', async () => {
  await posts(3)
  await askForAll(own.web, cast.daniel, true)
  const stopping = new AbortController()
  stopping.abort()
  await job(stopping.signal)
  expect(await latestJob(own.web)).toMatchObject({ finishedAt: null })
  await browser(cast.daniel).post('/desk/takeovers/stop').expect(303)
  await job()
  expect(await countWaiting(own.web)).toBe(3)
  expect((await browser(cast.daniel).get('/desk/takeovers')).text).toContain('3 posts still wait')
  await askForAll(own.web, cast.daniel, true)
  await job()
  expect(await countWaiting(own.web)).toBe(0)
})

test('a job whose process died is asked for again, once it is not quite new', async () => {
  await posts(1)
  await askForAll(own.web, cast.daniel, true)
  const again = async () =>
    (await own.worker.raw("select key from graphile_worker.jobs where key like 'take-over-%-again'"))
      .rows as object[]
  await askForUnfinishedTakeovers(own.worker)
  expect(await again()).toEqual([])
  const admin = connect(own.adminUrl, { max: 1 })
  await admin.raw("update desk.takeover_jobs set asked_at = now() - interval '1 minute'")
  await admin.destroy()
  await askForUnfinishedTakeovers(own.worker)
  expect(await again()).toHaveLength(1)
})

test('an editor who is one no more publishes nothing more', async () => {
  await posts(2)
  const leaving = await personWith(own.web, 'Leaving', ['editor'], cast.sujin.id)
  await askForAll(own.web, leaving, true)
  await revokeRole(own.web, leaving, 'editor', cast.sujin)
  await job()
  expect(await latestJob(own.web)).toMatchObject({ fault: 'not-an-editor' })
  expect(await countWaiting(own.web)).toBe(2)
})

test('PostgreSQL itself takes only the yes to what that archive had published', async () => {
  const slug = await posts(1)
  const other = await posts(1)
  const [post] = await waitingPosts(own.web, 0, 10)
  const article = await articleBySlug(own.web, other)
  const version = await latestSourceVersion(own.web, article)
  await approveSource(own.web, article, version, cast.daniel)
  const { id } = (await own.web('sourceApprovals').where({ sourceVersionId: version.id }).first('id')) as {
    id: string
  }
  expect(post!.slug).toBe(slug)
  await expect(
    own.web('takeovers').insert({ entryId: post!.entryId, sourceApprovalId: id, takenBy: cast.daniel.id }),
  ).rejects.toThrow('not the approval')
  await expect(own.web('takeovers').delete()).rejects.toThrow('permission denied')
})
