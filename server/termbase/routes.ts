import type { TFunction } from 'i18next'
import { Router, type Request, type Response } from 'express'
import { articleBySlug, seriesList } from '../articles/store'
import type { Db } from '../db/connection'
import { NotFound, Refused, refuseIf } from '../errors'
import { latestSourceVersion } from '../sources/store'
import { pairsOf } from '../targets/store'
import { guessed } from '../text/guessing'
import { field } from '../web/form'
import { page } from '../web/page'
import { numberFrom, publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { uploads } from '../web/uploads'
import { addTerm, bringTermBack, changeTerm, importTerms, retireTerm } from './actions'
import { arrivalIn } from './arrivals'
import { formIn, searchIn, wordsIn } from './form'
import { termsFile, type Comparison } from './interchange'
import {
  importPage,
  scopeChoices,
  shownKeyOf,
  termPage,
  termsPage,
  type ImportPage,
  type Problem,
  type ScopeChoice,
} from './page'
import { marksIn, pairTermsPage } from './pairPage'
import {
  emptyForm,
  obstacleToWording,
  obstacleToWriting,
  wordingFrom,
  type TermEntry,
  type TermForm,
} from './rules'
import {
  articlesTitled,
  glossaryFaultOf,
  pageLength,
  searchTerms,
  standingTerms,
  termsFor,
  wordingsOf,
} from './store'
import { tbxFile } from './tbx'
import { usesOf } from './uses'

/** The termbase: what is agreed, changing it, and what of it one pair needs. */
export function termbaseRoutes(db: Db): Router {
  const router = Router()

  router.get('/terms', async (req, res) => {
    const search = searchIn(req)
    const found = await searchTerms(db, search)
    const scopes = scopeChoices(await seriesList(db), [])
    const facts = { search, found, pageLength, scopes, person: req.person, fault: await glossaryFaultOf(db) }
    page(res, 'termbase/index', { ...heading(res, 'title'), ...termsPage(facts) })
  })

  router.get('/terms/new', async (req, res) => {
    const asked = await askedIn(req)
    showForm(req, res, { ...asked, problem: null })
  })

  router.post('/terms', async (req, res) => {
    const form = formIn(req)
    const problem = await problemOf(form, () => addTerm(db, req.person, wordingFrom(form)))
    if (problem) return showForm(req, res.status(422), { form, scopes: await scopesFor(form), problem })
    if (field(req, 'part') === '1') return res.status(201).json({ korean: form.korean })
    res.redirect(303, pathTo.terms({ words: form.korean }))
  })

  router.get('/terms/import', (req, res) => {
    refuseIf(obstacleToWriting(req.person))
    showImport(res, importPage('', null, null))
  })

  /** Nothing is kept yet: it is shown what would be. */
  router.post('/terms/import', uploads(), async (req, res) => {
    refuseIf(obstacleToWriting(req.person))
    const arrival = await arrivalIn(db, req)
    if (arrival.problem) res.status(422)
    showImport(res, importPage(arrival.text, arrival.problem, arrival.comparison))
  })

  router.post('/terms/imports', uploads(), async (req, res) => {
    refuseIf(obstacleToWriting(req.person))
    const { text, problem, comparison } = await arrivalIn(db, req)
    const isAsShown = comparison && field(req, 'shown') === shownKeyOf(comparison)
    const wrong =
      problem ?? (isAsShown ? await keep(req, comparison) : { rule: 'terms-moved-on', field: null })
    if (wrong) return showImport(res.status(422), importPage(text, wrong, comparison))
    res.redirect(303, pathTo.terms())
  })

  router.get('/terms/export/:format', async (req, res) => {
    const type = fileTypes[req.params.format]
    if (!type) throw new NotFound()
    const { format } = req.params
    const entries = await standingTerms(db)
    res.attachment(`daeyeok-terms.${format}`).type(type)
    res.send(format === 'tbx' ? tbxFile(entries) : termsFile(entries, format === 'csv' ? 'csv' : 'tsv'))
  })

  router.get('/terms/:id', async (req, res) => {
    await showTerm(req, res, null, null)
  })

  router.post('/terms/:id', async (req, res) => {
    const form = formIn(req)
    const id = publicIdFrom(req)
    const problem = await problemOf(form, () =>
      changeTerm(db, req.person, id, field(req, 'based-on'), wordingFrom(form)),
    )
    if (problem) return showTerm(req, res.status(422), form, problem)
    res.redirect(303, pathTo.term(id))
  })

  router.post('/terms/:id/retirement', async (req, res) => {
    await retireTerm(db, req.person, publicIdFrom(req))
    res.redirect(303, pathTo.term(publicIdFrom(req)))
  })

  router.post('/terms/:id/retirement/withdrawal', async (req, res) => {
    await bringTermBack(db, req.person, publicIdFrom(req))
    res.redirect(303, pathTo.term(publicIdFrom(req)))
  })

  router.get('/articles/:slug/terms', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    res.json({ pairs: marksIn(pairs, await termsFor(db, article)) })
  })

  router.get('/articles/:slug/pairs/:number/terms', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    const pair = pairs.find(({ source }) => source.number === numberFrom(req))
    if (!pair) throw new NotFound()
    const finder = await termsFor(db, article)
    const shown = pairTermsPage({ slug: article.slug, pairs, pair, finder, person: req.person })
    if (req.query.part === '1') return res.render('termbase/_known', shown)
    page(res, 'termbase/pair', {
      ...heading(res, 'of-pair', { number: shown.number }),
      ...shown,
      place: 'desk',
    })
  })

  /** What was selected in an article, with a guess at the rest; or an empty form. */
  async function askedIn(req: Request): Promise<{ form: TermForm; scopes: ScopeChoice[] }> {
    const asked = (name: string) => wordsIn(req, name)
    const { korean, kind, english } = guessed({
      ...{ word: asked('korean'), after: asked('after'), english: asked('english') },
    })
    const form = { ...emptyForm, korean, kind, accepted: english, nameOrder: 'family-first' }
    return { form, scopes: await scopesFor(form, asked('article')) }
  }

  /** An article may be chosen where it is the one in question. */
  async function scopesFor({ scope }: TermForm, slug = '', entry?: TermEntry): Promise<ScopeChoice[]> {
    const ids = [/^article:(\d{1,18})$/.exec(scope)?.[1], entry?.articleId].filter((id) => !!id) as string[]
    return scopeChoices(await seriesList(db), await articlesTitled(db, { ids, slug }))
  }

  async function keep(req: Request, { added, changed }: Comparison): Promise<Problem | null> {
    try {
      await importTerms(db, req.person, { added: added.map(({ wording }) => wording), changed })
      return null
    } catch (error) {
      if (error instanceof Refused) return { rule: error.rule, field: null }
      throw error
    }
  }

  function showImport(res: Response, shown: ImportPage): void {
    page(res, 'termbase/import', { ...heading(res, 'import'), ...shown })
  }

  async function showTerm(
    req: Request,
    res: Response,
    form: TermForm | null,
    problem: Problem | null,
  ): Promise<void> {
    const wordings = await wordingsOf(db, publicIdFrom(req))
    const latest = wordings[0]
    if (!latest) throw new NotFound()
    const uses = await usesOf(db, latest)
    const scopes = await scopesFor(form ?? emptyForm, '', latest)
    const shown = termPage({ wordings, uses, form, scopes, problem, person: req.person })
    page(res, 'termbase/show', { ...heading(res, 'title-of', { korean: latest.korean }), ...shown })
  }

  function showForm(
    req: Request,
    res: Response,
    shown: { form: TermForm; scopes: ScopeChoice[]; problem: Problem | null },
  ): void {
    const isPart = req.query.part === '1' || field(req, 'part') === '1'
    const facts = { ...shown, mayEdit: true, isPart }
    if (isPart) return res.render('termbase/_new', facts)
    page(res, 'termbase/new', { ...heading(res, 'new'), ...facts })
  }

  return router
}

const fileTypes: Record<string, string | undefined> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  tbx: 'application/x-tbx; charset=utf-8',
}

/** Null when it went well. What only the whole desk can refuse, such as a wording that is there already, is said over the form. */
async function problemOf(form: TermForm, deed: () => Promise<unknown>): Promise<Problem | null> {
  const obstacle = obstacleToWording(wordingFrom(form))
  if (obstacle) return obstacle
  try {
    await deed()
    return null
  } catch (error) {
    if (error instanceof Refused) return { rule: error.rule, field: null }
    throw error
  }
}

function heading(res: Response, sentence: string, values: object = {}) {
  const t = res.locals.t as TFunction
  return { title: t(`termbase:${sentence}`, values as never), place: 'termbase' }
}
