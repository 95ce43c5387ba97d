import { Router } from 'express'
import { approvalsOf, returnsOf } from '../approvals/store'
import { assignmentOf } from '../assignments/store'
import { articleBySlug } from '../articles/store'
import { slugsOf, type Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { eventsOf } from '../history/store'
import { isEditor, type Person } from '../people/rules'
import { ownWorkApprovalIsAllowed, people } from '../people/store'
import { publicationsOf, schedulesOf } from '../publications/store'
import { sourceApprovalOf, sourceVersionsOf } from '../sources/store'
import { latestTranslationVersionOf, translationVersionsOf } from '../submissions/store'
import { countWaiting } from '../takeovers/store'
import { pairsOf } from '../targets/store'
import { page } from '../web/page'
import { pageIn, slugFrom } from '../web/params'
import { writtenAt } from '../web/times'
import { articlePage, type ArticlePageFacts } from './articlePage'
import { deskLists, deskPage, queueList, queueNamed, queuePage, slugsOn } from './listPage'
import { articleStates, factsOf, factsOfAll } from './store'

/** The desk itself, and every article's own page. */
export function deskRoutes(db: Db, { timeZone }: { timeZone: string }): Router {
  const router = Router()

  router.get('/', async (req, res) => {
    const [states, ownWorkAllowed, takeovers] = await Promise.all([
      articleStates(db),
      ownWorkApprovalIsAllowed(db),
      isEditor(req.person) ? countWaiting(db) : 0,
    ])
    const facts = { person: req.person, ownWorkAllowed, now: new Date(), timeZone }
    const title = res.locals.t('desk:title')
    const queue = queueNamed(req.query.queue)
    if (queue) {
      const list = queueList(facts, states, queue, pageIn(req))
      const shown = queuePage(facts, list, await factsOfAll(db, slugsOn(list)))
      return page(res, 'desk/queue', { title, place: 'desk', ...shown })
    }
    const lists = deskLists(facts, states, pageIn(req))
    const shown = deskPage(facts, lists, await factsOfAll(db, slugsOn(lists)))
    page(res, 'desk/show', { title, place: 'desk', modules: ['kept-here'], takeovers, ...shown })
  })

  router.get('/articles/:slug', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    page(res, 'desk/article', {
      place: 'desk',
      timeZone,
      soon: writtenAt(nextHour(), timeZone),
      slugs: slugsOf(article),
      ...articlePage({ ...(await factsFor(db, article, req.person)), now: new Date(), timeZone }),
    })
  })

  return router
}

/** What the field of a day starts from. */
function nextHour(): Date {
  const hour = 3_600_000
  return new Date(Math.ceil((Date.now() + hour) / hour) * hour)
}

async function factsFor(
  db: Db,
  article: Article,
  person: Person,
): Promise<Omit<ArticlePageFacts, 'now' | 'timeZone'>> {
  const [
    facts,
    versions,
    latest,
    approvals,
    returns,
    publications,
    schedules,
    events,
    ownWorkAllowed,
    sourceVersions,
    assignment,
    colleagues,
  ] = await Promise.all([
    factsOf(db, article),
    translationVersionsOf(db, article),
    latestTranslationVersionOf(db, article),
    approvalsOf(db, article),
    returnsOf(db, article),
    publicationsOf(db, article),
    schedulesOf(db, article),
    eventsOf(db, article),
    ownWorkApprovalIsAllowed(db),
    sourceVersionsOf(db, article),
    assignmentOf(db, article),
    people(db),
  ])
  const pairs = await pairsOf(db, sourceVersions[0]!)
  const sources = await Promise.all(
    sourceVersions.map(async (version) => ({ version, approval: await sourceApprovalOf(db, version) })),
  )
  return {
    ...{ facts, person, pairs, latest, sources, versions, approvals, returns },
    ...{ publications, schedules, events, ownWorkAllowed, assignment, colleagues },
  }
}
