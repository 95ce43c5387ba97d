import { Router, type Request } from 'express'
import type { Article } from '../articles/rules'
import { articleBySlug, picturesIn, seriesList } from '../articles/store'
import { returnOf } from '../approvals/store'
import type { Db } from '../db/connection'
import { stageOf } from '../desk/rules'
import { factsOf } from '../desk/store'
import { latestDraftOf, progressOf } from '../drafting/store'
import type { Budget, EngineFace, Usage } from '../engines/rules'
import { spentThisMonth } from '../engines/store'
import { NotFound, Refused } from '../errors'
import { mayTranslate } from '../people/rules'
import type { SourceVersion } from '../sources/rules'
import { latestSourceVersion } from '../sources/store'
import { latestTranslationVersionOf } from '../submissions/store'
import { takersOf } from '../takes/rules'
import { takesOf } from '../takes/store'
import { glossaryFaultOf } from '../termbase/store'
import { commentsOf, confirmationsOf, pairByNumber, pairsOf } from '../targets/store'
import type { Speech } from '../web/locale'
import { page, pageAhead } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { headOf, reviewPage, type ReviewPage } from './page'
import { comparison, filters, mediaOf, restOfRows, talkAbout, type Filter, type RowFacts } from './rowPage'
import { morePage } from './morePage'
import { names, olderWordings, partingsOf } from './store'

/** The heart of the desk: Korean left, English right, paragraph beside paragraph. */
export function reviewRoutes(
  db: Db,
  engines: readonly EngineFace[],
  budget: Budget,
  usage: () => Usage | null,
): Router {
  const router = Router()

  router.get('/articles/:slug/review', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const version = await latestSourceVersion(db, article)
    await pageAhead(res, 'review/show', headOf(version), () => reviewOf(req, article, version))
  })

  router.get('/articles/:slug/review/after/:number', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const version = await latestSourceVersion(db, article)
    if (req.query.source !== String(version.number)) throw new Refused('source-moved-on')
    const rows = restOfRows(await rowFacts(db, req, article, version), numberFrom(req))
    res.render('review/rest', { article, pairs: rows, mayEdit: mayTranslate(req.person) })
  })

  router.get('/articles/:slug/pairs/:number', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const version = await latestSourceVersion(db, article)
    const pairs = await pairsOf(db, version)
    const pair = pairs.find(({ source }) => source.number === numberFrom(req))
    if (!pair) throw new NotFound()
    const facts = { article, pair, pairs, partings: await partingsOf(db, version), person: req.person }
    if (req.query.part === '1') return res.render('review/_more', morePage(facts))
    page(res, 'review/pair', { ...morePage(facts), title: article.slug, place: 'desk' })
  })

  /** The talk about one pair, for a screen on which somebody else has said something. */
  router.get('/articles/:slug/pairs/:number/comments', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pair = await pairByNumber(db, await latestSourceVersion(db, article), numberFrom(req))
    const { t } = res.locals as Speech
    res.render('review/_comments', {
      pair: talkAbout(pair, await commentsOf(db, article)),
      article,
      say: (key: string, number = 0) => t(`review:${key}`, { number }),
    })
  })

  router.get('/articles/:slug/pairs/:number/difference', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pair = await pairByNumber(db, await latestSourceVersion(db, article), numberFrom(req))
    const facts = { title: article.slug, article, number: pair.source.number, ...comparison(pair) }
    if (req.query.part === '1') return res.render('review/_difference', facts)
    page(res, 'review/difference', facts)
  })

  async function reviewOf(req: Request, article: Article, version: SourceVersion): Promise<ReviewPage> {
    const [rows, series, facts, latest, draft, spent, glossaryFault] = await Promise.all([
      rowFacts(db, req, article, version),
      seriesList(db),
      factsOf(db, article),
      latestTranslationVersionOf(db, article),
      latestDraftOf(db, article),
      budget.characters === null ? null : spentThisMonth(db, budget),
      glossaryFaultOf(db),
    ])
    const [returned, progress] = await Promise.all([
      latest && returnOf(db, latest),
      draft && progressOf(db, draft),
    ])
    return reviewPage({
      ...rows,
      ...{ article, version, series, latest, returned, person: req.person },
      stage: stageOf(facts),
      draft: draft && progress ? { ...draft, progress } : null,
      engines,
      usage: usage(),
      budget: spent === null ? null : { characters: budget.characters!, spent },
      glossaryFault,
      whole: req.query.whole === '1',
      talking: talkingIn(req),
    })
  }

  return router
}

async function rowFacts(db: Db, req: Request, article: Article, version: SourceVersion): Promise<RowFacts> {
  const [pairs, comments, known, confirmations, partings, takes] = await Promise.all([
    pairsOf(db, version),
    commentsOf(db, article),
    names(db),
    confirmationsOf(db, article),
    partingsOf(db, version),
    takesOf(db, article),
  ])
  const [older, pictures] = await Promise.all([olderWordings(db, pairs), picturesIn(db, mediaOf(pairs))])
  const takers = takersOf(
    takes,
    pairs.map(({ source }) => source),
    req.person,
  )
  return {
    ...{ pairs, comments, names: known, older, pictures, partings, takes, takers },
    filter: filterIn(req),
    confirmations: new Map(confirmations.map((one) => [one.segmentId, one])),
  }
}

function filterIn(req: Request): Filter {
  return filters.find((filter) => filter === req.query.show) ?? 'all'
}

function talkingIn({ query }: Request): number | null {
  return typeof query.talk === 'string' && /^[1-9][0-9]{0,5}$/.test(query.talk) ? Number(query.talk) : null
}
