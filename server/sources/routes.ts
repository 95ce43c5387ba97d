import type { TFunction } from 'i18next'
import { Router, type Request, type Response } from 'express'
import { keepPhotograph } from '../articles/actions'
import { obstacleToBringingIn, obstacleToDetails, type Article } from '../articles/rules'
import { articleBySlug, categoryOf, partsOf, relatedOf, seriesOf } from '../articles/store'
import type { Config } from '../config'
import type { Db } from '../db/connection'
import { refuseIf } from '../errors'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { writtenAt } from '../web/times'
import { uploads } from '../web/uploads'
import { isEditor, type Person } from '../people/rules'
import { personById } from '../people/store'
import { addSourceVersion, approveSource, bringInWith, changeDetails } from './actions'
import { alignmentPage, type AlignmentFacts } from './alignmentPage'
import type { Keep } from './arrivals'
import { additionFormOf, detailsFormOf, firstAddition, type AdditionForm } from './form'
import { cutPage, detailsFormFor, detailsPage, newPage, previewPage, type PreviewFacts } from './page'
import { detailsOf, type SourceVersion } from './rules'
import { linksOf, proposalFor } from './proposal'
import {
  checked,
  checkText,
  choicesIn,
  sheetFrom,
  sheetOfKept,
  textSheetFrom,
  unlessRefused,
  type Sheet,
  type TextSheet,
} from './sheet'
import {
  bygoneSegments,
  isKoreanApproved,
  latestSourceVersion,
  latestSourceVersions,
  sourceApprovalOf,
  sourceContent,
  sourceSegments,
  sourceVersion,
} from './store'

/** Bringing an article in, saying where it stands, and an editor's yes to its Korean. */
export function sourceRoutes(db: Db, { timeZone }: Pick<Config, 'timeZone'>): Router {
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

  router.get('/articles/:slug/source/new', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    refuseIf(isEditor(req.person) ? null : 'not-an-editor')
    const latest = await latestSourceVersion(db, article)
    const sheet = await sheetOfKept(db, await sourceSegments(db, latest))
    showAlignment(res, await alignmentFacts(db, article, sheet, firstAddition(latest), today()))
  })

  router.post('/articles/:slug/source/alignment', uploads(), async (req, res) => {
    const { article, sheet, form } = await newVersionFrom(req)
    showAlignment(res, await alignmentFacts(db, article, sheet, form, today()))
  })

  router.post('/articles/:slug/source', uploads(), async (req, res) => {
    const { article, sheet, form } = await newVersionFrom(req)
    checkText(sheet)
    if (!form.significance)
      sheet.problems.push({ field: 'significance', rule: 'significance-missing', detail: {} })
    const facts = await alignmentFacts(db, article, sheet, form, today())
    const { base, note, significance } = form
    const added = await unlessRefused(sheet.problems, () =>
      addSourceVersion(db, article, req.person, {
        ...{ base, note, significance: significance! },
        blocks: sheet.cut.blocks,
        identities: facts.proposal.identities,
        links: linksOf(facts.proposal),
      }),
    )
    if (added) res.redirect(303, pathTo.article(article.slug))
    else showAlignment(res, facts)
  })

  async function newVersionFrom(req: Request) {
    const article = await articleBySlug(db, slugFrom(req))
    refuseIf(isEditor(req.person) ? null : 'not-an-editor')
    const sheet = await textSheetFrom(db, req, keepFor(req))
    const { form, problems } = additionFormOf(req)
    sheet.problems.push(...problems)
    return { article, sheet, form }
  }

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

  function today(): string {
    return writtenAt(new Date(), timeZone).slice(0, 10)
  }

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

function showAlignment(res: Response, facts: AlignmentFacts): void {
  const shown = alignmentPage(facts)
  res.status(shown.problems > 0 ? 422 : 200)
  const modules = ['alignment-steps']
  page(res, 'sources/alignment', { ...words(res, 'alignment'), place: 'desk', modules, ...shown })
}

/** The new text beside the newest version, whichever the page was opened beside. */
async function alignmentFacts(
  db: Db,
  article: Article,
  sheet: TextSheet,
  form: AdditionForm,
  today: string,
): Promise<AlignmentFacts> {
  const latest = await latestSourceVersion(db, article)
  const isStale = form.base > 0 && form.base < latest.number
  const [before, bygone, opened, latestBy] = await Promise.all([
    sourceSegments(db, latest),
    bygoneSegments(db, latest),
    isStale ? sourceVersion(db, article, form.base).then((version) => sourceSegments(db, version)) : null,
    personById(db, latest.createdBy),
  ])
  const proposal = proposalFor(before, bygone, sheet.cut.blocks, form.corrections)
  return { ...{ article, latest, before, sheet, form, proposal, opened }, latestBy: latestBy.name, today }
}

function words({ locals }: Response, name: 'new' | 'cut' | 'alignment'): { title: string; place: string } {
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
