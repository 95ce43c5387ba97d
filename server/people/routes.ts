import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import { orAgain, type Refusal } from '../web/again'
import { choice, field, fields } from '../web/form'
import { keptPrivate } from '../web/headers'
import { page } from '../web/page'
import { publicIdFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { safePath } from '../web/safePath'
import type { WhoIs } from '../web/signedIn'
import {
  acceptInvitation,
  allowOwnWorkApproval,
  changePassword,
  chooseLocale,
  endSession,
  endSessions,
  invite,
  setRoles,
  signIn,
  signOut,
  withdraw,
  type Browser,
} from './actions'
import { deedIn, errorsOf, peoplePage, sessionsPage } from './page'
import { emailFrom, isAdmin, locales, roles, type Invitation, type Locale, type Role } from './rules'
import { isToken } from './secrets'
import { dropSession, keepSession, sessionTokenOf } from './session'
import {
  anybodyThere,
  invitationOf,
  invitations,
  mailIsSetUp,
  ownWorkApprovalIsAllowed,
  people,
  personByPublicId,
  sessionsOf,
} from './store'

interface Site {
  publicUrl: string
}

/** The ways in and out, and the language of the screen: for people who are not signed in yet. */
export function sessionRoutes(db: Db, whoIs: WhoIs, { publicUrl }: Site): Router {
  const router = Router()
  router.use(['/session', '/invitations'], keptPrivate)

  router.get('/session', async (req, res) => {
    const next = nextAfterSignIn(req.query.next)
    if (await whoIs(req)) return res.redirect(303, next)
    await signInPage(res, { email: '', next })
  })

  router.post('/session', async (req, res) => {
    const email = typed(req, 'email')
    const next = nextAfterSignIn(typed(req, 'next'))
    await orAgain(
      res,
      async () => {
        const { token, person } = await signIn(
          db,
          { email: emailFrom(email), password: typed(req, 'password') },
          browserOf(req),
        )
        keepSession(res, token, publicUrl)
        if (wantsJson(req)) return void res.json({ person: { publicId: person.publicId, name: person.name } })
        res.redirect(303, next)
      },
      (refusal) => (wantsJson(req) ? void res.json(refusal) : signInPage(res, { email, next, refusal })),
    )
  })

  router.post('/session/end', async (req, res) => {
    const token = sessionTokenOf(req)
    const person = await whoIs(req)
    if (token && person) await signOut(db, person, token)
    dropSession(res, publicUrl)
    res.redirect(303, pathTo.session())
  })

  router.get('/invitations/:token', async (req, res) => {
    const { token } = req.params
    const invitation = await openInvitation(token)
    if (!invitation) return invitationGone(res)
    invitationPage(res, { token, name: '', email: invitation.email ?? '', locale: localeOf(res) })
  })

  router.post('/invitations/:token', async (req, res) => {
    const { token } = req.params
    const locale = choice(req, 'locale', locales) ?? localeOf(res)
    await orAgain(
      res,
      async () => {
        const newcomer = {
          name: nameFrom(field(req, 'name')),
          email: emailFrom(typed(req, 'email')),
          password: typed(req, 'password'),
          locale,
        }
        const entered = await acceptInvitation(db, token, newcomer, browserOf(req))
        if (!entered) return invitationGone(res)
        keepSession(res, entered.token, publicUrl)
        keepLocale(res, locale)
        res.redirect(303, pathTo.desk())
      },
      async (refusal) => {
        if (!(await openInvitation(token))) return invitationGone(res)
        invitationPage(res, { token, name: typed(req, 'name'), email: typed(req, 'email'), locale, refusal })
      },
    )
  })

  router.post('/locale', async (req, res) => {
    const locale = choice(req, 'locale', locales)
    if (!locale) throw new Refused('locale-unknown')
    const person = await whoIs(req)
    if (person) await chooseLocale(db, person, locale)
    keepLocale(res, locale)
    res.redirect(303, safePath(typed(req, 'next'), '/') ?? (person ? pathTo.desk() : pathTo.session()))
  })

  async function openInvitation(token: string): Promise<Invitation | null> {
    return isToken(token) ? invitationOf(db, token) : null
  }

  async function signInPage(res: Response, form: { email: string; next: string; refusal?: Refusal }) {
    page(res, 'people/signIn', {
      title: say(res, 'people:sign-in'),
      here: `${pathTo.session()}?next=${encodeURIComponent(form.next)}`,
      email: form.email,
      next: form.next,
      refusal: form.refusal?.sentence ?? null,
      empty: !(await anybodyThere(db)),
    })
  }

  return router
}

/** People, their roles and links, for admins; everybody's own sessions and password. Behind `signedIn`. */
export function peopleRoutes(db: Db, { publicUrl }: Site): Router {
  const router = Router()
  router.use('/people', adminsOnly)

  router.get('/people', (req, res) => showPeople(req, res))

  router.post('/people/invitations', async (req, res) => {
    const email = typed(req, 'email')
    const wanted = rolesIn(req)
    await orAgain(
      res,
      async () => {
        const token = await invite(db, req.person, { email: emailFrom(email) || null, roles: wanted })
        await showPeople(req, res, { link: publicUrl + pathTo.invitation(token) })
      },
      (invitationRefused) => showPeople(req, res, { invitationRefused, typed: { email, roles: wanted } }),
    )
  })

  router.post('/people/invitations/:id/withdrawal', async (req, res) => {
    await withdraw(db, req.person, publicIdFrom(req))
    res.redirect(303, `${pathTo.people()}?done=withdrawn`)
  })

  router.post('/people/settings', async (req, res) => {
    await allowOwnWorkApproval(db, req.person, typed(req, 'own-work-approval') === 'yes')
    res.redirect(303, `${pathTo.people()}?done=setting`)
  })

  router.post('/people/:id/roles', async (req, res) => {
    const person = await personByPublicId(db, publicIdFrom(req))
    await orAgain(
      res,
      async () => {
        await setRoles(db, req.person, person, rolesIn(req))
        const stays = person.id !== req.person.id || rolesIn(req).includes('admin')
        res.redirect(303, stays ? `${pathTo.people()}?done=roles` : pathTo.desk())
      },
      (rolesRefused) => showPeople(req, res, { rolesRefused }),
    )
  })

  router.post('/people/:id/sessions/end', async (req, res) => {
    await endSessions(db, req.person, await personByPublicId(db, publicIdFrom(req)), sessionTokenOf(req))
    res.redirect(303, `${pathTo.people()}?done=sessions`)
  })

  router.get('/sessions', (req, res) => showSessions(req, res))

  router.post('/sessions/end', async (req, res) => {
    await endSessions(db, req.person, req.person, sessionTokenOf(req))
    res.redirect(303, `${pathTo.mySessions()}?done=sessions`)
  })

  router.post('/sessions/:id/end', async (req, res) => {
    await endSession(db, req.person, publicIdFrom(req))
    res.redirect(303, `${pathTo.mySessions()}?done=session`)
  })

  router.post('/password', async (req, res) => {
    await orAgain(
      res,
      async () => {
        const wanted = { current: typed(req, 'current'), wanted: typed(req, 'password') }
        keepSession(res, await changePassword(db, req.person, wanted, browserOf(req)), publicUrl)
        res.redirect(303, `${pathTo.mySessions()}?done=password`)
      },
      (refused) => showSessions(req, res, refused),
    )
  })

  async function showPeople(
    req: Request,
    res: Response,
    more: Partial<Parameters<typeof peoplePage>[0]> = {},
  ): Promise<void> {
    const [colleagues, open, ownWorkApproval, mail] = await Promise.all([
      people(db),
      invitations(db),
      ownWorkApprovalIsAllowed(db),
      mailIsSetUp(db),
    ])
    page(res, 'people/index', {
      title: say(res, 'people:title'),
      here: pathTo.people(),
      place: 'people',
      notice: noticeOf(req, res),
      modules: more.link ? ['copy-text'] : [],
      ...peoplePage({ colleagues, invitations: open, ownWorkApproval, mail, admin: req.person, ...more }),
    })
  }

  async function showSessions(req: Request, res: Response, refused?: Refusal): Promise<void> {
    const sessions = await sessionsOf(db, req.person, sessionTokenOf(req))
    page(res, 'people/sessions', {
      title: say(res, 'people:my-sessions'),
      here: pathTo.mySessions(),
      notice: noticeOf(req, res),
      ...sessionsPage({ sessions, person: req.person, refused }),
    })
  }

  return router
}

/** For others there is no such page. */
const adminsOnly: RequestHandler = (req, _res, next) => {
  if (!isAdmin(req.person)) throw new NotFound()
  next()
}

interface InvitationForm {
  token: string
  name: string
  email: string
  locale: Locale
  refusal?: Refusal
}

function invitationPage(res: Response, { refusal, ...form }: InvitationForm): void {
  page(res, 'people/invitation', {
    title: say(res, 'people:welcome'),
    here: pathTo.invitation(form.token),
    ...form,
    chosen: form.locale,
    locale: localeOf(res),
    error: errorsOf(refusal),
  })
}

/** Used, expired, withdrawn or never made: a link that is good for nothing says nothing about why. */
function invitationGone(res: Response): void {
  res.status(404)
  page(res, 'people/gone', { title: say(res, 'people:gone'), here: pathTo.session() })
}

function nextAfterSignIn(asked: unknown): string {
  return safePath(asked, '/desk') ?? pathTo.desk()
}

/** Whoever signs in again without leaving the page. */
function wantsJson(req: Request): boolean {
  return req.headers.accept === 'application/json'
}

function browserOf(req: Request): Browser {
  return { address: req.ip ?? '', agent: req.get('user-agent') ?? '', token: sessionTokenOf(req) }
}

/** As it was typed: an address or a password that is no text we keep is wrong and not unclean. */
function typed(req: Request, name: string): string {
  return fields(req, name)[0] ?? ''
}

function nameFrom(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function rolesIn(req: Request): Role[] {
  const ticked = fields(req, 'roles')
  return roles.filter((role) => ticked.includes(role))
}

function keepLocale(res: Response, locale: Locale): void {
  res.cookie('locale', locale, { maxAge: 365 * 24 * 60 * 60 * 1000, sameSite: 'lax', path: '/' })
}

function noticeOf(req: Request, res: Response): { kind: string; text: string } | null {
  const deed = req.method === 'GET' ? deedIn(req.query.done) : null
  return deed && { kind: 'good', text: say(res, `people:done-${deed}`) }
}

function localeOf(res: Response): Locale {
  return res.locals.locale as Locale
}

function say(res: Response, sentence: string): string {
  return (res.locals.t as (key: string) => string)(sentence)
}
