import { randomUUID } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { latestSourceVersion } from '../sources/store'
import { isOpen, type Pair } from '../targets/rules'
import { pairsAround, pairsOf } from '../targets/store'
import { isTranslated } from '../text/blocks'
import { clean, UncleanText } from '../text/cleaning'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { concordancePage, matchesPage } from './page'
import { neighboursOf, obstacleToSearch, searchFor, type Recall, type Wanted } from './rules'
import { concordanceOf, matchesFor } from './store'

/** What was approved before: for one pair, for all open pairs of an article, and for words one looks for. */
export function memoryRoutes(db: Db, recall: Recall | null): Router {
  const router = Router()

  router.get('/memory', async (req, res) => {
    const search = searchFor(wordsIn(req), req.query.language)
    const obstacle = search.words === unclean ? 'unclean-text' : obstacleToSearch(search)
    const isAsked = obstacle === null && search.words !== ''
    const found = isAsked ? await concordanceOf(db, recall, search) : null
    if (obstacle) res.status(422)
    page(res, 'memory/show', {
      place: 'memory',
      ...concordancePage(search, obstacle, found),
      title: say(res, 'title'),
    })
  })

  router.get('/articles/:slug/pairs/:number/matches', async (req, res) => {
    const place = { slug: slugFrom(req), number: numberFrom(req) }
    const pairs = await pairsAround(db, place)
    const index = pairs.findIndex(({ source }) => source.number === place.number)
    if (index < 0) throw new NotFound()
    const [found] = await matchesFor(db, recall, [wantedOf(pairs)[index]!])
    const shown = matchesPage(place, pairs[index]!, found!, req.person, randomUUID())
    if (req.query.part === '1') return res.render('memory/_matches', { ...shown, inDock: true })
    page(res, 'memory/pair', {
      place: 'desk',
      ...shown,
      inDock: false,
      title: say(res, 'pair-title', { number: place.number }),
    })
  })

  router.get('/articles/:slug/matches', async (req, res) => {
    const pairs = await translatedPairs(db, slugFrom(req))
    const wanted = wantedOf(pairs)
    const open = pairs.flatMap((pair, index) => (isOpen(pair) ? [index] : []))
    const found = await matchesFor(
      db,
      recall,
      open.map((index) => wanted[index]!),
    )
    res.json({
      complete: found.every(({ complete }) => complete),
      pairs: open.map((index, nth) => ({
        number: pairs[index]!.source.number,
        matches: found[nth]!.matches,
      })),
    })
  })

  return router
}

async function translatedPairs(db: Db, slug: string): Promise<Pair[]> {
  const version = await latestSourceVersion(db, await articleBySlug(db, slug))
  return (await pairsOf(db, version)).filter(({ source }) => isTranslated(source.kind))
}

function wantedOf(pairs: Pair[]): Wanted[] {
  const texts = pairs.map(({ source }) => source.text)
  const neighbours = neighboursOf(texts)
  return texts.map((text, index) => ({ text, ...neighbours[index]! }))
}

/** Stands for words that cannot be looked for; no text can hold it. */
const unclean = '\0'

function wordsIn({ query }: Request): string {
  try {
    return typeof query.words === 'string' ? clean(query.words) : ''
  } catch (error) {
    if (error instanceof UncleanText) return unclean
    throw error
  }
}

function say(res: Response, sentence: string, values: object = {}): string {
  return (res.locals.t as (key: string, values: object) => string)(`memory:${sentence}`, values)
}
