import { join } from 'node:path'
import compression from 'compression'
import express, { Router, type Express } from 'express'
import { alternativeRoutes } from './alternatives/routes'
import { mediaRoutes } from './articles/routes'
import { approvalRoutes } from './approvals/routes'
import { candidateRoutes } from './candidates/routes'
import { checkRoutes } from './checks/routes'
import { coverRoutes } from './covers/routes'
import { assignmentRoutes } from './assignments/routes'
import type { Config } from './config'
import type { Db } from './db/connection'
import { deskRoutes } from './desk/routes'
import { draftingRoutes } from './drafting/routes'
import { effortRoutes } from './effort/routes'
import type { Budget, Engine, Term } from './engines/rules'
import { knownUsage } from './engines/usage'
import { exchangeRoutes } from './exchange/routes'
import { feedRoutes } from './feeds/routes'
import { fontRoutes, type PageAt } from './fonts/routes'
import { frame } from './frame'
import { historyRoutes } from './history/routes'
import { memoryRoutes } from './memory/routes'
import type { Recall } from './memory/rules'
import { noticeRoutes, unreadInHead } from './notices/routes'
import { pairingRoutes } from './pairings/routes'
import { peopleRoutes, sessionRoutes } from './people/routes'
import { previewRoutes } from './previews/routes'
import { publicationRoutes } from './publications/routes'
import { readerRoutes } from './reader/routes'
import { clearingRoutes, reportRoutes } from './reports/routes'
import type { Live } from './live/hub'
import { liveRoutes } from './live/routes'
import { reviewRoutes } from './review/routes'
import { isBuilt, root } from './root'
import { searchRoutes } from './search/routes'
import { sourceRoutes } from './sources/routes'
import { submissionRoutes } from './submissions/routes'
import { takeoverRoutes } from './takeovers/routes'
import { takesRoutes } from './takes/routes'
import { savingRoutes, targetRoutes } from './targets/routes'
import { termbaseRoutes } from './termbase/routes'
import { agreedRenderings } from './termbase/store'
import { failed, nothingHere } from './web/failures'
import { asText } from './web/form'
import { forOwnScript, keptPrivate } from './web/headers'
import { healthRoutes } from './web/health'
import { ask } from './web/pageAsking'
import { sameOrigin } from './web/sameOrigin'
import { inTheirLanguage, signedIn, type SessionOf, type WhoIs } from './web/signedIn'
import { styleSheet, typefaces } from './web/styles'
import { whenItFails } from './web/whenItFails'

export interface Needs {
  /** As the web role: the desk. */
  db: Db
  /** As the reader role: all that the public pages may see. */
  site: Db
  whoIs: WhoIs
  sessionOf: SessionOf
  config: Pick<Config, 'publicUrl' | 'publisher' | 'timeZone' | 'trustProxy'> & Partial<Pick<Config, 'purge'>>
  /** Null when no engine is set up. */
  engine: Engine | null
  otherEngines?: readonly Engine[]
  /** What the house allows itself to send to engines in a month. */
  budget?: Budget
  /** Agreed renderings of terms and names, for engines that listen. */
  terms?: (articleId: string) => Promise<Term[]>
  /** How people at one article hear of each other. Everything works without; then nobody hears before a reload. */
  live?: Live
  /** The copy of the memory that finds what is alike; null where none is kept, and then only the very same is found. */
  recall: Recall | null
  /** Called after a deed that readers should see at once. */
  siteChanged: () => void
  /** A page as anybody has it, from memory where one is kept. */
  pageAt?: PageAt
  /** Sentences about what is not as it should be; none when all is well. */
  troubles: () => Promise<string[]>
}

/** The whole application, given what it needs. The order of these lines is the order a request meets them. */
export function createApp(needs: Needs): Express {
  const { db, site, whoIs, sessionOf, config, live, troubles } = needs
  const { app, dressed } = frame(config)
  const { pageAt = (path: string) => ask(app, path) } = needs

  const form = express.urlencoded({ extended: false, limit: '4mb', parameterLimit: 10_000, verify: asText })
  const saving = savingRoutes(db, sessionOf, changedIn(live), [sameOrigin, form, forOwnScript])
  app.use('/desk', saving, whenItFails([...dressed, keptPrivate]), inTheirLanguage(whoIs))

  app.use(dressed)
  app.use(healthRoutes(troubles))
  app.use(sameOrigin)
  app.use(form)

  app.use(compression())
  app.use('/assets', assets())
  app.use(sessionRoutes(db, whoIs, config))
  app.use('/media', signedIn(whoIs), mediaRoutes(db))
  app.use('/desk', keptPrivate, inTheirLanguage(whoIs), signedIn(whoIs), unreadInHead(db), desk(needs))
  app.use(feedRoutes(site, config))
  app.use(searchRoutes(site, config))
  app.use(fontRoutes(pageAt))
  app.use(coverRoutes(site, config))
  app.use(reportRoutes(site, config))
  app.use(readerRoutes(site, config))
  app.use(nothingHere)
  app.use(failed)

  return app
}

function desk({
  db,
  engine,
  otherEngines = [],
  live,
  recall,
  config,
  whoIs,
  siteChanged,
  ...needs
}: Needs): Router {
  const changed = changedIn(live)
  const engines = engine ? [engine, ...otherEngines] : []
  const {
    budget = { characters: null, timeZone: config.timeZone },
    terms = (articleId: string) => agreedRenderings(db, articleId),
  } = needs
  return Router().use(
    peopleRoutes(db, config),
    noticeRoutes(db),
    assignmentRoutes(db, config),
    sourceRoutes(db, config),
    live ? liveRoutes(db, live, whoIs) : Router(),
    takesRoutes(db, changed),
    targetRoutes(db, changed),
    clearingRoutes(db, changed),
    checkRoutes(db),
    memoryRoutes(db, recall),
    termbaseRoutes(db),
    draftingRoutes(db, engines),
    alternativeRoutes(db, { engine, others: otherEngines, budget, terms }),
    submissionRoutes(db),
    approvalRoutes(db),
    publicationRoutes(db, { timeZone: config.timeZone, siteChanged }),
    historyRoutes(db, config),
    deskRoutes(db, config),
    effortRoutes(db, config, engines),
    reviewRoutes(db, engines, budget, engine ? knownUsage(engine) : () => null),
    previewRoutes(db, config),
    exchangeRoutes(db),
    takeoverRoutes(db, siteChanged),
    pairingRoutes(db, siteChanged),
    candidateRoutes(db),
  )
}

function changedIn(live: Live | undefined): (slug: string) => void {
  return (slug) => live?.changed(slug)
}

/** Our own files, and the two typefaces the house is set in. */
function assets(): Router {
  const router = Router()
    .get('/styles/main.css', styleSheet('main'))
    .get('/styles/korean.css', styleSheet('korean'))
  for (const [name, folder] of Object.entries(typefaces)) {
    router.use(`/fonts/${name}`, express.static(folder, { maxAge: '30d' }))
  }
  if (isBuilt) router.use('/elements', express.static(join(root, 'dist/elements'), { maxAge: '1h' }))
  return router.use(express.static(join(root, 'public'), { maxAge: '1h' }))
}
