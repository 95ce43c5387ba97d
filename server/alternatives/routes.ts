import { randomUUID } from 'node:crypto'
import type { TFunction } from 'i18next'
import { Router } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import type { Means } from '../drafting/rules'
import { NotFound } from '../errors'
import { latestSourceVersion } from '../sources/store'
import { isTranslatable } from '../targets/rules'
import { pairsOf } from '../targets/store'
import { field } from '../web/form'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { askForAlternative } from './actions'
import { alternativesPage } from './page'
import { alternativesOf } from './store'

/** What engines have to say of one pair: asked for here, made by a job, read beside what stands. */
export function alternativeRoutes(
  db: Db,
  means: Pick<Means, 'engine' | 'others' | 'budget' | 'terms'>,
): Router {
  const router = Router()

  router.get('/articles/:slug/pairs/:number/alternatives', async (req, res) => {
    const place = { slug: slugFrom(req), number: numberFrom(req) }
    const article = await articleBySlug(db, place.slug)
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    const pair = pairs.find(({ source }) => source.number === place.number)
    if (!pair || !isTranslatable(pair)) throw new NotFound()
    const [alternatives, terms] = await Promise.all([alternativesOf(db, pair), means.terms(article.id)])
    const told = { place, pairs, pair, alternatives, terms, means }
    const shown = alternativesPage({ ...told, person: req.person, saveId: randomUUID() })
    if (req.query.part === '1') return res.render('alternatives/_alternatives', { ...shown, inDock: true })
    const title = (res.locals.t as TFunction)('alternatives:title', { number: place.number })
    page(res, 'alternatives/show', { place: 'desk', ...shown, inDock: false, title })
  })

  router.post('/articles/:slug/pairs/:number/alternatives', async (req, res) => {
    const [slug, number] = [slugFrom(req), numberFrom(req)]
    const seen = /^\d{1,2}$/.test(field(req, 'seen')) ? Number(field(req, 'seen')) : 0
    const wish = { engine: field(req, 'engine'), seen }
    await askForAlternative(db, means, await articleBySlug(db, slug), number, wish, req.person)
    res.redirect(303, pathTo.alternatives(slug, number) + (field(req, 'part') === '1' ? '?part=1' : ''))
  })

  return router
}
