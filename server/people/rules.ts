import { commonPasswords } from './commonPasswords'

export const roles = ['translator', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

export const locales = ['ko', 'en'] as const
export type Locale = (typeof locales)[number]

/** Someone who works at the desk, with the roles they hold now. */
export interface Person {
  id: string
  publicId: string
  name: string
  email: string
  locale: Locale
  roles: Role[]
}

/** One browser in which somebody is signed in. */
export interface Session {
  publicId: string
  /** What the browser called itself; see `deviceOf`. */
  agent: string
  startedAt: Date
  seenAt: Date
  /** Whether it is the one that asks. */
  current: boolean
}

/** A link that lets one new person in, with these roles. Open until used, withdrawn or a week old. */
export interface Invitation {
  id: string
  publicId: string
  email: string | null
  roles: Role[]
  invitedBy: string | null
  expiresAt: Date
}

export function isEditor(person: Person): boolean {
  return person.roles.includes('editor')
}

export function isTranslator(person: Person): boolean {
  return person.roles.includes('translator')
}

export function isAdmin(person: Person): boolean {
  return person.roles.includes('admin')
}

/** May write English and comments: translators and editors both work on pairs. */
export function mayTranslate(person: Person): boolean {
  return isTranslator(person) || isEditor(person)
}

export function isLocale(value: unknown): value is Locale {
  return value === 'ko' || value === 'en'
}

export type NameObstacle = 'name-missing' | 'name-too-long'

/** A name has at least one letter that can be seen. */
export function obstacleToName(name: string): NameObstacle | null {
  if (!/[\p{L}\p{N}]/u.test(name)) return 'name-missing'
  if ([...name].length > 100) return 'name-too-long'
  return null
}

/** Addresses are compared in lower case, without the blanks that pasting brings along. */
export function emailFrom(typed: string): string {
  return typed.trim().toLowerCase()
}

/** Visible ASCII on both sides of one @: what every mail server takes, and what lower case means the same thing for everywhere. */
export function obstacleToEmail(email: string): 'email-not-valid' | null {
  return email.length <= 254 && /^[!-?A-~]+@[!-?A-~]+$/.test(email) ? null : 'email-not-valid'
}

export type PasswordObstacle = 'password-too-short' | 'password-too-long' | 'password-too-common'

/** Length is what makes a password hard to guess, so length is what is asked for; only what everybody tries first is refused besides. */
export function obstacleToPassword(password: string, email: string): PasswordObstacle | null {
  const { length } = [...password]
  if (length < 10) return 'password-too-short'
  if (length > 200) return 'password-too-long'
  if (isCommon(password.toLowerCase(), email)) return 'password-too-common'
  return null
}

function isCommon(password: string, email: string): boolean {
  return commonPasswords.has(password) || password === email || new Set(password).size < 4
}

/** What stands between an admin and giving someone these roles: there is always somebody who can let people in. */
export function obstacleToRoles(facts: {
  person: Person
  wanted: readonly Role[]
  admins: string[]
}): 'last-admin' | null {
  const losesAdmin = isAdmin(facts.person) && !facts.wanted.includes('admin')
  return losesAdmin && facts.admins.every((id) => id === facts.person.id) ? 'last-admin' : null
}

export interface Device {
  browser: string | null
  system: string | null
}

/** Browser and system by the names people know, from what the browser calls itself; null where it says nothing we know. */
export function deviceOf(agent: string): Device {
  return { browser: firstNamed(browsers, agent), system: firstNamed(systems, agent) }
}

/** In the order in which they must be asked: Edge also calls itself Chrome, and Chrome also Safari. */
const browsers: [string, RegExp][] = [
  ['Whale', /\bWhale\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Edge', /\bEdgA?(iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
]

const systems: [string, RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

function firstNamed(names: [string, RegExp][], agent: string): string | null {
  return names.find(([, pattern]) => pattern.test(agent))?.[0] ?? null
}
