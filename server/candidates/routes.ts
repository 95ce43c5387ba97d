import { Router, type Request, type Response } from 'express'
import type { Db } from '../db/connection'
import { standingTerms } from '../termbase/store'
import type { Speech } from '../web/locale'
import { page } from '../web/page'
import { publicIdFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { denyCandidate, takeCandidate, withdrawDenial } from './actions'
import { candidatesPage } from './page'
import { stillOpen } from './rules'
import { candidates, denials } from './store'

/** Names found in what was paired: each waits for somebody to take it over, or to say that it is none. */
export function candidateRoutes(db: Db): Router {
  const router = Router()

  router.get('/names', async (req, res) => {
    const open = stillOpen(await candidates(db), await standingTerms(db))
    const goesOn = req.query.next === '1'
    const facts = { open, denials: await denials(db, 20), person: req.person, goesOn }
    const { t } = res.locals as Speech
    page(res, 'candidates/index', {
      ...{ title: t('candidates:title'), place: 'termbase' },
      ...candidatesPage(facts),
    })
  })

  router.post('/names/:id/taking', decided(takeCandidate))
  router.post('/names/:id/denial', decided(denyCandidate))
  router.post('/names/:id/denial/withdrawal', decided(withdrawDenial))

  function decided(deed: typeof takeCandidate) {
    return async (req: Request, res: Response) => {
      await deed(db, publicIdFrom(req), req.person)
      res.redirect(303, pathTo.names({ next: true }))
    }
  }

  return router
}
