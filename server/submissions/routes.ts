import { Router, type Request, type Response } from 'express'
import { resolverFor } from '../articles/actions'
import type { Article } from '../articles/rules'
import { articleBySlug } from '../articles/store'
import { findingsIn, findingsInWhole } from '../checks/store'
import type { Db } from '../db/connection'
import { Refused } from '../errors'
import { withPrivatePictures } from '../sources/page'
import { latestSourceVersion } from '../sources/store'
import { pairsOf } from '../targets/store'
import { render } from '../text/rendering'
import { field } from '../web/form'
import { page } from '../web/page'
import { slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { submit } from './actions'
import { submissionPage, type RefusedSubmission } from './page'
import { contentOfPairs } from './rules'
import { latestTranslationVersionOf } from './store'

/** Where a translator hands the English to the editors. */
export function submissionRoutes(db: Db): Router {
  const router = Router()

  router.get('/articles/:slug/submission', async (req, res) => {
    await show(req, res, await articleBySlug(db, slugFrom(req)))
  })

  router.post('/articles/:slug/submission', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const note = field(req, 'note')
    try {
      const { number } = await submit(db, article, req.person, note)
      res.redirect(303, pathTo.version(article.slug, number))
    } catch (error) {
      // What stands in the way is shown with the ways to it, and the note stays where it was written.
      if (!(error instanceof Refused)) throw error
      await show(req, res.status(error.status), article, { rule: error.rule, detail: error.detail, note })
    }
  })

  async function show(
    req: Request,
    res: Response,
    article: Article,
    refused: RefusedSubmission | null = null,
  ): Promise<void> {
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    const latest = await latestTranslationVersionOf(db, article)
    const content = contentOfPairs(pairs)
    const html = withPrivatePictures(render(content, 'en', await resolverFor(db, content)))

    const findings = await findingsIn(db, article, pairs)
    const whole = await findingsInWhole(db, article, pairs)
    const facts = { article, person: req.person, pairs, latest, findings, whole, html, refused }
    page(res, 'submissions/show', submissionPage(facts))
  }

  return router
}
