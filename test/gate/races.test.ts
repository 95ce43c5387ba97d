import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../../server/articles/rules'
import { rowsOf, type Db } from '../../server/db/connection'
import { insertPerson } from '../../server/people/store'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { correctKorean, submittedKimchi } from '../support/kimchi'
import { personWith, world, type World } from '../support/world'

/** Two at the same moment, each of whom would be right alone. The second waits for the first and then meets the rule. */
let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own.close())

describe('before anybody works here', () => {
  test('of two who would be the first admin one is', async () => {
    const [minji, jiwoo] = await Promise.all(['minji', 'jiwoo'].map((name) => somebody(name)))
    const first = await own.web.transaction()
    await beAdmin(first, minji!)
    const second = own.web.transaction((trx) => beAdmin(trx, jiwoo!))
    const outcome = refusalOf(second)
    await somebodyWaits()
    await first.commit()

    expect(await outcome).toBe('DY010')
    expect(await own.web('roleGrants').pluck('person_id')).toEqual([minji])
  })

  async function somebody(name: string): Promise<string> {
    const person = { name, email: `${name}@namdo.example`, passwordHash: 'none', locale: 'en' as const }
    return (await insertPerson(own.web, person))!.id
  }

  async function beAdmin(db: Db, personId: string): Promise<void> {
    await db('roleGrants').insert({ personId, role: 'admin' })
  }
})

describe('while an editor approves', () => {
  let cast: World
  beforeAll(async () => {
    cast = await world(own.web)
  })

  test('a new Korean that was there first wins, and the yes is refused', async () => {
    const article = await submittedKimchi(own.web, cast)
    const first = await own.web.transaction()
    await correctKorean(first, article, cast.daniel)
    const second = refusalOf(yes(own.web, article))
    await somebodyWaits()
    await first.commit()

    expect(await second).toBe('DY013')
  })

  test('a new Korean waits for a yes that was there first', async () => {
    const article = await submittedKimchi(own.web, cast)
    const first = await own.web.transaction()
    await yes(first, article)
    const second = refusalOf(correctKorean(own.web, article, cast.daniel))
    await somebodyWaits()
    await first.commit()

    expect(await second).toBeNull()
    expect(await own.web('approvals').where({ articleId: article.id })).toHaveLength(1)
  })

  test('a return that was there first wins', async () => {
    const article = await submittedKimchi(own.web, cast)
    const first = await own.web.transaction()
    await first.raw(
      `insert into returns (article_id, translation_version_id, reasons, returned_by)
       select article_id, id, 'No.', ? from translation_versions where article_id = ?`,
      [cast.daniel.id, article.id],
    )
    const second = refusalOf(yes(own.web, article))
    await somebodyWaits()
    await first.commit()

    expect(await second).toBe('DY014')
  })

  test('an editor who is dismissed at that moment approves nothing', async () => {
    const article = await submittedKimchi(own.web, cast)
    const dana = await personWith(own.web, 'Dana', ['editor'], cast.sujin.id)
    const first = await own.web.transaction()
    await first('roleGrants')
      .where({ personId: dana.id })
      .update({ revokedAt: first.fn.now(), revokedBy: cast.sujin.id })
    const second = refusalOf(yes(own.web, article, dana.id))
    await somebodyWaits()
    await first.commit()

    expect(await second).toBe('DY010')
  })

  async function yes(db: Db, article: Article, by = cast.daniel.id): Promise<void> {
    await db.raw(
      `insert into approvals (article_id, source_version_id, translation_version_id, content_hash, approved_by)
       select article_id, source_version_id, id, content_hash, ? from translation_versions where article_id = ?`,
      [by, article.id],
    )
  }
})

async function somebodyWaits(): Promise<void> {
  const waiting = "datname = current_database() and wait_event_type = 'Lock'"
  while ((await rowsOf(own.web.raw(`select pid from pg_stat_activity where ${waiting}`))).length === 0) {
    await sleep(10)
  }
}

/** The SQLSTATE of a refusal, or null when there was none. Begun at once, so that the other one has something to wait for. */
async function refusalOf(deed: Promise<unknown>): Promise<string | null> {
  try {
    await deed
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
