import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Config } from '../config'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import { languages, type Language } from '../publications/rules'
import type { NumberedBlock } from '../text/blocks'
import { choice, fields } from '../web/form'
import type { Speech } from '../web/locale'
import { page } from '../web/page'
import { publicIdFrom, slugFrom, slugIn } from '../web/params'
import { pathTo } from '../web/paths'
import { clearReport, putReportBack } from './actions'
import { formPage, placesPage, thanksPage, type Typed } from './page'
import { addressOf, kindsIn, obstacleToReport, placesIn, quotedFrom } from './rules'
import { handIn, publicTexts, type PublicText } from './store'

/**
 * Where readers say what is wrong in an article. They are asked for nothing about themselves. What is not public, and what no
 * address leads to, is left to the pages behind, which say that there is nothing.
 */
export function reportRoutes(site: Db, imprint: Pick<Config, 'publisher'>): Router {
  const router = Router({ strict: true })
  for (const language of languages) {
    router.get(`/${language}/:slug/report`, ask(language))
    router.post(`/${language}/:slug/report`, take(language))
    router.get(`/${language}/:slug/report/thanks`, thank(language))
  }
  return router

  function ask(language: Language): RequestHandler {
    return async (req, res, next) => {
      const facts = await factsFor(req, language)
      if (!facts) return next()
      if (req.query.p === undefined) return read(res, language, 'places', placesPage(facts))
      const block = blockIn(facts.text, req.query.p)
      if (!block) return next()
      const sentence = quotedFrom(block, wordsIn(req.query.sentence))
      askAbout(res, facts, block, { kind: 'other', sentence, text: '', refusal: null })
    }
  }

  function take(language: Language): RequestHandler {
    return async (req, res, next) => {
      const facts = await factsFor(req, language)
      const block = facts && blockIn(facts.text, fields(req, 'p')[0])
      if (!block) return next()
      const typed = typedIn(req, language, block)
      const refusal = await refusalOf(req, { language, slug: facts.text.slug, number: block.number }, typed)
      if (refusal instanceof NotFound) return next()
      if (refusal) {
        speakIn(res, language)
        const sentence = (res.locals as Speech).t(`refusals:${refusal.rule}`)
        res.status(refusal.status)
        return askAbout(res, facts, block, { ...typed, refusal: sentence })
      }
      res.set('Cache-Control', 'no-store')
      res.redirect(303, pathTo.reportThanks(language, facts.text.slug, block.number))
    }
  }

  function thank(language: Language): RequestHandler {
    return async (req, res, next) => {
      const facts = await factsFor(req, language)
      if (!facts) return next()
      const number = blockIn(facts.text, req.query.p)?.number ?? null
      read(res, language, 'thanks', thanksPage(facts, number))
    }
  }

  async function refusalOf(
    req: Request,
    place: { language: Language; slug: string; number: number },
    typed: Typed,
  ): Promise<Refused | NotFound | null> {
    const obstacle = obstacleToReport(typed.text, wordsIn(fields(req, 'website')[0]))
    if (obstacle) return new Refused(obstacle)
    try {
      await handIn(site, place, typed, addressOf(req.ip))
      return null
    } catch (error) {
      if (error instanceof Refused || error instanceof NotFound) return error
      throw error
    }
  }

  function askAbout(
    res: Response,
    facts: { text: PublicText; texts: PublicText[] },
    block: NumberedBlock,
    typed: Typed,
  ): void {
    read(res, facts.text.language, 'form', formPage({ ...facts, pathTo, block, typed }))
  }

  async function factsFor(req: Request, language: Language) {
    const slug = slugIn(String(req.params.slug))
    const texts = slug === null ? [] : await publicTexts(site, language, slug)
    const text = texts.find((one) => one.language === language)
    return text ? { pathTo, text, texts } : null
  }

  /** Nobody keeps these: they are for whoever asks. */
  function read(res: Response, language: Language, view: string, locals: object): void {
    speakIn(res, language)
    res.set({ 'Cache-Control': 'no-store', 'Content-Language': language })
    const title = (res.locals as Speech).t(`reports:${view}-title`)
    page(res, `reports/${view}`, { publisher: imprint.publisher, title, ...locals }, 'reader')
  }
}

/** What editors do with reports that are none. */
export function clearingRoutes(db: Db, changed: (slug: string) => void): Router {
  const router = Router()
  router.post('/articles/:slug/comments/:id/clearing', decided(clearReport))
  router.post('/articles/:slug/comments/:id/clearing/withdrawal', decided(putReportBack))
  return router

  function decided(deed: typeof clearReport) {
    return async (req: Request, res: Response) => {
      const slug = slugFrom(req)
      const number = await deed(db, slug, publicIdFrom(req), req.person)
      changed(slug)
      res.redirect(303, `${pathTo.review(slug)}#p${number}`)
    }
  }
}

function typedIn(req: Request, language: Language, block: NumberedBlock): Typed {
  return {
    kind: choice(req, 'kind', kindsIn(language)) ?? 'other',
    sentence: quotedFrom(block, wordsIn(fields(req, 'sentence')[0])),
    text: wordsIn(fields(req, 'text')[0]).trim(),
    refusal: null,
  }
}

function blockIn({ content }: PublicText, number: unknown): NumberedBlock | null {
  return placesIn(content).find((block) => String(block.number) === number) ?? null
}

/** Whatever a reader pastes is taken; what no text may hold becomes a blank. */
function wordsIn(typed: unknown): string {
  if (typeof typed !== 'string') return ''
  return typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}]/gu, (mark) => (mark === '\n' || mark === '\t' ? mark : ' '))
}

function speakIn(res: Response, language: Language): void {
  ;(res.locals.speakIn as (language: Language) => void)(language)
}
