import type { TFunction } from 'i18next'
import { Router, type Request } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { latestSourceVersion } from '../sources/store'
import { pairsOf } from '../targets/store'
import { field, fields } from '../web/form'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { dismiss, dismissInWhole, switchChecks, takeDismissalBack, takeWholeDismissalBack } from './actions'
import { findingsPage, switchesPage, wholePage, type WholePage } from './page'
import { checksOff, findingsInWhole, findingsOfPair } from './store'

/** What is found in a pair, what a person says of it, and which checks are asked at all. */
export function checkRoutes(db: Db): Router {
  const router = Router()
  const pair = '/articles/:slug/pairs/:number'

  router.get(`${pair}/findings`, async (req, res) => {
    const { article, pair, findings } = await findingsOfPair(db, placeFrom(req))
    const shown = findingsPage(article, pair, findings, req.person)
    if (req.query.part === '1') return res.render('checks/_findings', shown)
    const title = (res.locals.t as TFunction)('checks:of-pair', { number: shown.number })
    page(res, 'checks/show', { ...shown, title, place: 'desk' })
  })

  router.post(`${pair}/dismissals`, async (req, res) => {
    await dismiss(db, placeFrom(req), req.person, field(req, 'finding'))
    res.redirect(303, pathTo.findings(slugFrom(req), numberFrom(req)) + partOf(req))
  })

  router.post(`${pair}/dismissals/withdrawal`, async (req, res) => {
    await takeDismissalBack(db, placeFrom(req), req.person, field(req, 'finding'))
    res.redirect(303, pathTo.findings(slugFrom(req), numberFrom(req)) + partOf(req))
  })

  /** What is found in the article as a whole: by script a part above the pairs, without it a page. */
  router.get('/articles/:slug/findings', async (req, res) => {
    const shown = await whole(req)
    if (req.query.part === '1') return res.render('checks/_whole', shown)
    const title = (res.locals.t as TFunction)('checks:of-whole')
    page(res, 'checks/whole', { ...shown, title, place: 'desk' })
  })

  router.post('/articles/:slug/dismissals', async (req, res) => {
    await dismissInWhole(db, slugFrom(req), req.person, field(req, 'finding'))
    res.redirect(303, pathTo.wholeFindings(slugFrom(req)) + partOf(req))
  })

  router.post('/articles/:slug/dismissals/withdrawal', async (req, res) => {
    await takeWholeDismissalBack(db, slugFrom(req), req.person, field(req, 'finding'))
    res.redirect(303, pathTo.wholeFindings(slugFrom(req)) + partOf(req))
  })

  router.get('/checks', async (req, res) => {
    const title = (res.locals.t as TFunction)('checks:switches')
    page(res, 'checks/switches', { title, place: 'people', ...switchesPage(await checksOff(db), req.person) })
  })

  router.post('/checks', async (req, res) => {
    await switchChecks(db, req.person, fields(req, 'on'))
    res.redirect(303, pathTo.checks())
  })

  async function whole(req: Request): Promise<WholePage> {
    const article = await articleBySlug(db, slugFrom(req))
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    return wholePage(article, pairs, await findingsInWhole(db, article, pairs), req.person)
  }

  return router
}

function placeFrom(req: Request) {
  return { slug: slugFrom(req), number: numberFrom(req) }
}

/** A script asks for the part it puts in its place. */
function partOf(req: Request): string {
  return field(req, 'part') === '1' ? '?part=1' : ''
}
