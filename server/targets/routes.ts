import { randomUUID } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import type { Db } from '../db/connection'
import { Refused } from '../errors'
import { field } from '../web/form'
import { page } from '../web/page'
import { numberFrom, publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { comment, save, settle, withdrawConfirmation } from './actions'
import { conflictPage, outcomeJson } from './page'
import type { Place, Wording } from './store'

/** What people do with one pair. Each address answers a plain form with a page and a script with JSON. */
export function targetRoutes(db: Db): Router {
  const router = Router()
  const pair = '/articles/:slug/pairs/:number'

  router.post(pair, keep({ confirm: false }))
  router.post(`${pair}/confirmation`, keep({ confirm: true }))

  router.post(`${pair}/confirmation/withdrawal`, async (req, res) => {
    await withdrawConfirmation(db, placeFrom(req), req.person)
    if (wantsJson(req)) return void res.json({ confirmed: false })
    backToPair(req, res, placeFrom(req))
  })

  router.post(`${pair}/comments`, async (req, res) => {
    await comment(db, placeFrom(req), req.person, field(req, 'text'))
    backToPair(req, res, placeFrom(req))
  })

  router.post('/articles/:slug/comments/:id/settlement', async (req, res) => {
    const number = await settle(db, slugFrom(req), publicIdFrom(req), req.person)
    backToPair(req, res, { slug: slugFrom(req), number })
  })

  function keep(how: { confirm: boolean }) {
    return async (req: Request, res: Response) => {
      const place = placeFrom(req)
      const wording = { ...wordingFrom(req), ...how }
      const outcome = await save(db, place, req.person, wording)

      if (wantsJson(req))
        return void res.status(outcome.outcome === 'conflict' ? 409 : 200).json(outcomeJson(outcome, wording))
      if (outcome.outcome !== 'conflict') return backToPair(req, res, place)
      res.status(409)
      page(res, 'targets/conflict', conflictPage(place, outcome, wording))
    }
  }

  return router
}

function placeFrom(req: Request): Place {
  return { slug: slugFrom(req), number: numberFrom(req) }
}

/** A form without script sends no `save`; its double click carries the same words, which the guard knows as the same. */
function wordingFrom(req: Request): Omit<Wording, 'confirm'> {
  const saveId = field(req, 'save') || randomUUID()
  const baseRevision = field(req, 'revision') || '0'
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(saveId)) throw new Refused('not-understood')
  if (!/^(0|[1-9][0-9]{0,17})$/.test(baseRevision)) throw new Refused('not-understood')
  return { text: field(req, 'text'), baseRevision, saveId }
}

/** A screen without script has every row in it, and comes back to one that has. */
function backToPair(req: Request, res: Response, { slug, number }: Place): void {
  const whole = /[?&]whole=1(&|$)/.test(req.get('referer') ?? '')
  res.redirect(303, `${pathTo.review(slug, 'all', { whole })}#p${number}`)
}

function wantsJson(req: Request): boolean {
  return req.headers.accept === 'application/json'
}
