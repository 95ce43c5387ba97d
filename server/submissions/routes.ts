import { Router } from 'express'
import { resolverFor } from '../articles/actions'
import { articleBySlug } from '../articles/store'
import { findingsIn, findingsInWhole } from '../checks/store'
import type { Db } from '../db/connection'
import { withPrivatePictures } from '../sources/page'
import { latestSourceVersion } from '../sources/store'
import { pairsOf } from '../targets/store'
import { render } from '../text/rendering'
import { field } from '../web/form'
import { page } from '../web/page'
import { slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { submit } from './actions'
import { submissionPage } from './page'
import { contentOfPairs } from './rules'
import { latestTranslationVersionOf } from './store'

/** Where a translator hands the English to the editors. */
export function submissionRoutes(db: Db): Router {
  const router = Router()

  router.get('/articles/:slug/submission', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    const latest = await latestTranslationVersionOf(db, article)
    const content = contentOfPairs(pairs)
    const html = withPrivatePictures(render(content, 'en', await resolverFor(db, content)))

    const findings = await findingsIn(db, article, pairs)
    const whole = await findingsInWhole(db, article, pairs)
    const facts = { article, person: req.person, pairs, latest, findings, whole, html }
    page(res, 'submissions/show', submissionPage(facts))
  })

  router.post('/articles/:slug/submission', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const { number } = await submit(db, article, req.person, field(req, 'note'))
    res.redirect(303, pathTo.version(article.slug, number))
  })

  return router
}
