import { randomUUID } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import { approvalsOf, returnsOf } from '../approvals/store'
import type { Article } from '../articles/rules'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import { publicationsOf, schedulesOf } from '../publications/store'
import { latestSourceVersion, sourceContent, sourceVersion, sourceVersionsOf } from '../sources/store'
import { contentOf, translationVersion, translationVersionsOf } from '../submissions/store'
import { conflictPage } from '../targets/page'
import type { Pair } from '../targets/rules'
import { pairByNumber } from '../targets/store'
import { field } from '../web/form'
import { page } from '../web/page'
import { isUuid, numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { restore, type Restoration } from './actions'
import { articleHistoryPage, comparisonPage, pairHistoryPage } from './page'
import { eventsOf, revisionsOf, segmentByNumber } from './store'

/** What became of a paragraph's words, and of an article, from its first day. */
export function historyRoutes(db: Db, { timeZone }: { timeZone: string }): Router {
  const router = Router()
  const pair = '/articles/:slug/pairs/:number'

  router.get(`${pair}/history`, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const number = numberFrom(req)
    const [today, revisions] = await Promise.all([
      pairToday(db, article, number),
      segmentByNumber(db, article, number).then((segment) => revisionsOf(db, segment)),
    ])
    const { slug } = article
    const facts = { slug, number, person: req.person, pair: today, revisions, saveId: randomUUID() }
    if (req.query.part === '1') return res.render('history/_revisions', pairHistoryPage(facts))
    page(res, 'history/pair', {
      place: 'desk',
      ...pairHistoryPage(facts),
      title: say(res, 'pair-title', { number }),
    })
  })

  router.post(`${pair}/restoration`, async (req, res) => {
    const place = { slug: slugFrom(req), number: numberFrom(req) }
    const wanted = restorationFrom(req)
    const { outcome, text } = await restore(db, place, req.person, wanted)
    if (outcome.outcome !== 'conflict') return res.redirect(303, pathTo.pairHistory(place.slug, place.number))
    res.status(409)
    page(res, 'targets/conflict', conflictPage(place, outcome, { text }))
  })

  router.get('/articles/:slug/history', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const [sources, versions, approvals, returns, publications, schedules, events] = await Promise.all([
      sourceVersionsOf(db, article),
      translationVersionsOf(db, article),
      approvalsOf(db, article),
      returnsOf(db, article),
      publicationsOf(db, article),
      schedulesOf(db, article),
      eventsOf(db, article, 1000),
    ])
    const rows = { sources, versions, approvals, returns, publications, schedules }
    page(res, 'history/article', {
      place: 'desk',
      ...articleHistoryPage({ ...rows, ...titled(article, rows), events, timeZone }),
    })
  })

  router.get('/articles/:slug/history/comparison', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const { side, from, to } = twoVersionsIn(req)
    if (!isInOneWord(req)) return res.redirect(303, pathTo.comparison(article.slug, side, from, to))
    const [sources, versions, before, after] = await Promise.all([
      sourceVersionsOf(db, article),
      translationVersionsOf(db, article),
      contentIn(db, article, side, from),
      contentIn(db, article, side, to),
    ])
    page(res, 'history/comparison', {
      place: 'desk',
      ...comparisonPage({
        ...titled(article, { sources, versions }),
        ...{ sources, versions, side, from, to, before, after },
      }),
      title: say(res, `compared-${side}`, { from, to }),
    })
  })

  return router
}

function titled(
  { slug }: Article,
  { sources, versions }: { sources: { title: string }[]; versions: { title: string }[] },
) {
  return { slug, titleKo: sources[0]?.title ?? slug, titleEn: versions[0]?.title || null }
}

/** The pair as it stands, or null when the paragraph is gone from the newest Korean. */
async function pairToday(db: Db, article: Article, number: number): Promise<Pair | null> {
  try {
    return await pairByNumber(db, await latestSourceVersion(db, article), number)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function contentIn(db: Db, article: Article, side: 'ko' | 'en', number: number) {
  const { content } =
    side === 'ko'
      ? await sourceContent(db, await sourceVersion(db, article, number))
      : await contentOf(db, await translationVersion(db, article, number))
  return content
}

function restorationFrom(req: Request): Restoration {
  const saveId = field(req, 'save') || randomUUID()
  const [of, baseRevision] = [field(req, 'of'), field(req, 'revision')]
  if (!isUuid(of) || !isUuid(saveId) || !/^(0|[1-9][0-9]{0,17})$/.test(baseRevision))
    throw new Refused('not-understood')
  return { of, baseRevision, saveId }
}

const versionNumber = /^[1-9][0-9]{0,5}$/

/** `?ko=1..3`, or the fields of the form: `side=ko&from=1&to=3`. The earlier comes first, however they were chosen. */
function twoVersionsIn({ query }: Request): { side: 'ko' | 'en'; from: number; to: number } {
  const side = query.side === 'en' || query.en !== undefined ? 'en' : 'ko'
  const asked = query[side]
  const [from, to] = typeof asked === 'string' ? asked.split('..') : [query.from, query.to]
  if (
    typeof from !== 'string' ||
    typeof to !== 'string' ||
    !versionNumber.test(from) ||
    !versionNumber.test(to)
  )
    throw new Refused('comparison-not-understood')
  const [one, other] = [Number(from), Number(to)]
  return { side, from: Math.min(one, other), to: Math.max(one, other) }
}

function isInOneWord({ query }: Request): boolean {
  return (query.ko ?? query.en) !== undefined
}

function say(res: Response, sentence: string, values: object): string {
  return (res.locals.t as (key: string, values: object) => string)(`history:${sentence}`, values)
}
