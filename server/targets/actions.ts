import { randomUUID } from 'node:crypto'
import { articleBySlug, lockArticle } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { Refused, refuseIf, SignedOut } from '../errors'
import { mentionedIn, wordsIn } from '../notices/rules'
import { namesHere, tell } from '../notices/store'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import { isLeftToMachine, shareUnchangedOf } from '../text/unmodified'
import {
  obstacleToComment,
  obstacleToCounterpart,
  obstacleToJoin,
  obstacleToSave,
  obstacleToSplit,
  obstacleToTakingBack,
  obstacleToWording,
  obstacleToWithdrawal,
  type Counterpart,
  type Pair,
  type SaveOutcome,
} from './rules'
import {
  commentByPublicId,
  endConfirmation,
  insertComment,
  insertCounterpart,
  machineWordsAt,
  pairByNumber,
  saveTarget,
  saveTargetBySession,
  settleComment,
  takeBackCounterpart,
  type Place,
  type Wording,
} from './store'

export async function save(db: Db, place: Place, person: Person, wording: Wording): Promise<SaveOutcome> {
  refuseIf(obstacleToSave(person, wording))

  return refusing(saveTarget(db, place, person, wording), 'not-understood')
}

/**
 * The same by whoever holds this session; PostgreSQL sees who that is and whether they may, in the same statement. Words
 * that are a machine's for the better part are kept, and confirmed only by somebody who says that they have read them.
 */
export async function saveBySession(
  db: Db,
  place: Place,
  session: string | null,
  wording: Wording,
  as: string | null = null,
): Promise<SaveOutcome> {
  if (session === null) throw new SignedOut()
  refuseIf(obstacleToWording(wording))

  const unread = await unreadShare(db, place, wording)
  const kept = unread === null ? wording : { ...wording, confirm: false }
  const outcome = await refusing(saveTargetBySession(db, place, session, kept, as), 'not-understood')
  return { ...outcome, unread: outcome.outcome === 'conflict' || outcome.confirmed ? null : unread }
}

/** Percent of a machine's words that would be confirmed without a word that they were read; null where there are none. */
async function unreadShare(db: Db, place: Place, { text, confirm, read }: Wording): Promise<number | null> {
  const words = confirm && !read ? await machineWordsAt(db, place) : null
  const pair = words && { ...words, english: text }
  return pair && isLeftToMachine(pair) ? Math.floor(100 * shareUnchangedOf(pair)!) : null
}

export async function withdrawConfirmation(db: Db, place: Place, person: Person): Promise<void> {
  const pair = await pairAt(db, place)
  refuseIf(obstacleToWithdrawal(person, pair))

  if (!(await endConfirmation(db, pair, person))) throw new Refused('not-confirmed')
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
    await tell(trx, {
      ...{ kind: 'mentioned', articleId: article.id, by: person },
      to: mentionedIn(text, await namesHere(trx)),
      detail: { number: place.number, words: wordsIn(text) },
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

/** Says that a paragraph needs no English, or that the English adds something; until its Korean changes. */
export async function sayCounterpart(
  db: Db,
  place: Place,
  person: Person,
  said: Pick<Counterpart, 'kind' | 'reason'>,
): Promise<void> {
  await db.transaction(async (trx) => {
    const article = await lockArticle(trx, await articleBySlug(trx, place.slug))
    const pair = await pairAt(trx, place)
    refuseIf(obstacleToCounterpart(person, pair, said))

    await insertCounterpart(trx, article, pair, person, said)
    const { number } = place
    const detail = { number, kind: said.kind }
    await record(trx, { action: 'counterpart-said', personId: person.id, articleId: article.id, detail })
  })
}

export async function takeCounterpartBack(db: Db, place: Place, person: Person): Promise<void> {
  await db.transaction(async (trx) => {
    const article = await articleBySlug(trx, place.slug)
    const pair = await pairAt(trx, place)
    refuseIf(obstacleToTakingBack(person, pair))

    await takeBackCounterpart(trx, pair, person)
    const detail = { number: place.number }
    await record(trx, {
      action: 'counterpart-taken-back',
      personId: person.id,
      articleId: article.id,
      detail,
    })
  })
}

export interface Parting {
  /** The number of the pair that takes the part that was cut off. */
  into: number
  /** Where, in characters. */
  at: number
  /** The revision of the English that is parted. */
  revision: string
}

/**
 * Parts the English where its Korean was parted, in the order of the Korean: the part that was cut off may stand before or
 * behind. Both saves or neither; to somebody else's later words it yields.
 */
export async function splitTarget(db: Db, place: Place, person: Person, parting: Parting): Promise<void> {
  await db.transaction(async (trx) => {
    const [from, into] = [await pairAt(trx, place), await pairAt(trx, { ...place, number: parting.into })]
    refuseIf(obstacleToSplit(person, from, into, parting))
    const { text } = from.target
    const parts = [text.slice(0, parting.at).trimEnd(), text.slice(parting.at).trimStart()] as const
    const [stays, goes] = from.source.position < into.source.position ? parts : [parts[1], parts[0]]
    await keepPart(trx, place, person, stays, parting.revision)
    await keepPart(trx, { ...place, number: parting.into }, person, goes, into.target.revision)
  })
}

/** Puts the English of a paragraph that was joined to this one behind, or before, its own. */
export async function joinTarget(
  db: Db,
  place: Place,
  person: Person,
  { joined, before, revision }: { joined: string; before: boolean; revision: string },
): Promise<void> {
  refuseIf(obstacleToJoin(person, joined))
  await db.transaction(async (trx) => {
    const { target } = await pairAt(trx, place)
    const texts = before ? [joined, target.text] : [target.text, joined]
    const text = texts.filter((one) => one.trim() !== '').join(' ')
    await keepPart(trx, place, person, text, revision)
  })
}

async function keepPart(trx: Db, place: Place, person: Person, text: string, base: string): Promise<void> {
  const wording = { text, baseRevision: base, saveId: randomUUID(), confirm: false }
  const { outcome } = await save(trx, place, person, wording)
  if (outcome === 'conflict') throw new Refused('saved-meanwhile')
}

async function pairAt(db: Db, { slug, number }: Place): Promise<Pair> {
  const article = await articleBySlug(db, slug)
  return pairByNumber(db, await latestSourceVersion(db, article), number)
}
