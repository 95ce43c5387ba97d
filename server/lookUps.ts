import compression from 'compression'
import { Router, type Express } from 'express'
import { checkRoutes } from './checks/routes'
import type { Db } from './db/connection'
import { frame, type FrameNeeds } from './frame'
import { memoryRoutes } from './memory/routes'
import type { Recall } from './memory/rules'
import { unreadInHead } from './notices/routes'
import { termbaseRoutes } from './termbase/routes'
import { failed, nothingHere } from './web/failures'
import { keptPrivate } from './web/headers'
import { inTheirLanguage, signedIn, type WhoIs } from './web/signedIn'

export interface LookUpNeeds {
  /** As the web role. */
  db: Db
  whoIs: WhoIs
  config: FrameNeeds
  recall: Recall | null
}

/** Of the desk only what is looked up for people while they write, and answered as the whole application would. */
export function createLookUps({ db, whoIs, config, recall }: LookUpNeeds): Express {
  const { app, dressed } = frame(config)
  app.use(dressed)
  app.use(compression())
  app.use('/desk', keptPrivate, inTheirLanguage(whoIs), signedIn(whoIs), unreadInHead(db))
  app.use('/desk', Router().use(checkRoutes(db), memoryRoutes(db, recall), termbaseRoutes(db)))
  app.use(nothingHere)
  app.use(failed)
  return app
}
