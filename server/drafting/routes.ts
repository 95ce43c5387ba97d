import { setTimeout as sleep } from 'node:timers/promises'
import { Router } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import type { EngineFace } from '../engines/rules'
import { refuseIf } from '../errors'
import { field } from '../web/form'
import { publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { askForDraft, stopDraft } from './actions'
import { draftByPublicId, progressOf } from './store'

/** How often a watcher is told, and how long before its browser asks anew. */
const beat = 400
const longest = 10 * 60_000

export function draftingRoutes(db: Db, engines: readonly EngineFace[]): Router {
  const router = Router()

  router.post('/articles/:slug/drafts', async (req, res) => {
    const chosen = field(req, 'engine') || null
    refuseIf(chosen === null || engines.some(({ id }) => id === chosen) ? null : 'engine-not-set-up')
    await askForDraft(db, await articleBySlug(db, slugFrom(req)), req.person, chosen)
    res.redirect(303, pathTo.review(slugFrom(req)))
  })

  router.post('/articles/:slug/drafts/:id/stop', async (req, res) => {
    await stopDraft(db, await articleBySlug(db, slugFrom(req)), publicIdFrom(req), req.person)
    res.redirect(303, pathTo.review(slugFrom(req)))
  })

  /** Server-sent events: `progress` while it goes on, `ended` once. The rows are the truth, whichever process works on them. */
  router.get('/articles/:slug/drafts/:id/progress', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const until = Date.now() + longest
    let draft = await draftByPublicId(db, article, publicIdFrom(req))
    res.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })

    while (!res.closed && Date.now() < until) {
      draft = await draftByPublicId(db, article, draft.publicId)
      const { done, total } = await progressOf(db, draft)
      res.write(`event: progress\ndata: ${JSON.stringify({ done, total })}\n\n`)
      if (draft.finishedAt) break
      await sleep(beat)
    }
    res.end(draft.finishedAt ? 'event: ended\ndata: {}\n\n' : '')
  })

  return router
}
