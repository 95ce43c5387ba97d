import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { refuseIf, SignedOut } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import {
  obstacleToComment,
  obstacleToSave,
  obstacleToWording,
  obstacleToWithdrawal,
  type Pair,
  type SaveOutcome,
} from './rules'
import {
  commentByPublicId,
  endConfirmation,
  insertComment,
  pairByNumber,
  saveTarget,
  saveTargetBySession,
  settleComment,
  type Place,
  type Wording,
} from './store'

export async function save(db: Db, place: Place, person: Person, wording: Wording): Promise<SaveOutcome> {
  refuseIf(obstacleToSave(person, wording))

  return refusing(saveTarget(db, place, person, wording), 'not-understood')
}

/** The same by whoever holds this session; PostgreSQL sees who that is and whether they may, in the same statement. */
export async function saveBySession(
  db: Db,
  place: Place,
  session: string | null,
  wording: Wording,
  as: string | null = null,
): Promise<SaveOutcome> {
  if (session === null) throw new SignedOut()
  refuseIf(obstacleToWording(wording))

  return refusing(saveTargetBySession(db, place, session, wording, as), 'not-understood')
}

export async function withdrawConfirmation(db: Db, place: Place, person: Person): Promise<void> {
  const pair = await pairAt(db, place)
  refuseIf(obstacleToWithdrawal(person, pair))

  await endConfirmation(db, pair)
}

export async function comment(db: Db, place: Place, person: Person, text: string): Promise<void> {
  refuseIf(obstacleToComment(person, text))
  await db.transaction(async (trx) => {
    const article = await articleBySlug(trx, place.slug)
    const pair = await pairAt(trx, place)

    await insertComment(trx, article, pair, person, text)
    await record(trx, {
      action: 'commented',
      personId: person.id,
      articleId: article.id,
      detail: { number: place.number },
    })
  })
}

export async function settle(db: Db, slug: string, publicId: string, person: Person): Promise<number> {
  refuseIf(obstacleToComment(person, 'settled'))
  const article = await articleBySlug(db, slug)
  const about = await commentByPublicId(db, article, publicId)

  await settleComment(db, about, person)
  return about.number
}

async function pairAt(db: Db, { slug, number }: Place): Promise<Pair> {
  const article = await articleBySlug(db, slug)
  return pairByNumber(db, await latestSourceVersion(db, article), number)
}
