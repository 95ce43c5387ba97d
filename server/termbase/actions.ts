import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import {
  isSameWording,
  obstacleToBringingBack,
  obstacleToChange,
  obstacleToRetirement,
  obstacleToWording,
  obstacleToWriting,
  type TermEntry,
  type Wording,
} from './rules'
import { askForGlossaries, endWording, insertWording, isScope, lockTerm, reviveWording } from './store'

/** Gives back the public id of the new term. */
export async function addTerm(db: Db, person: Person, wording: Wording): Promise<string> {
  refuseIf(obstacleToWriting(person))
  return db.transaction(async (trx) => {
    await refuseWording(trx, wording)
    const { id, publicId } = await refusing(insertWording(trx, wording, person), 'term-known')
    await askForGlossaries(trx)
    await recordOf(trx, 'term-added', person, wording, { term: publicId, wording: id })
    return publicId
  })
}

/** The next wording of a term. `basedOn` is the id of the wording that was before the eyes of whoever changed it. */
export async function changeTerm(
  db: Db,
  person: Person,
  publicId: string,
  basedOn: string,
  wording: Wording,
): Promise<void> {
  await db.transaction(async (trx) => {
    const latest = await lockTerm(trx, publicId)
    refuseIf(obstacleToChange(person, latest, basedOn))
    if (isSameWording(latest, wording)) return
    await refuseWording(trx, wording)
    await replaceWording(trx, person, latest, wording)
    await askForGlossaries(trx)
  })
}

async function replaceWording(trx: Db, person: Person, latest: TermEntry, wording: Wording): Promise<void> {
  await endWording(trx, latest, person)
  const { id, publicId } = await refusing(insertWording(trx, wording, person, latest.publicId), 'term-known')
  await recordOf(trx, 'term-changed', person, wording, { term: publicId, wording: id, before: latest.id })
}

export async function retireTerm(db: Db, person: Person, publicId: string): Promise<TermEntry> {
  return db.transaction(async (trx) => {
    const latest = await lockTerm(trx, publicId)
    refuseIf(obstacleToRetirement(person, latest))
    await endWording(trx, latest, person)
    await askForGlossaries(trx)
    await recordOf(trx, 'term-retired', person, latest, { term: publicId })
    return latest
  })
}

export async function bringTermBack(db: Db, person: Person, publicId: string): Promise<TermEntry> {
  return db.transaction(async (trx) => {
    const latest = await lockTerm(trx, publicId)
    refuseIf(obstacleToBringingBack(person, latest))
    await refusing(reviveWording(trx, latest), 'term-known')
    await askForGlossaries(trx)
    await recordOf(trx, 'term-brought-back', person, latest, { term: publicId })
    return latest
  })
}

/** What a file brings: new terms, and other wordings for terms that stand. */
export interface Arrivals {
  added: Wording[]
  changed: { entry: TermEntry; wording: Wording }[]
}

/** All of it or nothing. Refused when somebody changed one of the terms since it was compared. */
export async function importTerms(db: Db, person: Person, { added, changed }: Arrivals): Promise<void> {
  refuseIf(obstacleToWriting(person))
  await db.transaction(async (trx) => {
    for (const wording of added) {
      await refuseWording(trx, wording)
      const { id, publicId } = await refusing(insertWording(trx, wording, person), 'terms-moved-on')
      await recordOf(trx, 'term-added', person, wording, { term: publicId, wording: id })
    }
    for (const { entry, wording } of changed) {
      await refuseWording(trx, wording)
      const latest = await lockTerm(trx, entry.publicId)
      refuseIf(obstacleToChange(person, latest, entry.id) && 'terms-moved-on')
      await replaceWording(trx, person, latest, wording)
    }
    await askForGlossaries(trx)
    const detail = { added: added.length, changed: changed.length }
    await record(trx, { action: 'terms-imported', personId: person.id, detail })
  })
}

async function refuseWording(trx: Db, wording: Wording): Promise<void> {
  refuseIf(obstacleToWording(wording)?.rule ?? null)
  refuseIf((await isScope(trx, wording)) ? null : 'choice-gone')
}

async function recordOf(
  trx: Db,
  action: string,
  person: Person,
  { korean, articleId }: Wording,
  detail: object,
): Promise<void> {
  await record(trx, {
    ...{ action, personId: person.id, detail: { korean, ...detail } },
    ...(articleId && { articleId }),
  })
}
