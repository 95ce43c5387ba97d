import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Invitation, Locale, Person, Role, Session } from './rules'
import { hashOf } from './secrets'

const personColumns = `person.id, person.public_id, person.name, person.email, person.locale, array(
  select granted.role from role_grants granted
  where granted.person_id = person.id and granted.revoked_at is null order by granted.role
) as roles`

/**
 * Whoever holds this session, with their roles of this moment; null when it has ended or they hold no role any more.
 * One query, in front of every page of the desk; that the session was seen is written behind the answer's back.
 */
export async function personOfSession(db: Db, token: string): Promise<Person | null> {
  const [row] = await rowsOf<Person & { stale: boolean }>(
    db
      .raw(
        `select ${personColumns}, session.seen_at < now() - interval '5 minutes' as stale
         from sessions session join people person on person.id = session.person_id
         where session.token_hash = ? and session.expires_at > now()`,
        [hashOf(token)],
      )
      .options({ name: 'person-of-session' }),
  )
  if (!row || row.roles.length === 0) return null
  const { stale, ...person } = row
  if (stale) void seen(db, token).catch(() => {})
  return person
}

/** Under what a session is kept; for the statement that looks it up on its way to something else. */
export const hashOfSession = hashOf

/** A session lives for 30 days after it was last seen. */
async function seen(db: Db, token: string): Promise<void> {
  await db.raw(
    `update sessions set seen_at = now(), expires_at = now() + interval '30 days'
     where token_hash = ? and seen_at < now() - interval '5 minutes'`,
    [hashOf(token)],
  )
}

export async function insertSession(db: Db, person: Person, token: string, agent: string): Promise<void> {
  await db('sessions').insert({
    tokenHash: hashOf(token),
    personId: person.id,
    agent: agent.slice(0, 300),
    expiresAt: db.raw("now() + interval '30 days'"),
  })
}

export async function deleteSession(db: Db, token: string): Promise<void> {
  await db('sessions')
    .where({ tokenHash: hashOf(token) })
    .delete()
}

/** How many sessions ended. `except` is the token of one that stays. */
export async function deleteSessionsOf(db: Db, person: Person, except: string | null): Promise<number> {
  return db('sessions')
    .where({ personId: person.id })
    .whereRaw('token_hash is distinct from ?::bytea', [except === null ? null : hashOf(except)])
    .delete()
}

export async function deleteExpiredSessions(db: Db): Promise<void> {
  await db('sessions').where('expiresAt', '<', db.fn.now()).delete()
}

/** The sessions of a person, last seen first. `token` is of the one that asks. */
export async function sessionsOf(db: Db, person: Person, token: string | null): Promise<Session[]> {
  const rows = await db<Session & { tokenHash: Buffer; personId: string; expiresAt: Date }>('sessions')
    .where({ personId: person.id })
    .where('expiresAt', '>', db.fn.now())
    .orderBy('seenAt', 'desc')
    .orderBy('publicId')
    .select('publicId', 'agent', 'startedAt', 'seenAt', 'tokenHash')
  const current = token === null ? null : hashOf(token)
  return rows.map(({ tokenHash, ...session }) => ({
    ...session,
    current: current !== null && tokenHash.equals(current),
  }))
}

export async function deleteSessionByPublicId(db: Db, person: Person, publicId: string): Promise<number> {
  return db('sessions').where({ personId: person.id, publicId }).delete()
}

export async function anybodyThere(db: Db): Promise<boolean> {
  return (await db('people').first('id')) !== undefined
}

export interface Colleague extends Person {
  /** How many browsers they are signed in with. */
  sessions: number
  createdAt: Date
}

/** Everybody, in the order of their coming. */
export async function people(db: Db): Promise<Colleague[]> {
  return rowsOf<Colleague>(
    db.raw(
      `select ${personColumns}, person.created_at, (
         select count(*)::int from sessions session
         where session.person_id = person.id and session.expires_at > now()
       ) as sessions
       from people person order by person.id`,
    ),
  )
}

export async function personByPublicId(db: Db, publicId: string): Promise<Person> {
  const [person] = await rowsOf<Person>(
    db.raw(`select ${personColumns} from people person where person.public_id = ?`, [publicId]),
  )
  if (!person) throw new NotFound()
  return person
}

export async function personById(db: Db, id: string): Promise<Person> {
  const [person] = await rowsOf<Person>(
    db.raw(`select ${personColumns} from people person where person.id = ?`, [id]),
  )
  if (!person) throw new NotFound()
  return person
}

export interface Known {
  person: Person
  passwordHash: string
}

export async function knownByEmail(db: Db, email: string): Promise<Known | null> {
  const [row] = await rowsOf<Person & { passwordHash: string }>(
    db.raw(`select ${personColumns}, person.password_hash from people person where person.email = ?`, [
      email,
    ]),
  )
  if (!row) return null
  const { passwordHash, ...person } = row
  return { person, passwordHash }
}

export interface NewPerson {
  name: string
  email: string
  passwordHash: string
  locale: Locale
}

/** Null when somebody has this address already. */
export async function insertPerson(db: Db, person: NewPerson): Promise<Person | null> {
  const [row] = await db('people')
    .insert(person)
    .onConflict('email')
    .ignore()
    .returning(['id', 'publicId', 'name', 'email', 'locale'])
  return row ? { ...(row as Omit<Person, 'roles'>), roles: [] } : null
}

export async function updatePerson(
  db: Db,
  person: Person,
  { name, passwordHash, locale }: NewPerson,
): Promise<void> {
  await db('people').where({ id: person.id }).update({ name, passwordHash, locale })
}

export async function updatePassword(db: Db, person: Person, passwordHash: string): Promise<void> {
  await db('people').where({ id: person.id }).update({ passwordHash })
}

export async function updateLocale(db: Db, person: Person, locale: Locale): Promise<void> {
  await db('people').where({ id: person.id }).update({ locale })
}

/** `by` is null only for the roles of the first admin. */
export async function grantRole(db: Db, person: Person, role: Role, by: string | null): Promise<void> {
  await db('roleGrants')
    .insert({ personId: person.id, role, grantedBy: by })
    .onConflict(['personId', 'role'])
    .merge({ grantedBy: by, grantedAt: db.fn.now(), revokedBy: null, revokedAt: null })
}

export async function revokeRole(db: Db, person: Person, role: Role, by: Person): Promise<void> {
  await db('roleGrants')
    .where({ personId: person.id, role, revokedAt: null })
    .update({ revokedBy: by.id, revokedAt: db.fn.now() })
}

/** The ids of all admins, held until the transaction ends, so that two of them cannot dismiss each other at once. */
export async function lockAdmins(trx: Db): Promise<string[]> {
  return trx('roleGrants')
    .where({ role: 'admin', revokedAt: null })
    .orderBy('id')
    .forUpdate()
    .pluck('person_id')
}

/** Links that can still be used: not used, withdrawn or expired, and whoever made them may still make them. */
function openInvitations(db: Db) {
  return db<Invitation & { tokenHash: Buffer }>('invitations')
    .whereRaw('accepted_at is null and withdrawn_at is null and expires_at > now()')
    .whereRaw(
      "case when invited_by is null then not exists (select from people) else holds_role(invited_by, 'admin') end",
    )
    .select('id', 'publicId', 'email', 'roles', 'invitedBy', 'expiresAt')
}

export interface InvitationRow extends Invitation {
  inviter: string | null
}

/** The open invitations, newest first, with the name of whoever invited. */
export async function invitations(db: Db): Promise<InvitationRow[]> {
  return openInvitations(db)
    .select<InvitationRow[]>(db.raw('(select name from people where id = invited_by) as inviter'))
    .orderBy('id', 'desc')
}

export async function invitationOf(db: Db, token: string): Promise<Invitation | null> {
  return (
    (await openInvitations(db)
      .where({ tokenHash: hashOf(token) })
      .first()) ?? null
  )
}

/** The same, held until the transaction ends, so that it lets only one person in. */
export async function lockInvitationOf(trx: Db, token: string): Promise<Invitation | null> {
  await trx('invitations')
    .where({ tokenHash: hashOf(token) })
    .forUpdate()
    .select('id')
  return invitationOf(trx, token)
}

/** Whether this link has let somebody in within the last hour. */
export async function wasJustAccepted(db: Db, token: string): Promise<boolean> {
  const row: unknown = await db('invitations')
    .where({ tokenHash: hashOf(token) })
    .whereRaw("accepted_at > now() - interval '1 hour'")
    .first('id')
  return row !== undefined
}

export interface NewInvitation {
  token: string
  email: string | null
  roles: readonly Role[]
  /** Null for the first admin's. */
  invitedBy: Person | null
}

export async function insertInvitation(
  db: Db,
  { token, email, roles, invitedBy }: NewInvitation,
): Promise<void> {
  await db('invitations').insert({
    tokenHash: hashOf(token),
    email,
    roles: [...roles],
    invitedBy: invitedBy?.id ?? null,
    expiresAt: db.raw("now() + interval '7 days'"),
  })
}

export async function markAccepted(db: Db, invitation: Invitation, person: Person): Promise<void> {
  await db('invitations')
    .where({ id: invitation.id })
    .update({ acceptedBy: person.id, acceptedAt: db.fn.now() })
}

/** False when there is no such open invitation. */
export async function withdrawInvitation(db: Db, publicId: string): Promise<boolean> {
  const withdrawn = await db('invitations')
    .where({ publicId, acceptedAt: null, withdrawnAt: null })
    .update({ withdrawnAt: db.fn.now() })
  return withdrawn > 0
}

/** Of an admin, or with null the links made for the first one. */
export async function withdrawInvitationsOf(db: Db, inviter: Person | null): Promise<void> {
  await db('invitations')
    .where({ invitedBy: inviter?.id ?? null, acceptedAt: null, withdrawnAt: null })
    .update({ withdrawnAt: db.fn.now() })
}

/** May an editor approve a version that holds their own words, giving a reason? Not unless an admin has said so. */
export async function ownWorkApprovalIsAllowed(db: Db): Promise<boolean> {
  const setting = await db<{ name: string; value: unknown }>('settings')
    .where({ name: 'own-work-approval' })
    .first('value')
  return setting?.value === true
}

export async function updateOwnWorkApproval(db: Db, allowed: boolean): Promise<void> {
  await db('settings')
    .insert({ name: 'own-work-approval', value: JSON.stringify(allowed) })
    .onConflict('name')
    .merge()
}

/** Whether this house sends mail: said at its start, so that deeds know it whichever process they are done in. */
export async function sayWhetherMailIsSetUp(db: Db, isSetUp: boolean): Promise<void> {
  await db('settings')
    .insert({ name: 'mail', value: JSON.stringify(isSetUp) })
    .onConflict('name')
    .merge()
}

export async function mailIsSetUp(db: Db): Promise<boolean> {
  const setting = await db<{ name: string; value: unknown }>('settings')
    .where({ name: 'mail' })
    .first('value')
  return setting?.value === true
}
