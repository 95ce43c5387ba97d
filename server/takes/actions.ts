import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion, sourceSegments } from '../sources/store'
import { obstacleToTake, type Range } from './rules'
import { endTakes, insertTake } from './store'

/** Whoever takes another range gives the former back. */
export async function take(db: Db, article: Article, person: Person, range: Range | null): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const segments = await sourceSegments(trx, await latestSourceVersion(trx, article))
    refuseIf(obstacleToTake(person, range, segments))

    await endTakes(trx, article, person)
    await insertTake(trx, article, person, range!)
    await record(trx, { action: 'taken', personId: person.id, articleId: article.id, detail: { ...range } })
  })
}

/** Given back twice is given back. */
export async function giveBack(db: Db, article: Article, person: Person): Promise<void> {
  await db.transaction(async (trx) => {
    const ended = await endTakes(trx, article, person)
    if (ended > 0) await record(trx, { action: 'given-back', personId: person.id, articleId: article.id })
  })
}
