import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { SignedOut } from '../errors'
import { isLocale, type Locale, type Person } from '../people/rules'
import { cookieOf } from './cookies'

declare module 'express-serve-static-core' {
  interface Request {
    /** Whoever is signed in. Behind `signedIn` there always is one. */
    person: Person
  }
}

/** Who sends this request, or null. */
export type WhoIs = (req: Request) => Promise<Person | null>

/** The token of the session a request comes with, or null. */
export type SessionOf = (req: Request) => string | null | Promise<string | null>

/** Lets nobody in who is not signed in. A browser that was never asked for a language speaks the person's. */
export function signedIn(whoIs: WhoIs): RequestHandler {
  return async (req, res, next) => {
    const person = await whoIs(req)
    if (!person) throw new SignedOut()
    req.person = person
    res.locals.person = person
    speakTo(person, req, res)
    next()
  }
}

/** Says what went wrong in the language of whoever is signed in, where that was not looked up before. */
export function inTheirLanguage(whoIs: WhoIs): ErrorRequestHandler {
  return async (error, req, res, next) => {
    const person = await whoIs(req).catch(() => null)
    if (person) speakTo(person, req, res)
    next(error)
  }
}

function speakTo(person: Person, req: Request, res: Response): void {
  if (!isLocale(cookieOf(req, 'locale'))) (res.locals.speakIn as (locale: Locale) => void)(person.locale)
}
