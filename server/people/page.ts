import {
  deviceOf,
  isAdmin,
  obstacleToRoles,
  roles,
  type Invitation,
  type Person,
  type Role,
  type Session,
} from './rules'

/** Why a form is shown once more: the rule that refused it, in a sentence. */
interface Refusal {
  rule: string
  sentence: string
}

/** Deeds that a page may say it has done, after the browser was sent back to it. */
const deeds = ['roles', 'sessions', 'session', 'withdrawn', 'setting', 'password', 'locale'] as const
type Deed = (typeof deeds)[number]

export function deedIn(asked: unknown): Deed | null {
  return deeds.find((deed) => deed === asked) ?? null
}

interface Choice {
  role: Role
  held: boolean
}

export interface PeoplePage {
  colleagues: {
    publicId: string
    name: string
    email: string
    self: boolean
    roles: Choice[]
    sessions: number
    /** The only admin there is: that role stays. */
    lastAdmin: boolean
  }[]
  invitations: {
    publicId: string
    email: string | null
    roles: Role[]
    inviter: string | null
    expiresAt: Date
  }[]
  ownWorkApproval: boolean
  /** Whether a mail server is set up. */
  mail: boolean
  /** A link made just now, which is never shown again. */
  link: string | null
  invitation: { email: string; roles: Choice[]; error: Errors }
  /** Why somebody's roles stay as they are. */
  refusal: string | null
}

export function peoplePage(facts: {
  colleagues: (Person & { sessions: number })[]
  invitations: (Invitation & { inviter: string | null })[]
  admin: Person
  ownWorkApproval: boolean
  mail: boolean
  link?: string
  typed?: { email: string; roles: Role[] }
  invitationRefused?: Refusal
  rolesRefused?: Refusal
}): PeoplePage {
  const { colleagues, admin, invitations, ownWorkApproval, mail } = facts
  const admins = colleagues.filter(isAdmin).map(({ id }) => id)
  const typed = facts.typed ?? { email: '', roles: ['translator'] }
  return {
    colleagues: colleagues.map((person) => ({
      publicId: person.publicId,
      name: person.name,
      email: person.email,
      self: person.id === admin.id,
      roles: choices(person.roles),
      sessions: person.sessions,
      lastAdmin: obstacleToRoles({ person, wanted: [], admins }) === 'last-admin',
    })),
    invitations,
    ownWorkApproval,
    mail,
    link: facts.link ?? null,
    invitation: {
      email: typed.email,
      roles: choices(typed.roles),
      error: errorsOf(facts.invitationRefused),
    },
    refusal: facts.rolesRefused?.sentence ?? null,
  }
}

function choices(held: readonly Role[]): Choice[] {
  return roles.map((role) => ({ role, held: held.includes(role) }))
}

/** The sentence of a refusal, at the field it is about; at the form when it is about none. */
export interface Errors {
  name?: string
  email?: string
  password?: string
  current?: string
  roles?: string
  form?: string
}

export function errorsOf(refusal: Refusal | undefined): Errors {
  if (!refusal) return {}
  const field = (['name', 'email', 'password', 'current', 'roles'] as const).find((name) =>
    refusal.rule.startsWith(`${name}-`),
  )
  return { [field ?? 'form']: refusal.sentence }
}

export interface SessionsPage {
  sessions: {
    publicId: string
    /** "Firefox · Windows"; empty when the browser says nothing we know. */
    device: string
    startedAt: Date
    seenAt: Date
    current: boolean
  }[]
  others: number
  email: string
  error: Errors
}

export function sessionsPage(facts: {
  sessions: Session[]
  person: Person
  refused?: Refusal
}): SessionsPage {
  return {
    sessions: facts.sessions.map(({ agent, publicId, startedAt, seenAt, current }) => {
      const { browser, system } = deviceOf(agent)
      const device = [browser, system].filter((name) => name !== null).join(' · ')
      return { publicId, device, startedAt, seenAt, current }
    }),
    others: facts.sessions.filter(({ current }) => !current).length,
    email: facts.person.email,
    error: errorsOf(facts.refused),
  }
}
