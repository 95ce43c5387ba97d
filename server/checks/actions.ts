import type { Article } from '../articles/rules'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import { pairsOf, type Place } from '../targets/store'
import { checks } from './all'
import { articleChecks } from './article'
import { obstacleToDismissal, obstacleToSwitching, obstacleToTakingBack } from './dismissals'
import {
  findingsInWhole,
  findingsOfPair,
  insertDismissals,
  pairsJudged,
  takeBackDismissals,
  updateChecksOff,
} from './store'

/** A person judges that what was found is right as it is, for these two texts. */
export async function dismiss(db: Db, place: Place, person: Person, key: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { article, pair, findings } = await findingsOfPair(trx, place)
    refuseIf(obstacleToDismissal(person, findings, key))

    await refusing(insertDismissals(trx, article, [pair], person, key), 'finding-dismissed')
    const detail = { number: place.number, finding: key }
    await record(trx, { action: 'finding-dismissed', personId: person.id, articleId: article.id, detail })
  })
}

export async function takeDismissalBack(db: Db, place: Place, person: Person, key: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { article, pair, findings } = await findingsOfPair(trx, place)
    refuseIf(obstacleToTakingBack(person, findings, key))

    await takeBackDismissals(trx, [pair], person, key)
    const detail = { number: place.number, finding: key }
    await record(trx, { action: 'dismissal-taken-back', personId: person.id, articleId: article.id, detail })
  })
}

/** The same of what was found in the article as a whole, for the two texts of each pair it is about. */
export async function dismissInWhole(db: Db, slug: string, person: Person, key: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { article, findings } = await foundInWhole(trx, slug)
    refuseIf(obstacleToDismissal(person, findings, key))

    const pairs = findings.find((one) => one.key === key)!.pairs
    const judged = await pairsJudged(trx, article, pairs, key)
    const others = pairs.filter((pair) => !judged.includes(pair))
    await refusing(insertDismissals(trx, article, others, person, key), 'finding-dismissed')
    await record(trx, { action: 'finding-dismissed', ...deedOf(article, person, key) })
  })
}

export async function takeWholeDismissalBack(
  db: Db,
  slug: string,
  person: Person,
  key: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    const { article, findings } = await foundInWhole(trx, slug)
    refuseIf(obstacleToTakingBack(person, findings, key))

    await takeBackDismissals(trx, findings.find((one) => one.key === key)!.pairs, person, key)
    await record(trx, { action: 'dismissal-taken-back', ...deedOf(article, person, key) })
  })
}

/** Which checks are asked here at all; everything that is not named is off. */
export async function switchChecks(db: Db, person: Person, on: string[]): Promise<void> {
  refuseIf(obstacleToSwitching(person))
  const all = [...checks, ...articleChecks].map(({ name }) => name)
  const off = all.filter((name) => !on.includes(name))
  await db.transaction(async (trx) => {
    await updateChecksOff(trx, off)
    await record(trx, { action: 'checks-switched', personId: person.id, detail: { off } })
  })
}

async function foundInWhole(trx: Db, slug: string) {
  const article = await articleBySlug(trx, slug)
  const pairs = await pairsOf(trx, await latestSourceVersion(trx, article))
  return { article, findings: await findingsInWhole(trx, article, pairs) }
}

function deedOf(article: Article, person: Person, finding: string) {
  return { personId: person.id, articleId: article.id, detail: { finding } }
}
