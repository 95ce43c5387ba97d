import { Router, type Request, type Response } from 'express'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import { field, fields } from '../web/form'
import { page } from '../web/page'
import { pageIn } from '../web/params'
import { pathTo } from '../web/paths'
import { tellProgress } from '../web/progress'
import { askForAll, stopTakingOver, takeOverChosen } from './actions'
import { postsAPage, progressOf, takeoverPage } from './page'
import { countWaiting, latestJob, waitingPosts } from './store'

/** Where Korean posts that an archive had public come before readers here. `siteChanged` as in the app's needs. */
export function takeoverRoutes(db: Db, siteChanged: () => void): Router {
  const router = Router()

  router.get('/takeovers', async (req, res) => show(req, res))

  router.post('/takeovers', async (req, res) => {
    await orShow(req, res, async () => {
      const taken = await takeOverChosen(db, fields(req, 'chosen'), req.person)
      siteChanged()
      res.redirect(303, pathTo.takeovers({ taken }))
    })
  })

  router.post('/takeovers/all', async (req, res) => {
    await orShow(req, res, async () => {
      await askForAll(db, req.person, field(req, 'confirmed') === 'yes')
      res.redirect(303, pathTo.takeovers())
    })
  })

  router.post('/takeovers/stop', async (req, res) => {
    await stopTakingOver(db, req.person)
    res.redirect(303, pathTo.takeovers())
  })

  router.get('/takeovers/progress', async (_req, res) => {
    await tellProgress(res, async () => {
      const [job, waiting] = [await latestJob(db), await countWaiting(db)]
      if (!job) throw new NotFound()
      return { ...progressOf(job, waiting), isOver: job.finishedAt !== null }
    })
  })

  async function orShow(req: Request, res: Response, deed: () => Promise<void>): Promise<void> {
    try {
      await deed()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      res.status(422)
      await show(req, res, error.rule)
    }
  }

  async function show(req: Request, res: Response, refused: string | null = null): Promise<void> {
    const number = pageIn(req)
    const [posts, total, job] = await Promise.all([
      waitingPosts(db, (number - 1) * postsAPage, postsAPage),
      countWaiting(db),
      latestJob(db),
    ])
    const taken = /^\d{1,6}$/.test(String(req.query.taken)) ? Number(req.query.taken) : null
    const shown = takeoverPage({ person: req.person, posts, total, job, number, refused, taken })
    page(res, 'takeovers/index', {
      ...{ place: 'sources', title: (res.locals.t as (key: string) => string)('takeovers:title') },
      modules: shown.underWay ? ['draft-progress'] : [],
      ...shown,
    })
  }

  return router
}
