import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refuseIf } from '../errors'
import { wordsIn } from '../notices/rules'
import { handsOn, tell } from '../notices/store'
import type { Person } from '../people/rules'
import { obstacleToClearing } from './rules'
import {
  answerableFor,
  clear,
  editors,
  forgetReporters,
  markTold,
  putBack,
  reportBehind,
  untoldReports,
  type Untold,
} from './store'

/** Tells the desk of what readers have said since, and forgets where it came from. Says of how many. */
export async function tellOfReports(db: Db): Promise<number> {
  await forgetReporters(db)
  return db.transaction(async (trx) => {
    const untold = await untoldReports(trx)
    for (const report of untold) {
      await tellOf(trx, report)
      await markTold(trx, report)
    }
    return untold.length
  })
}

/** Whoever has the article in hand; where nobody has, every editor. */
async function tellOf(trx: Db, report: Untold): Promise<void> {
  const { articleId, language, number, text } = report
  const hands = language === 'en' ? await handsOn(trx, articleId) : []
  const concerned = [...new Set([...hands, ...(await answerableFor(trx, report))])]
  const detail = { number, words: wordsIn(text) }
  const told = await tell(trx, { kind: 'reported', articleId, by: null, to: concerned, detail })
  if (told.length === 0)
    await tell(trx, { kind: 'reported', articleId, by: null, to: await editors(trx), detail })
}

/** Spam is put out of sight. Answers with the number of the pair. */
export async function clearReport(db: Db, slug: string, publicId: string, person: Person): Promise<number> {
  return decide(db, { slug, publicId, person, action: 'report-cleared' }, (trx, report) =>
    clear(trx, report, person),
  )
}

export async function putReportBack(db: Db, slug: string, publicId: string, person: Person): Promise<number> {
  return decide(db, { slug, publicId, person, action: 'report-put-back' }, putBack)
}

async function decide(
  db: Db,
  { slug, publicId, person, action }: { slug: string; publicId: string; person: Person; action: string },
  deed: (trx: Db, report: { id: string }) => Promise<void>,
): Promise<number> {
  refuseIf(obstacleToClearing(person))
  return db.transaction(async (trx) => {
    const article = await articleBySlug(trx, slug)
    const report = await reportBehind(trx, article, publicId)
    const { number } = report
    await deed(trx, report)
    await record(trx, { action, personId: person.id, articleId: article.id, detail: { number } })
    return number
  })
}
