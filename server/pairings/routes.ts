import { Router, type Request, type Response } from 'express'
import { articleBySlug } from '../articles/store'
import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { Refused } from '../errors'
import { blocksOfEntry, waitingEntries, waitingEntry } from '../exchange/store'
import { latestSourceVersion } from '../sources/store'
import { alignBitext } from '../text/bitext/aligning'
import { hasOwnEnglish, placementOf } from '../text/bitext/placing'
import { field } from '../web/form'
import { page } from '../web/page'
import { pageIn, publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { deny, pair, pairingFacts, withdrawDenial } from './actions'
import { entryPage, listPage, pairingPage, type PairingPageFacts } from './page'
import { corrected, moved, type Corrections, type Move } from './rules'
import { askForSearch, denialOf, lastSearch, openArticlesTitled, proposedPairings } from './store'

/** Where English posts of an archive are put beside the Korean they belong to. `siteChanged` as in the app's needs. */
export function pairingRoutes(db: Db, siteChanged: () => void): Router {
  const router = Router()
  const one = '/pairings/:entry/:slug'

  router.get('/pairings', async (req, res) => {
    const [entries, proposals, search] = await Promise.all([
      waitingEntries(db),
      proposedPairings(db),
      lastSearch(db),
    ])
    show(res, 'index', 'pairings:title', listPage(entries, proposals, search, pageIn(req)))
  })

  router.post('/pairings/search', async (_req, res) => {
    await askForSearch(db)
    res.redirect(303, pathTo.pairings())
  })

  router.get('/pairings/:entry', async (req, res) => {
    const entry = await waitingEntry(db, publicIdFrom(req, 'entry'))
    const words = typeof req.query.words === 'string' ? req.query.words.slice(0, 200).trim() : ''
    const [english, proposals, found] = await Promise.all([
      blocksOfEntry(db, entry),
      proposedPairings(db, entry),
      words === '' ? null : openArticlesTitled(db, words.normalize('NFC').replace(/\p{C}/gu, '')),
    ])
    show(res, 'entry', 'pairings:entry-title', entryPage(entry, english, proposals, words, found))
  })

  router.get(one, async (req, res) => {
    showPairing(res, await factsFor(db, req, new Map()))
  })

  router.post(`${one}/placement`, async (req, res) => {
    showPairing(res, movedBy(req, await factsFor(db, req, correctionsIn(req))))
  })

  router.post(one, async (req, res) => {
    const facts = await factsFor(db, req, correctionsIn(req))
    const { article, entry, placement, reason, publishes } = facts
    const absent = (res.locals.t as (key: string) => string)('pairings:absent')
    const base = Number(field(req, 'base'))
    try {
      const pairing = { base, placement, reason, absent, publishes }
      await pair(db, article, entry.publicId, req.person, pairing)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      res.status(422)
      return showPairing(res, { ...facts, refused: error.rule })
    }
    if (publishes) siteChanged()
    res.redirect(303, pathTo.pairings())
  })

  router.post(`${one}/denial`, async (req, res) => {
    const { article, id } = await placeOf(req)
    await deny(db, article, id, req.person)
    res.redirect(303, pathTo.waitingEntry(id))
  })

  router.post(`${one}/denial/withdrawal`, async (req, res) => {
    const { article, id } = await placeOf(req)
    await withdrawDenial(db, article, id, req.person)
    res.redirect(303, pathTo.pairing(id, article.slug))
  })

  async function placeOf(req: Request) {
    return { article: await articleBySlug(db, slugFrom(req)), id: publicIdFrom(req, 'entry') }
  }

  return router
}

type Facts = PairingPageFacts & { article: Article }

async function factsFor(db: Db, req: Request, corrections: Corrections): Promise<Facts> {
  const article = await articleBySlug(db, slugFrom(req))
  const entry = await waitingEntry(db, publicIdFrom(req, 'entry'))
  const source = await latestSourceVersion(db, article)
  const [facts, proposals, deniedBy] = await Promise.all([
    pairingFacts(db, entry, source, req.person),
    proposedPairings(db, entry),
    denialOf(db, entry, article),
  ])
  const korean = facts.pairs.map((one) => one.source)
  const beads = alignBitext(korean, facts.english)
  const proposed = placementOf(korean, facts.english, beads)
  const numbers = korean.map(({ number }) => number)
  return {
    ...facts,
    ...{ article, source, deniedBy, beads, proposed },
    proposal: proposals.find(({ slug }) => slug === article.slug) ?? null,
    placement: corrected(proposed, numbers, corrections),
    reason: field(req, 'reason'),
    publishes: field(req, 'publishes') === 'yes',
    refused: null,
  }
}

/** `home-<place>`: the number of a Korean paragraph, or nothing for what is left out. */
function correctionsIn(req: Request): Corrections {
  const corrections = new Map<number, number | null>()
  for (const [name, value] of Object.entries(req.body as Record<string, unknown>)) {
    const place = /^home-(\d{1,5})$/.exec(name)?.[1]
    if (place === undefined || typeof value !== 'string') continue
    const number = value.trim()
    if (number === '') corrections.set(Number(place), null)
    else if (/^\d{1,6}$/.test(number)) corrections.set(Number(place), Number(number))
  }
  return corrections
}

/** `move`: a place and where it goes, as its button says. */
function movedBy(req: Request, facts: Facts): Facts {
  const [, digits, move] = /^(\d{1,5}):(up|down|out)$/.exec(field(req, 'move')) ?? []
  const place = Number(digits)
  if (digits === undefined || facts.placement[place] === undefined) return facts
  const mayHold = facts.pairs.map(({ source }) => hasOwnEnglish(source))
  return { ...facts, placement: moved(facts.placement, mayHold, place, move as Move) }
}

function showPairing(res: Response, facts: Facts): void {
  const shown = pairingPage(facts)
  page(res, 'pairings/show', {
    ...{ place: 'sources', modules: ['alignment-steps'] },
    title: (res.locals.t as (key: string) => string)('pairings:pair-title'),
    ...shown,
  })
}

function show(res: Response, view: string, title: string, locals: object): void {
  const t = res.locals.t as (key: string) => string
  page(res, `pairings/${view}`, { place: 'sources', title: t(title), ...locals })
}
