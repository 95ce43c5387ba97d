import { Router, type Request, type Response } from 'express'
import type { Article } from '../articles/rules'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import type { Person } from '../people/rules'
import { personByPublicId } from '../people/store'
import { field } from '../web/form'
import { slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { assign, endAssigning, take } from './actions'

/** In whose hands an article is, and until when. */
export function assignmentRoutes(db: Db, { timeZone }: { timeZone: string }): Router {
  const router = Router()
  const assignment = '/articles/:slug/assignment'

  router.post(assignment, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const wanted = { person: await personIn(db, req), dueOn: field(req, 'due') || null }
    await assign(db, article, req.person, wanted, timeZone)
    backToArticle(res, article)
  })

  router.post(`${assignment}/mine`, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await take(db, article, req.person)
    backToArticle(res, article)
  })

  router.post(`${assignment}/end`, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await endAssigning(db, article, req.person)
    backToArticle(res, article)
  })

  return router
}

/** The person whose public id was chosen; '' chooses nobody. */
async function personIn(db: Db, req: Request): Promise<Person | null> {
  const id = field(req, 'person')
  if (id === '') return null
  try {
    return await personByPublicId(db, id)
  } catch (error) {
    throw error instanceof NotFound ? new Refused('choice-gone') : error
  }
}

function backToArticle(res: Response, { slug }: Article): void {
  res.redirect(303, pathTo.article(slug))
}
