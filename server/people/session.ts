import type { CookieOptions, Request, Response } from 'express'
import type { Db } from '../db/connection'
import { cookieOf } from '../web/cookies'
import type { WhoIs } from '../web/signedIn'
import { isToken } from './secrets'
import { personOfSession } from './store'

/** Whoever holds the session of the cookie. */
export function whoIsBySession(db: Db): WhoIs {
  return async (req) => {
    const token = sessionTokenOf(req)
    return token === null ? null : personOfSession(db, token)
  }
}

export function sessionTokenOf(req: Request): string | null {
  const token = cookieOf(req, name)
  return isToken(token) ? token : null
}

/** PostgreSQL decides how long a session lives; the cookie only has to live longer. */
export function keepSession(res: Response, token: string, publicUrl: string): void {
  res.cookie(name, token, { ...cookie(publicUrl), maxAge: 400 * 24 * 60 * 60 * 1000 })
}

export function dropSession(res: Response, publicUrl: string): void {
  res.clearCookie(name, cookie(publicUrl))
}

const name = 'daeyeok'

function cookie(publicUrl: string): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' }
}
