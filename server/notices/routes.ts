import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import { mailIsSetUp } from '../people/store'
import { choice } from '../web/form'
import { page } from '../web/page'
import { pageIn, publicIdFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { outbox } from './letters'
import { noticesOnAPage, noticesPage, placeOf, type Place } from './page'
import { kinds, maySeeLetters, ways, type Choices } from './rules'
import { choicesOf, keepChoices, markRead, noticeByPublicId, noticesOf, unreadCountOf } from './store'

/** What people are told, how they want to be told it, and how the letters fare. */
export function noticeRoutes(db: Db): Router {
  const router = Router()

  router.get('/notices', async (req, res) => {
    const number = pageIn(req)
    const [notices, unread, choices, mail] = await Promise.all([
      noticesOf(db, req.person, noticesOnAPage + 1, (number - 1) * noticesOnAPage),
      unreadCountOf(db, req.person),
      choicesOf(db, req.person),
      mailIsSetUp(db),
    ])
    page(res, 'notices/index', {
      title: say(res, 'notices:title'),
      place: 'notices',
      notice: req.query.done === 'choices' ? { kind: 'good', text: say(res, 'notices:choices-kept') } : null,
      ...noticesPage({ notices, unread, choices, mail, number }),
    })
  })

  /** Following a notice is reading it. */
  router.get('/notices/:id', async (req, res) => {
    const notice = await noticeByPublicId(db, req.person, publicIdFrom(req))
    await markRead(db, req.person, notice.publicId)
    res.redirect(303, pathToPlace(placeOf(notice)))
  })

  router.post('/notices/read', async (req, res) => {
    await markRead(db, req.person)
    res.redirect(303, pathTo.notices())
  })

  router.post('/notices/:id/read', async (req, res) => {
    const { publicId } = await noticeByPublicId(db, req.person, publicIdFrom(req))
    await markRead(db, req.person, publicId)
    res.redirect(303, pathTo.notices())
  })

  router.post('/notices/choices', async (req, res) => {
    await keepChoices(db, req.person, choicesIn(req))
    res.redirect(303, `${pathTo.notices()}?done=choices`)
  })

  router.get('/people/letters', async (req, res) => {
    if (!maySeeLetters(req.person)) throw new NotFound()
    const [mail, letters] = await Promise.all([mailIsSetUp(db), outbox(db)])
    page(res, 'notices/letters', { title: say(res, 'notices:letters'), place: 'people', mail, ...letters })
  })

  return router
}

/** Every page of the desk says how much is unread. What a script fetches to put into a page has no such head. */
export function unreadInHead(db: Db): RequestHandler {
  return async (req, res, next) => {
    if (req.method === 'GET' && (req.headers.accept ?? 'text/html').includes('text/html'))
      res.locals.unread = await unreadCountOf(db, req.person)
    next()
  }
}

function choicesIn(req: Request): Choices {
  const entries = kinds.map((kind) => {
    const way = choice(req, kind, ways)
    if (!way) throw new Refused('way-unknown')
    return [kind, way] as const
  })
  return Object.fromEntries(entries) as Choices
}

function pathToPlace(place: Place): string {
  switch (place.page) {
    case 'article':
      return pathTo.article(place.slug)
    case 'comparison':
      return pathTo.comparison(place.slug, 'ko', place.version - 1, place.version)
    case 'changes':
      return pathTo.wordChanges(place.slug, place.version)
    case 'version':
      return pathTo.version(place.slug, place.version)
    case 'pair':
      return `${pathTo.review(place.slug)}#p${place.number}`
  }
}

function say(res: Response, sentence: string): string {
  return (res.locals.t as (key: string) => string)(sentence)
}
