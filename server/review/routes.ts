import { Router, type Request } from 'express'
import { articleBySlug, picturesIn, seriesList } from '../articles/store'
import { returnOf } from '../approvals/store'
import type { Db } from '../db/connection'
import { stageOf } from '../desk/rules'
import { factsOf } from '../desk/store'
import { latestDraftOf, progressOf } from '../drafting/store'
import type { Engine, Usage } from '../engines/rules'
import { latestSourceVersion } from '../sources/store'
import { latestTranslationVersionOf } from '../submissions/store'
import { commentsOf, pairByNumber, pairsOf } from '../targets/store'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { comparison, filters, mediaOf, reviewPage, type Filter } from './page'
import { names, olderWordings } from './store'

/** The heart of the desk: Korean left, English right, paragraph beside paragraph. */
export function reviewRoutes(db: Db, engine: Engine | null, usage: () => Usage | null): Router {
  const router = Router()

  router.get('/articles/:slug/review', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const [version, latest, draft] = await Promise.all([
      latestSourceVersion(db, article),
      latestTranslationVersionOf(db, article),
      latestDraftOf(db, article),
    ])
    const pairs = await pairsOf(db, version)
    const [comments, series, known, older, pictures, facts, returned, progress] = await Promise.all([
      commentsOf(db, article),
      seriesList(db),
      names(db),
      olderWordings(db, pairs),
      picturesIn(db, mediaOf(pairs)),
      factsOf(db, article),
      latest && returnOf(db, latest),
      draft && progressOf(db, draft),
    ])
    const { person } = req
    page(
      res,
      'review/show',
      reviewPage({
        ...{ article, version, pairs, comments, series, older, pictures, latest, returned, person },
        stage: stageOf(facts),
        names: known,
        draft: draft && progress ? { ...draft, progress } : null,
        engine: engine?.label ?? null,
        usage: usage(),
        filter: filterIn(req),
        talking: talkingIn(req),
      }),
    )
  })

  router.get('/articles/:slug/pairs/:number/difference', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pair = await pairByNumber(db, await latestSourceVersion(db, article), numberFrom(req))
    const facts = { title: article.slug, article, number: pair.source.number, ...comparison(pair) }
    if (req.query.part === '1') return res.render('review/_difference', facts)
    page(res, 'review/difference', facts)
  })

  return router
}

function filterIn(req: Request): Filter {
  return filters.find((filter) => filter === req.query.show) ?? 'all'
}

function talkingIn({ query }: Request): number | null {
  return typeof query.talk === 'string' && /^[1-9][0-9]{0,5}$/.test(query.talk) ? Number(query.talk) : null
}
