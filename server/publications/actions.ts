import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import { approvalOf, returnOf } from '../approvals/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { sourceApprovalOf, sourceVersion } from '../sources/store'
import { translationVersion } from '../submissions/store'
import {
  obstacleToCallingOff,
  obstacleToPublication,
  obstacleToReason,
  obstacleToRetraction,
  obstacleToSchedule,
  obstacleToTime,
  type Facts,
  type Language,
  type Schedule,
} from './rules'
import {
  askToPublishAt,
  databaseTime,
  endSchedule,
  insertRetraction,
  insertSchedule,
  openDoor,
  openSchedulesOf,
  scheduleByPublicId,
  standingPublicationOf,
  type Approved,
} from './store'

/** Puts the English of this number before readers now; an earlier approved version is gone back to the same way. */
export async function publish(db: Db, article: Article, number: number, editor: Person): Promise<void> {
  await publishIn('en', db, article, number, editor)
}

/** Puts the Korean of this number before readers now. */
export async function publishSource(db: Db, article: Article, number: number, editor: Person): Promise<void> {
  await publishIn('ko', db, article, number, editor)
}

async function publishIn(
  language: Language,
  db: Db,
  article: Article,
  number: number,
  editor: Person,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const { facts, approvalId } = await lookAt(trx, article, language, number, editor)
    refuseIf(obstacleToPublication(facts))

    await refusing(openDoor(trx, { language, approvalId }, editor))
    await record(trx, deed('published', article, editor, { language, version: number }))
    if (facts.open) await putAside(trx, article, facts.open, editor)
  })
}

/** For the English of this number to go before readers at a time. Refused when that time is past. */
export async function schedule(
  db: Db,
  article: Article,
  number: number,
  editor: Person,
  publishAt: Date,
): Promise<void> {
  await scheduleIn('en', db, article, number, editor, publishAt)
}

/** The same for the Korean. */
export async function scheduleSource(
  db: Db,
  article: Article,
  number: number,
  editor: Person,
  publishAt: Date,
): Promise<void> {
  await scheduleIn('ko', db, article, number, editor, publishAt)
}

async function scheduleIn(
  language: Language,
  db: Db,
  article: Article,
  number: number,
  editor: Person,
  publishAt: Date,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const { facts, approvalId } = await lookAt(trx, article, language, number, editor)
    refuseIf(obstacleToSchedule(facts) ?? obstacleToTime(publishAt, await databaseTime(trx)))

    const approved: Approved = { language, approvalId }
    const id = await refusing(insertSchedule(trx, article, approved, editor, publishAt), 'already-scheduled')
    await askToPublishAt(trx, id, publishAt)
    await record(trx, deed('scheduled', article, editor, { language, version: number, publishAt }))
  })
}

export async function callOff(db: Db, article: Article, publicId: string, editor: Person): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const planned = await scheduleByPublicId(trx, article, publicId)
    refuseIf(obstacleToCallingOff(editor, planned))

    await putAside(trx, article, planned, editor)
  })
}

async function putAside(trx: Db, article: Article, planned: Schedule, editor: Person): Promise<void> {
  await endSchedule(trx, planned, editor)
  const { language, number } = planned
  await record(trx, deed('schedule-called-off', article, editor, { language, version: number }))
}

/** Takes what readers see in this language back, with the reason why. */
export async function retract(
  db: Db,
  article: Article,
  language: Language,
  editor: Person,
  reason: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const standing = await standingPublicationOf(trx, article, language)
    refuseIf(obstacleToRetraction(editor, standing) ?? obstacleToReason(reason))

    await refusing(insertRetraction(trx, standing!, editor, reason), 'already-retracted')
    await record(trx, deed('retracted', article, editor, { language, version: standing!.number }))
  })
}

/** What the rules want to know, and the approval the door asks for ('' when there is none, which the rules refuse). */
async function lookAt(
  trx: Db,
  article: Article,
  language: Language,
  number: number,
  person: Person,
): Promise<{ facts: Facts; approvalId: string }> {
  const { approvalId, isReturned } = await (language === 'en' ? english : korean)(trx, article, number)
  const standing = await standingPublicationOf(trx, article, language)
  const schedules = await openSchedulesOf(trx, article)
  const open = schedules.find((one) => one.language === language) ?? null
  return {
    facts: { person, number, isApproved: approvalId !== '', isReturned, standing, open },
    approvalId,
  }
}

async function english(trx: Db, article: Article, number: number) {
  const version = await translationVersion(trx, article, number)
  const approval = await approvalOf(trx, version)
  const returned = await returnOf(trx, version)
  return { approvalId: approval?.id ?? '', isReturned: returned !== null }
}

async function korean(trx: Db, article: Article, number: number) {
  const approval = await sourceApprovalOf(trx, await sourceVersion(trx, article, number))
  return { approvalId: approval?.id ?? '', isReturned: false }
}

function deed(action: string, { id: articleId }: Article, { id: personId }: Person, detail: object) {
  return { action, personId, articleId, detail }
}
