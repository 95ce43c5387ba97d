import { Router } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import type { EngineFace } from '../engines/rules'
import { refuseIf } from '../errors'
import { field } from '../web/form'
import { publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { tellProgress } from '../web/progress'
import { askForDraft, stopDraft } from './actions'
import { draftByPublicId, progressOf } from './store'

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

  router.get('/articles/:slug/drafts/:id/progress', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await tellProgress(res, async () => {
      const draft = await draftByPublicId(db, article, publicIdFrom(req))
      return { ...(await progressOf(db, draft)), isOver: draft.finishedAt !== null }
    })
  })

  return router
}
