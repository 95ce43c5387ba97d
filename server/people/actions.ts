import type { Db } from '../db/connection'
import { record } from '../db/events'
import { NotFound, Refused, refuseIf } from '../errors'
import {
  isAdmin,
  obstacleToEmail,
  obstacleToName,
  obstacleToPassword,
  obstacleToRoles,
  roles as allRoles,
  type Invitation,
  type Locale,
  type Person,
  type Role,
} from './rules'
import { hashOfPassword, isPassword, isToken, newToken } from './secrets'
import {
  anybodyThere,
  deleteExpiredSessions,
  deleteSession,
  deleteSessionByPublicId,
  deleteSessionsOf,
  grantRole,
  insertInvitation,
  insertPerson,
  insertSession,
  invitationOf,
  knownByEmail,
  lockAdmins,
  lockInvitationOf,
  markAccepted,
  personById,
  revokeRole,
  updateLocale,
  updateOwnWorkApproval,
  updatePassword,
  updatePerson,
  wasJustAccepted,
  withdrawInvitation,
  withdrawInvitationsOf,
  type NewPerson,
} from './store'
import { clearAttempts, countAttempt, type Attempt } from './throttle'

/** Somebody signed in, and the token of their new session: for the cookie, and kept nowhere else. */
export interface SignedIn {
  person: Person
  token: string
}

/** The browser a person signs in with. */
export interface Browser {
  address: string
  agent: string
  /** The session it holds already, which ends. */
  token: string | null
}

/** A new session for whoever knows the password. An unknown address and a wrong password look and take the same. */
export async function signIn(
  db: Db,
  { email, password }: { email: string; password: string },
  browser: Browser,
): Promise<SignedIn> {
  const person = await whoKnows(db, { email, address: browser.address }, password)
  if (!person) throw new Refused('sign-in-failed')
  refuseIf(person.roles.length === 0 ? 'no-role' : null)

  return db.transaction(async (trx) => {
    await deleteExpiredSessions(trx)
    await record(trx, { action: 'signed-in', personId: person.id })
    return { person, token: await mintSession(trx, person, browser) }
  })
}

/** The person with this address and this password, or null. Every try counts until one is right. */
async function whoKnows(db: Db, attempt: Attempt, password: string): Promise<Person | null> {
  await countAttempt(db, attempt)
  const known = obstacleToEmail(attempt.email) ? null : await knownByEmail(db, attempt.email)
  if (!(await isPassword(password, known?.passwordHash ?? null))) return null
  await clearAttempts(db, attempt)
  return known!.person
}

/** Always a token that nobody has seen, and never beside the one that the browser came with. */
async function mintSession(trx: Db, person: Person, browser: Browser): Promise<string> {
  if (browser.token) await deleteSession(trx, browser.token)
  const token = newToken()
  await insertSession(trx, person, token, browser.agent)
  return token
}

export async function signOut(db: Db, person: Person, token: string): Promise<void> {
  await db.transaction(async (trx) => {
    await deleteSession(trx, token)
    await record(trx, { action: 'signed-out', personId: person.id })
  })
}

/** One session of one's own. */
export async function endSession(db: Db, person: Person, publicId: string): Promise<void> {
  await db.transaction(async (trx) => {
    if ((await deleteSessionByPublicId(trx, person, publicId)) === 0) throw new NotFound()
    await record(trx, { action: 'session-ended', personId: person.id })
  })
}

/** All sessions of a person: by an admin, or one's own but the one that asks. */
export async function endSessions(
  db: Db,
  by: Person,
  person: Person,
  except: string | null = null,
): Promise<number> {
  if (by.id !== person.id && !isAdmin(by)) throw new NotFound()
  return db.transaction(async (trx) => {
    const ended = await deleteSessionsOf(trx, person, except)
    await record(trx, { action: 'sessions-ended', personId: by.id, detail: { of: person.id, ended } })
    return ended
  })
}

/** Ends every session the person has, and begins a new one here. */
export async function changePassword(
  db: Db,
  person: Person,
  { current, wanted }: { current: string; wanted: string },
  browser: Browser,
): Promise<string> {
  const known = await whoKnows(db, { email: person.email, address: browser.address }, current)
  refuseIf(known ? obstacleToPassword(wanted, person.email) : 'current-password-wrong')
  const passwordHash = await hashOfPassword(wanted)

  return db.transaction(async (trx) => {
    await updatePassword(trx, person, passwordHash)
    await deleteSessionsOf(trx, person, null)
    await record(trx, { action: 'password-changed', personId: person.id })
    return mintSession(trx, person, browser)
  })
}

export async function chooseLocale(db: Db, person: Person, locale: Locale): Promise<void> {
  await updateLocale(db, person, locale)
}

/** The token for the link, which is shown once. */
export async function invite(
  db: Db,
  admin: Person,
  { email, roles }: { email: string | null; roles: readonly Role[] },
): Promise<string> {
  if (!isAdmin(admin)) throw new NotFound()
  refuseIf(email === null ? null : obstacleToEmail(email))
  refuseIf(roles.length === 0 ? 'roles-missing' : null)

  const token = newToken()
  await db.transaction(async (trx) => {
    await insertInvitation(trx, { token, email, roles, invitedBy: admin })
    await record(trx, { action: 'invited', personId: admin.id, detail: { roles } })
  })
  return token
}

export async function withdraw(db: Db, admin: Person, publicId: string): Promise<void> {
  if (!isAdmin(admin)) throw new NotFound()
  await db.transaction(async (trx) => {
    if (!(await withdrawInvitation(trx, publicId))) throw new NotFound()
    await record(trx, { action: 'invitation-withdrawn', personId: admin.id })
  })
}

/** While nobody works here: a new link for the first admin, and the end of all such links before it. Otherwise null. */
export async function firstAdminLink(db: Db, publicUrl: string): Promise<string | null> {
  return db.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtext('daeyeok first admin'))")
    if (await anybodyThere(trx)) return null
    await withdrawInvitationsOf(trx, null)
    const token = newToken()
    await insertInvitation(trx, { token, email: null, roles: ['admin', 'editor'], invitedBy: null })
    return `${publicUrl}/invitations/${token}`
  })
}

export interface Newcomer {
  name: string
  email: string
  password: string
  locale: Locale
}

/**
 * Lets the newcomer in, or says null when the link is good for nothing. The same form sent twice lets the same person
 * in twice: whoever the link has just let in comes in again by their password, counted like any other try.
 */
export async function acceptInvitation(
  db: Db,
  token: string,
  newcomer: Newcomer,
  browser: Browser,
): Promise<SignedIn | null> {
  if (!isToken(token)) return null
  if (!(await invitationOf(db, token))) return comeAgain(db, token, newcomer, browser)

  refuseIf(obstacleToName(newcomer.name))
  refuseIf(obstacleToEmail(newcomer.email))
  refuseIf(obstacleToPassword(newcomer.password, newcomer.email))
  const passwordHash = await hashOfPassword(newcomer.password)

  const signedIn = await db.transaction(async (trx) => {
    const invitation = await lockInvitationOf(trx, token)
    if (!invitation) return null
    const { name, email, locale } = newcomer
    const person =
      (await insertPerson(trx, { name, email, locale, passwordHash })) ??
      (await comeBack(trx, invitation, { name, email, locale, passwordHash }))
    if (!person) throw new Refused('email-taken')
    for (const role of invitation.roles)
      if (!person.roles.includes(role)) await grantRole(trx, person, role, invitation.invitedBy)
    await markAccepted(trx, invitation, person)
    await record(trx, {
      action: 'invitation-accepted',
      personId: person.id,
      detail: { roles: invitation.roles },
    })
    return { person: await personById(trx, person.id), token: await mintSession(trx, person, browser) }
  })
  return signedIn ?? comeAgain(db, token, newcomer, browser)
}

/** A link made for the very address of somebody who is here already lets them choose a new password; any other link does not. */
async function comeBack(trx: Db, invitation: Invitation, newcomer: NewPerson): Promise<Person | null> {
  if (invitation.email !== newcomer.email) return null
  const { person } = (await knownByEmail(trx, newcomer.email))!
  await updatePerson(trx, person, newcomer)
  await deleteSessionsOf(trx, person, null)
  await record(trx, { action: 'password-changed', personId: person.id, detail: { by: invitation.invitedBy } })
  return person
}

async function comeAgain(
  db: Db,
  token: string,
  newcomer: Newcomer,
  browser: Browser,
): Promise<SignedIn | null> {
  if (!(await wasJustAccepted(db, token))) return null
  try {
    return await signIn(db, newcomer, browser)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

/** Gives and takes roles until the person holds exactly these. Whoever holds none is signed out, and an admin's open links go with the role. */
export async function setRoles(
  db: Db,
  admin: Person,
  person: Person,
  wanted: readonly Role[],
): Promise<void> {
  if (!isAdmin(admin)) throw new NotFound()
  await db.transaction(async (trx) => {
    const admins = await lockAdmins(trx)
    if (!admins.includes(admin.id)) throw new NotFound()
    const now = await personById(trx, person.id)
    refuseIf(obstacleToRoles({ person: now, wanted, admins }))

    const given = allRoles.filter((role) => wanted.includes(role) && !now.roles.includes(role))
    const taken = allRoles.filter((role) => !wanted.includes(role) && now.roles.includes(role))
    if (given.length + taken.length === 0) return
    for (const role of given) await grantRole(trx, now, role, admin.id)
    for (const role of taken) await revokeRole(trx, now, role, admin)
    if (taken.includes('admin')) await withdrawInvitationsOf(trx, now)
    if (wanted.length === 0) await deleteSessionsOf(trx, now, null)
    await record(trx, { action: 'roles-changed', personId: admin.id, detail: { of: now.id, given, taken } })
  })
}

export async function allowOwnWorkApproval(db: Db, admin: Person, allowed: boolean): Promise<void> {
  if (!isAdmin(admin)) throw new NotFound()
  await db.transaction(async (trx) => {
    await updateOwnWorkApproval(trx, allowed)
    await record(trx, {
      action: allowed ? 'own-work-approval-allowed' : 'own-work-approval-forbidden',
      personId: admin.id,
    })
  })
}
