import { Router, type Request, type Response } from 'express'
import { articleBySlug } from '../articles/store'
import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { field } from '../web/form'
import { numberFrom, publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { timeFrom } from '../web/times'
import { callOff, publish, publishSource, retract, schedule, scheduleSource } from './actions'
import { languages } from './rules'

export interface Site {
  /** The time zone in which people set days. */
  timeZone: string
  /** Called when readers see something else than before. */
  siteChanged: () => void
}

/** What goes before readers, when, and what is taken back. */
export function publicationRoutes(db: Db, { timeZone, siteChanged }: Site): Router {
  const router = Router()
  const english = '/articles/:slug/versions/:number'
  const korean = '/articles/:slug/source/:number'

  router.post(`${english}/publication`, async (req, res) => {
    const article = await articleOf(req)
    await publish(db, article, numberFrom(req), req.person)
    siteChanged()
    backToArticle(res, article)
  })

  router.post(`${korean}/publication`, async (req, res) => {
    const article = await articleOf(req)
    await publishSource(db, article, numberFrom(req), req.person)
    siteChanged()
    backToArticle(res, article)
  })

  router.post(`${english}/schedule`, async (req, res) => {
    const article = await articleOf(req)
    await schedule(db, article, numberFrom(req), req.person, timeFrom(req, 'at', timeZone))
    backToArticle(res, article)
  })

  router.post(`${korean}/schedule`, async (req, res) => {
    const article = await articleOf(req)
    await scheduleSource(db, article, numberFrom(req), req.person, timeFrom(req, 'at', timeZone))
    backToArticle(res, article)
  })

  router.post('/articles/:slug/schedules/:id/called-off', async (req, res) => {
    const article = await articleOf(req)
    await callOff(db, article, publicIdFrom(req), req.person)
    backToArticle(res, article)
  })

  router.post('/articles/:slug/:language/retraction', async (req, res) => {
    const language = languages.find((one) => one === req.params.language)
    if (!language) throw new NotFound()
    const article = await articleOf(req)
    await retract(db, article, language, req.person, field(req, 'reason'))
    siteChanged()
    backToArticle(res, article)
  })

  function articleOf(req: Request): Promise<Article> {
    return articleBySlug(db, slugFrom(req))
  }

  return router
}

function backToArticle(res: Response, { slug }: Article): void {
  res.redirect(303, pathTo.article(slug))
}
