import { articleBySlug, lockArticle } from '../articles/store'
import { isOurs } from '../db/alone'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { Refused, refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { personById } from '../people/store'
import { publishSource } from '../publications/actions'
import { approveSource } from '../sources/actions'
import { latestSourceVersion, sourceApprovalOf } from '../sources/store'
import { obstacleToAll, obstacleToChosen, obstacleToTakingOver, type WaitingPost } from './rules'
import {
  countWaiting,
  finishJob,
  insertJob,
  insertTakeover,
  jobById,
  latestJob,
  nextWaiting,
  waitingAmong,
} from './store'

/** Publishes these posts as readers had them before. Says how many; what has been approved or changed meanwhile is left alone. */
export async function takeOverChosen(db: Db, publicIds: string[], editor: Person): Promise<number> {
  refuseIf(obstacleToChosen(editor, publicIds))
  let taken = 0
  for (const post of await waitingAmong(db, publicIds)) if (await takeOver(db, post, editor)) taken++
  return taken
}

/** One post, wholly or not at all: the editor's yes, the word that it is one to what was public already, and the publication. */
async function takeOver(db: Db, { publicId, slug }: WaitingPost, editor: Person): Promise<boolean> {
  return db.transaction(async (trx) => {
    const article = await lockArticle(trx, await articleBySlug(trx, slug))
    const [post] = await waitingAmong(trx, [publicId])
    if (!post) return false
    const version = await latestSourceVersion(trx, article)
    await approveSource(trx, article, version, editor)
    const approval = await sourceApprovalOf(trx, version)
    await insertTakeover(trx, post, approval!, editor)
    await record(trx, {
      action: 'archive-taken-over',
      personId: editor.id,
      articleId: article.id,
      detail: { version: version.number, entry: publicId },
    })
    await publishSource(trx, article, version.number, editor)
    return true
  })
}

/** Asks for all that wait, after the editor has said that they may come before readers. */
export async function askForAll(db: Db, editor: Person, confirmed: boolean): Promise<void> {
  await db.transaction(async (trx) => {
    const [waiting, job] = [await countWaiting(trx), await latestJob(trx)]
    const isUnderWay = job !== null && job.finishedAt === null
    refuseIf(obstacleToAll({ person: editor, waiting, confirmed, isUnderWay }))
    await refusing(insertJob(trx, editor, waiting), 'takeover-under-way')
    await record(trx, { action: 'archive-takeover-asked', personId: editor.id, detail: { waiting } })
  })
}

export async function stopTakingOver(db: Db, editor: Person): Promise<void> {
  refuseIf(obstacleToTakingOver(editor))
  const job = await latestJob(db)
  if (job) await finishJob(db, job, 'stopped')
}

/**
 * The job: publishes all that wait, as the editor who asked and in the narrow role of the desk. What is done is done post by
 * post, so whatever dies, the next process goes on with the rest.
 */
export async function makeTakeover(desk: Db, id: string, pause: AbortSignal): Promise<void> {
  await desk.transaction(async (lock) => {
    if (!(await isOurs(lock, 'takeover', id))) return
    try {
      if (await tookAllOver(desk, id, pause)) await finishJob(desk, { id }, null)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await finishJob(desk, { id }, error.rule)
    }
  })
}

/** False when it was stopped, or is to go on with the next process. */
async function tookAllOver(desk: Db, id: string, pause: AbortSignal): Promise<boolean> {
  for (let after = '0'; ;) {
    const post = await nextWaiting(desk, after)
    if (!post) return true
    const { askedBy, finishedAt } = await jobById(desk, id)
    if (pause.aborted || finishedAt) return false
    const editor = await personById(desk, askedBy)
    refuseIf(obstacleToTakingOver(editor))
    await takeOver(desk, post, editor)
    after = post.entryId
  }
}
