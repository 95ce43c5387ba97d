import { articleBySlug } from '../articles/store'
import { breather } from '../breath'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import { hasWords } from '../targets/rules'
import { pairsOf } from '../targets/store'
import { addTerm } from '../termbase/actions'
import { namesIn } from '../text/findingNames'
import { plain } from '../text/rendering'
import { obstacleToDeciding, wordingOf } from './rules'
import {
  candidateById,
  insertDenial,
  insertFound,
  markSearched,
  takeDenialBack,
  unsearched,
  type Found,
  type Unsearched,
} from './store'

/** So many articles are looked through before others have a turn. */
const AT_ONCE = 50

/** The job: looks for names in what was paired since the last time. Says in how many articles it looked. */
export async function findNames(worker: Db, pause: AbortSignal): Promise<number> {
  const waiting = await unsearched(worker, AT_ONCE)
  for (const [index, one] of waiting.entries()) {
    if (pause.aborted) return index
    await worker.transaction((trx) => look(trx, one))
  }
  return waiting.length
}

async function look(trx: Db, one: Unsearched): Promise<void> {
  const article = await articleBySlug(trx, one.slug)
  const pairs = await pairsOf(trx, await latestSourceVersion(trx, article))
  const breathe = breather()
  const found: Found[] = []
  for (const pair of pairs.filter(hasWords)) {
    for (const name of namesIn(plain(pair.source.text), plain(pair.target.text))) found.push({ pair, name })
    await breathe()
  }
  await insertFound(trx, article, found)
  await markSearched(trx, one)
}

/** It becomes an agreed name, in the name of whoever takes it. */
export async function takeCandidate(db: Db, publicId: string, person: Person): Promise<void> {
  refuseIf(obstacleToDeciding(person))
  await addTerm(db, person, wordingOf(await candidateById(db, publicId)))
}

/** No such name, or not its English: it is proposed no more. */
export async function denyCandidate(db: Db, publicId: string, person: Person): Promise<void> {
  await decide(db, publicId, person, 'name-denied', insertDenial)
}

export async function withdrawDenial(db: Db, publicId: string, person: Person): Promise<void> {
  await decide(db, publicId, person, 'name-denial-withdrawn', takeDenialBack)
}

async function decide(
  db: Db,
  publicId: string,
  person: Person,
  action: string,
  deed: typeof insertDenial,
): Promise<void> {
  refuseIf(obstacleToDeciding(person))
  await db.transaction(async (trx) => {
    const candidate = await candidateById(trx, publicId)
    await deed(trx, candidate, person)
    const { korean, english } = candidate
    await record(trx, { action, personId: person.id, detail: { korean, english } })
  })
}
