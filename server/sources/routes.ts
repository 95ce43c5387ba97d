import type { TFunction } from 'i18next'
import { Router, type Request, type Response } from 'express'
import { keepPhotograph } from '../articles/actions'
import { obstacleToBringingIn, obstacleToDetails, type Article } from '../articles/rules'
import { articleBySlug, categoryOf, partsOf, relatedOf, seriesOf } from '../articles/store'
import type { Db } from '../db/connection'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { uploads } from '../web/uploads'
import { approveSource, bringInWith, changeDetails } from './actions'
import type { Keep } from './arrivals'
import { detailsFormOf } from './form'
import { cutPage, detailsFormFor, detailsPage, newPage, previewPage, type PreviewFacts } from './page'
import { detailsOf, type SourceVersion } from './rules'
import { checked, choicesIn, sheetFrom, unlessRefused, type Sheet } from './sheet'
import {
  isKoreanApproved,
  latestSourceVersion,
  latestSourceVersions,
  sourceApprovalOf,
  sourceContent,
  sourceVersion,
} from './store'

/** Bringing an article in, saying where it stands, and an editor's yes to its Korean. */
export function sourceRoutes(db: Db): Router {
  const router = Router()

  router.get('/articles/new', (req, res) => {
    refuseIf(obstacleToBringingIn(req.person))
    page(res, 'sources/new', { ...words(res, 'new'), ...newPage('', [], []) })
  })

  router.post('/articles/cut', uploads(), async (req, res) => {
    refuseIf(obstacleToBringingIn(req.person))
    showSheet(res, await sheetFrom(db, req, keepFor(req)))
  })

  router.post('/articles', uploads(), async (req, res) => {
    refuseIf(obstacleToBringingIn(req.person))
    const sheet = await sheetFrom(db, req, keepFor(req))
    const details = checked(sheet)
    const article = await unlessRefused(sheet.problems, () =>
      bringInWith(db, req.person, details, sheet.cut.blocks),
    )
    if (article) res.redirect(303, pathTo.article(article.slug))
    else showSheet(res, sheet)
  })

  router.get('/articles/:slug/details', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    refuseIf(obstacleToDetails(req.person, await isKoreanApproved(db, article)))
    const choices = await choicesIn(db, article)
    const form = detailsFormFor(article, await relatedOf(db, article), choices)
    page(res, 'sources/details', detailsPage(article, form, choices, await latestSourceVersions(db), []))
  })

  router.post('/articles/:slug/details', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const choices = await choicesIn(db, article)
    const { form, problems } = detailsFormOf(req)
    const { details, problems: wrong } = detailsOf(form, choices)
    problems.push(...wrong)
    const moved = await unlessRefused(problems, () => changeDetails(db, article, req.person, details))
    if (moved) return res.redirect(303, pathTo.article(moved.slug))

    res.status(422)
    page(
      res,
      'sources/details',
      detailsPage(article, form, choices, await latestSourceVersions(db), problems),
    )
  })

  router.get('/articles/:slug/source/:number', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const version = await sourceVersion(db, article, numberFrom(req))
    showPreview(res, previewPage(await previewFacts(db, req.person, article, version)))
  })

  router.post('/articles/:slug/source/:number/approval', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await approveSource(db, article, await sourceVersion(db, article, numberFrom(req)), req.person)
    res.redirect(303, pathTo.article(article.slug))
  })

  function keepFor({ person }: Request): Keep {
    return (file) => keepPhotograph(db, person, file)
  }

  return router
}

/** A text that could not be cut goes back to where it came from; everything else is shown cut. */
function showSheet(res: Response, sheet: Sheet): void {
  const { form, isCut, photographs, problems } = sheet
  res.status(problems.length > 0 ? 422 : 200)
  if (isCut || form.isCutAgain) page(res, 'sources/cut', { ...words(res, 'cut'), ...cutPage(sheet) })
  else page(res, 'sources/new', { ...words(res, 'new'), ...newPage(form.text, photographs, problems) })
}

function words({ locals }: Response, name: 'new' | 'cut'): { title: string; place: string } {
  const t = locals.t as TFunction
  return { title: t(`sources:${name}-title`), place: 'sources' }
}

/** The article speaks Korean as it will to readers; the bar above it speaks to whoever previews. */
function showPreview(res: Response, preview: ReturnType<typeof previewPage>): void {
  const { locale, t, date, time } = res.locals
  const screen = { locale, t, date, time }
  const speakIn = res.locals.speakIn as (language: 'ko') => void
  speakIn('ko')
  page(res, 'sources/preview', { ...preview, screen }, 'reader')
}

async function previewFacts(
  db: Db,
  person: Person,
  article: Article,
  version: SourceVersion,
): Promise<PreviewFacts> {
  const series = await seriesOf(db, article)
  const [latest, approval, { content, html }, category, parts, related, titles] = await Promise.all([
    latestSourceVersion(db, article),
    sourceApprovalOf(db, version),
    sourceContent(db, version),
    categoryOf(db, article),
    series ? partsOf(db, series) : [],
    relatedOf(db, article),
    latestSourceVersions(db),
  ])
  return {
    person,
    article,
    version,
    latest,
    approval,
    content,
    html,
    category,
    series,
    parts,
    related,
    titles,
  }
}
