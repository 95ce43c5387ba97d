import { randomUUID } from 'node:crypto'
import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import type { Db } from '../db/connection'
import { Refused } from '../errors'
import { choice, field } from '../web/form'
import { page } from '../web/page'
import { isUuid, numberFrom, publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import type { SessionOf } from '../web/signedIn'
import {
  comment,
  joinTarget,
  saveBySession,
  sayCounterpart,
  settle,
  splitTarget,
  takeCounterpartBack,
  withdrawConfirmation,
} from './actions'
import { conflictPage, outcomeJson, type ConflictPage } from './page'
import type { Place, Wording } from './store'

const pair = '/articles/:slug/pairs/:number'

/** Told of every deed on an article that others who have it open should see. */
export type Changed = (slug: string) => void

/**
 * The save, which comes many times a minute from everybody who writes. It stands before everything a page needs, with only
 * what it needs itself before it, and the session is looked up by the save.
 */
export function savingRoutes(
  db: Db,
  sessionOf: SessionOf,
  changed: Changed,
  before: RequestHandler[],
): Router {
  const router = Router()

  router.post(pair, ...before, keep({ confirm: false }))
  router.post(`${pair}/confirmation`, ...before, keep({ confirm: true }))

  function keep(how: { confirm: boolean }) {
    return async (req: Request, res: Response, next: NextFunction) => {
      const place = placeFrom(req)
      const wording = { ...wordingFrom(req), ...how, read: field(req, 'read') === 'yes' }
      const outcome = await saveBySession(db, place, await sessionOf(req), wording, savedAs(req))
      if (outcome.outcome !== 'conflict') changed(place.slug)

      if (wantsJson(req)) {
        // Not Express's own way, which looks for tags and sizes that this answer has not.
        res.writeHead(outcome.outcome === 'conflict' ? 409 : 200, {
          'Content-Type': 'application/json; charset=utf-8',
        })
        return void res.end(JSON.stringify(outcomeJson(outcome, wording)))
      }
      if (outcome.outcome !== 'conflict') return backToPair(req, res, place)
      res.locals.conflict = conflictPage(place, outcome, wording)
      next()
    }
  }

  return router
}

/** What else people do with one pair. Each address answers a plain form with a page and a script with JSON. */
export function targetRoutes(db: Db, changed: Changed): Router {
  const router = Router()

  // A save by form that met another's: by now the page it is shown on knows who is signed in.
  router.post([pair, `${pair}/confirmation`], (_req, res) => {
    page(res.status(409), 'targets/conflict', res.locals.conflict as ConflictPage)
  })

  router.post(`${pair}/confirmation/withdrawal`, async (req, res) => {
    await withdrawConfirmation(db, placeFrom(req), req.person)
    changed(slugFrom(req))
    if (wantsJson(req)) return void res.json({ confirmed: false })
    backToPair(req, res, placeFrom(req))
  })

  router.post(`${pair}/counterpart`, async (req, res) => {
    const kind = choice(req, 'kind', ['none', 'added'] as const)
    if (!kind) throw new Refused('not-understood')
    await sayCounterpart(db, placeFrom(req), req.person, { kind, reason: field(req, 'reason') })
    backToPair(req, res, placeFrom(req))
  })

  router.post(`${pair}/counterpart/withdrawal`, async (req, res) => {
    await takeCounterpartBack(db, placeFrom(req), req.person)
    backToPair(req, res, placeFrom(req))
  })

  router.post(`${pair}/parting`, async (req, res) => {
    const parting = {
      into: Number(digits(req, 'into', 6)),
      at: Number(digits(req, 'at', 6)),
      revision: revisionFrom(req),
    }
    await splitTarget(db, placeFrom(req), req.person, parting)
    backToPair(req, res, placeFrom(req))
  })

  router.post(`${pair}/joining`, async (req, res) => {
    const joining = {
      joined: field(req, 'joined'),
      before: field(req, 'before') === 'yes',
      revision: revisionFrom(req),
    }
    await joinTarget(db, placeFrom(req), req.person, joining)
    backToPair(req, res, placeFrom(req))
  })

  router.post(`${pair}/comments`, async (req, res) => {
    await comment(db, placeFrom(req), req.person, field(req, 'text'))
    changed(slugFrom(req))
    backToPair(req, res, placeFrom(req))
  })

  router.post('/articles/:slug/comments/:id/settlement', async (req, res) => {
    const number = await settle(db, slugFrom(req), publicIdFrom(req), req.person)
    changed(slugFrom(req))
    backToPair(req, res, { slug: slugFrom(req), number })
  })

  return router
}

function placeFrom(req: Request): Place {
  return { slug: slugFrom(req), number: numberFrom(req) }
}

/** Whose words these are, where the browser says so: somebody else may have signed in meanwhile. */
function savedAs(req: Request): string | null {
  const as = field(req, 'as')
  if (!/^([0-9a-f]{32})?$/.test(as)) throw new Refused('not-understood')
  return as || null
}

/** A form without script sends no `save`; its double click carries the same words, which the guard knows as the same. */
function wordingFrom(req: Request): Omit<Wording, 'confirm'> {
  const saveId = field(req, 'save') || randomUUID()
  if (!isUuid(saveId)) throw new Refused('not-understood')
  return { text: field(req, 'text'), baseRevision: revisionFrom(req), saveId }
}

/** What the words were written on top of; nothing yet when it is not sent. */
function revisionFrom(req: Request): string {
  return field(req, 'revision') === '' ? '0' : digits(req, 'revision', 18)
}

/** A whole number of up to so many digits, as it was typed. */
function digits(req: Request, name: string, most: number): string {
  const value = field(req, name)
  if (value.length > most || !/^(0|[1-9][0-9]*)$/.test(value)) throw new Refused('not-understood')
  return value
}

/** A screen without script has every row in it, and comes back to one that has. */
function backToPair(req: Request, res: Response, { slug, number }: Place): void {
  const whole = /[?&]whole=1(&|$)/.test(req.get('referer') ?? '')
  res.redirect(303, `${pathTo.review(slug, 'all', { whole })}#p${number}`)
}

function wantsJson(req: Request): boolean {
  return req.headers.accept === 'application/json'
}
