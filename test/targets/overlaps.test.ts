import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import { bringIn } from '../../server/sources/actions'
import { serveApart, type ServerApart } from '../gate/apart'
import { chanceFrom, type Chance } from '../gate/chance'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { wireTo, type Wire } from '../support/wire'
import { personWith, world, type World } from '../support/world'
import { writerFor, type Answer, type Save, type Writer } from './writer'

/**
 * Two servers in processes of their own on one PostgreSQL, eight editors at each, who save over one another by choice; then
 * connections that are cut when the save is committed. SAVES, CUTS and SAVES_SEED make it longer and another.
 */
const saves = Number(process.env.SAVES || 2000)
const cuts = Number(process.env.CUTS || 20)
const seed = Number(process.env.SAVES_SEED || 20261127)
const pairs = 60

let database: OwnDatabase
let cast: World
let servers: ServerApart[]
const writers: Writer[] = []

beforeAll(async () => {
  database = await ownDatabase()
  cast = await world(database.web)
  servers = await Promise.all([serveApart(database.adminUrl), serveApart(database.adminUrl)])
  for (let number = 1; number <= 16; number++) {
    const person = await personWith(database.web, `Editor${number}`, ['editor'], cast.sujin.id)
    writers.push(await writerFor(database.web, person))
  }
}, 60_000)
afterAll(async () => {
  for (const { close } of writers) close()
  await Promise.all(servers.map(({ close }) => close()))
  await database.close()
})

async function article(): Promise<Article> {
  const place = { slug: `overlaps-${randomUUID().slice(0, 8)}`, categoryId: null, seriesId: null, part: null }
  const blocks = Array.from({ length: pairs }, (_, index) => ({
    kind: index === 0 ? ('title' as const) : ('paragraph' as const),
    text: `${index + 1}번 문단입니다.`,
    attributes: {},
  }))
  return bringIn(database.web, cast.daniel, { ...place, related: [], blocks })
}

interface Kept {
  saveId: string
  outcome: 'saved' | 'conflict'
  text: string
  revision: string
  number: number
  savedBy: string
}

async function historyOf({ id }: Article): Promise<Kept[]> {
  return database
    .web('targetRevisions as kept')
    .join('segments as segment', 'segment.id', 'kept.segmentId')
    .where({ 'kept.articleId': id })
    .orderBy('kept.id')
    .select<Kept[]>(
      'kept.saveId',
      'kept.outcome',
      'kept.text',
      'kept.revision',
      'kept.savedBy',
      'segment.number',
    )
}

interface Sent {
  save: Save
  answer: Answer
  writer: Writer
}

/** Each has a stretch of pairs, which the next one's overlaps. Saves until all are sent: on what the writer last saw, or on something older, so that some are bound to meet. */
async function writeAlong(
  writer: Writer,
  url: string,
  home: number,
  slug: string,
  chance: Chance,
  left: { saves: number },
  sent: Sent[],
) {
  const seen = new Map<number, string[]>()
  while (left.saves-- > 0) {
    const number = 1 + ((home + Math.floor(chance.roll() * 8)) % pairs)
    const known = seen.get(number) ?? ['0']
    const back = chance.roll() < 0.3 ? 1 + Math.floor(chance.roll() * 3) : 0
    const revision = known[Math.max(0, known.length - 1 - back)]!
    const save = {
      slug,
      number,
      text: `${chance.token()} by ${writer.person.name}`,
      revision,
      save: randomUUID(),
    }
    const answer = await writer.save(url, save)
    if (!answer) throw new Error('No answer, though nothing was cut.')
    sent.push({ save, answer, writer })
    seen.set(number, [...known, answer.revision])
  }
}

test(
  `${saves} saves of sixteen editors at two processes: each won or is a conflict, and every text is in the history`,
  async () => {
    const place = await article()
    const chance = chanceFrom(seed)
    const left = { saves }
    const sent: Sent[] = []
    const begun = performance.now()
    await Promise.all(
      writers.map((writer, index) =>
        writeAlong(writer, servers[index % 2]!.url, index * 4, place.slug, chance, left, sent),
      ),
    )
    const seconds = (performance.now() - begun) / 1000

    const history = await historyOf(place)
    const kept = new Map(history.map((row) => [row.saveId, row]))
    const won = sent.filter(({ answer }) => answer.outcome === 'saved')
    const lostRace = sent.filter(({ answer }) => answer.outcome === 'conflict')
    const lost = sent.filter(({ save }) => kept.get(save.save)?.text !== save.text)
    console.log(
      `seed ${seed}: ${sent.length} saves in ${seconds.toFixed(1)} s: ${won.length} won + ${lostRace.length} conflicts, ` +
        `${sent.length - won.length - lostRace.length} other, ${lost.length} lost`,
    )

    expect(won.length + lostRace.length).toBe(saves)
    expect(lostRace.length).toBeGreaterThan(saves / 20)
    expect(won.length).toBeGreaterThan(saves / 20)
    expect(lost).toEqual([])
    expect(history).toHaveLength(saves)
    // What was acknowledged is what happened.
    for (const { save, answer, writer } of sent) {
      const row = kept.get(save.save)!
      expect([row.outcome, row.number, row.savedBy]).toEqual([answer.outcome, save.number, writer.person.id])
    }
    // A conflict came with the text that stood in its way, with mine, and with the base.
    const texts = new Map(
      history
        .filter(({ outcome }) => outcome === 'saved')
        .map((row) => [`${row.number} ${row.revision}`, row.text]),
    )
    for (const { save, answer } of lostRace) {
      expect(answer.status).toBe(409)
      expect(answer.text).toBe(texts.get(`${save.number} ${answer.revision}`))
      expect(answer.mine).toBe(save.text)
      expect(answer.base).toBe(texts.get(`${save.number} ${save.revision}`) ?? '')
    }
    // Revisions of a pair follow one another without a gap, whoever made them.
    for (let number = 1; number <= pairs; number++) {
      const revisions = history
        .filter((row) => row.number === number && row.outcome === 'saved')
        .map((row) => row.revision)
      expect(revisions).toEqual(revisions.map((_, index) => String(index + 1)))
    }
  },
  60_000 + saves * 60,
)

test('saves of one person never conflict, though they overlap at two processes and on whatever base', async () => {
  const place = await article()
  const chance = chanceFrom(seed + 1)
  const one = writers[0]!
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const save = { slug: place.slug, number: 2, text: chance.token(), revision: '0', save: randomUUID() }
      return (await one.save(servers[index % 2]!.url, save))?.outcome
    }),
  )
  expect(answers).toEqual(Array(200).fill('saved'))
  expect(await historyOf(place)).toHaveLength(200)
})

describe('a connection that is cut when the save is committed', () => {
  let toServer: Wire
  let toDatabase: Wire
  let behindWire: ServerApart

  beforeAll(async () => {
    const admin = new URL(database.adminUrl)
    toServer = await wireTo({ port: Number(new URL(servers[0]!.url).port) })
    toDatabase = await wireTo({ path: `${admin.searchParams.get('host')}/.s.PGSQL.5432` })
    behindWire = await serveApart(
      `postgres://${admin.username}@127.0.0.1:${toDatabase.port}${admin.pathname}`,
      { quiet: true },
    )
  }, 60_000)
  afterAll(async () => {
    await behindWire.close()
    await Promise.all([toServer.close(), toDatabase.close()])
  })

  /** Where the cut is, who sends, and how it is known that PostgreSQL has committed. */
  const places = [
    {
      name: 'between browser and server',
      wire: () => toServer,
      url: () => `http://127.0.0.1:${toServer.port}`,
      isCommitted: (bytes: Buffer, text: string) => bytes.includes(text),
    },
    {
      name: 'between server and database',
      wire: () => toDatabase,
      url: () => behindWire.url,
      // The words of the answer, and behind them that PostgreSQL is ready for the next: that is sent after the commit.
      isCommitted: (bytes: Buffer, text: string) => bytes.includes(text) && bytes.includes('Z\0\0\0\x05I'),
    },
  ]

  test.each(places)(
    `$name, in ${cuts} rounds: the same save sent again is a success, and there is one of it`,
    async ({ wire, url, isCommitted }) => {
      const place = await article()
      const chance = chanceFrom(seed + 2)
      const counts = { cut: 0, repeated: 0, conflicts: 0 }
      let revision = '0'
      for (let round = 0; round < cuts; round++) {
        const writer = writers[round % 2]!
        const save = { slug: place.slug, number: 2, text: chance.token(), revision, save: randomUUID() }
        wire().onAnswer((bytes, cut) => {
          if (!isCommitted(bytes, save.text)) return
          counts.cut++
          wire().onAnswer(null)
          cut()
        })
        const first = await writer.save(url(), save)
        expect(first === null || first.status >= 500).toBe(true)

        // As the browser does: again, under the same name, at whichever process answers.
        const again = await writer.save(servers[1]!.url, save)
        if (again?.outcome === 'repeated') counts.repeated++
        if (again?.outcome === 'conflict') counts.conflicts++
        revision = again!.revision
      }
      const history = await historyOf(place)
      const doubled = history.length - new Set(history.map(({ text }) => text)).size
      console.log(
        `${cuts} rounds, ${counts.cut} cut after commit: ${counts.repeated} repeated, ${cuts - history.length} lost, ` +
          `${doubled} doubled, ${counts.conflicts} false conflicts`,
      )
      expect({ ...counts, kept: history.length, doubled }).toEqual({
        cut: cuts,
        repeated: cuts,
        conflicts: 0,
        kept: cuts,
        doubled: 0,
      })
    },
    60_000 + cuts * 2000,
  )
})
