import type { TFunction } from 'i18next'
import { Router } from 'express'
import { breather } from '../breath'
import type { Db } from '../db/connection'
import type { EngineFace } from '../engines/rules'
import { page } from '../web/page'
import { effortFile, effortPage } from './page'
import { effortOf, periodFrom, type Measured, type Period } from './rules'
import { reworkedIn } from './store'

/** What drafts of the memory and of engines were worth: what people had to change, and how long it took them. */
export function effortRoutes(
  db: Db,
  { timeZone }: { timeZone: string },
  engines: readonly EngineFace[],
): Router {
  const router = Router()
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })

  router.get('/effort', async (req, res) => {
    const period = periodFrom(req.query.days)
    const shown = effortPage(await measuredIn(db, period), period, req.person, engines, (at) =>
      days.format(at),
    )
    page(res, 'effort/show', {
      ...shown,
      title: (res.locals.t as TFunction)('effort:title'),
      place: 'effort',
    })
  })

  router.get('/effort.csv', async (req, res) => {
    const period = periodFrom(req.query.days)
    res.attachment(`effort-${period}.csv`).type('text/csv; charset=utf-8')
    res.send(effortFile(await measuredIn(db, period), req.person))
  })

  return router
}

/** Measuring thousands of pairs takes a while, and others have their turn in between. */
async function measuredIn(db: Db, period: Period): Promise<Measured[]> {
  const breathe = breather()
  const measured: Measured[] = []
  for (const row of await reworkedIn(db, period)) {
    measured.push({ ...row, ...effortOf(row) })
    await breathe()
  }
  return measured
}
