import { Router } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { field } from '../web/form'
import { slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { giveBack, take } from './actions'
import { rangeFrom } from './rules'

/** `changed` is told of every deed that others should see. */
export function takesRoutes(db: Db, changed: (slug: string) => void): Router {
  const router = Router()

  router.post('/articles/:slug/take', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await take(db, article, req.person, rangeFrom(field(req, 'first'), field(req, 'last')))
    changed(article.slug)
    res.redirect(303, `${pathTo.review(article.slug)}#takes`)
  })

  router.post('/articles/:slug/take/end', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await giveBack(db, article, req.person)
    changed(article.slug)
    res.redirect(303, `${pathTo.review(article.slug)}#takes`)
  })

  return router
}
