import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { NotFound, refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import { pairsOf, type Place } from '../targets/store'
import { checks } from './all'
import { obstacleToDismissal, obstacleToSwitching, obstacleToTakingBack } from './dismissals'
import { findingsIn, insertDismissal, takeBackDismissal, updateChecksOff } from './store'

/** A person judges that what was found is right as it is, for these two texts. */
export async function dismiss(db: Db, place: Place, person: Person, key: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { article, pair, findings } = await found(trx, place)
    refuseIf(obstacleToDismissal(person, findings, key))

    await refusing(insertDismissal(trx, article, pair, person, key), 'finding-dismissed')
    const detail = { number: place.number, finding: key }
    await record(trx, { action: 'finding-dismissed', personId: person.id, articleId: article.id, detail })
  })
}

export async function takeDismissalBack(db: Db, place: Place, person: Person, key: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { article, pair, findings } = await found(trx, place)
    refuseIf(obstacleToTakingBack(person, findings, key))

    await takeBackDismissal(trx, pair, person, key)
    const detail = { number: place.number, finding: key }
    await record(trx, { action: 'dismissal-taken-back', personId: person.id, articleId: article.id, detail })
  })
}

/** Which checks are asked here at all; everything that is not named is off. */
export async function switchChecks(db: Db, person: Person, on: string[]): Promise<void> {
  refuseIf(obstacleToSwitching(person))
  const off = checks.map(({ name }) => name).filter((name) => !on.includes(name))
  await db.transaction(async (trx) => {
    await updateChecksOff(trx, off)
    await record(trx, { action: 'checks-switched', personId: person.id, detail: { off } })
  })
}

async function found(trx: Db, { slug, number }: Place) {
  const article = await articleBySlug(trx, slug)
  const pairs = await pairsOf(trx, await latestSourceVersion(trx, article))
  const pair = pairs.find(({ source }) => source.number === number)
  if (!pair) throw new NotFound()
  const findings = (await findingsIn(trx, article, pairs, [pair])).get(number) ?? []
  return { article, pair, findings }
}
