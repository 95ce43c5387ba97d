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

/**
 * What is tried first, of ten characters and more: runs over the keyboard, the usual words with the usual digits,
 * and Korean words typed on a keyboard left in English. Lower case; compared without regard to case.
 */
const commonPasswords: ReadonlySet<string> = new Set(
  `
  1234567890 0123456789 9876543210 0987654321 12345678900 123456789a a123456789 123456789q q123456789
  1234567891 12345678910 1234512345 1234554321 1122334455 1111122222 1212121212 1231231231 123123123123
  123456123456 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3
  1qaz2wsx3e qwertyuiop qwertyuiop1 qwertyuiop123 qwerty1234 qwerty12345 qwerty123456 qwerty123! qwer1234!!
  qwer123456 qwerasdfzxcv asdfghjkl1 asdfghjkl; asdfasdfasdf asdf123456 asdfqwer1234 zxcvbnm123 zxcvbnm1234
  zxcvbnmasd poiuytrewq password12 password123 password1234 password12345 password1! password123! passw0rd123
  p@ssw0rd123 p@ssword123 passwordpassword password00 administrator admin12345 admin123456 adminadmin admin123!!
  welcome123 welcome1234 welcome123! letmein123 letmein1234 iloveyou12 iloveyou123 iloveyou1234 iloveyou!!
  princess123 football123 baseball123 sunshine123 superman123 dragon1234 monkey1234 abcdefghij abcdefghijk
  abcd123456 abcde12345 abc1234567 abc123abc123 a1b2c3d4e5 a1s2d3f4g5 aa12345678 aaa1234567 secret1234
  changeme123 changeme123! changethis default123 testtest12 test123456 test12345678 temp123456 guest12345
  korea12345 korea123456 seoul12345 samsung123 samsung1234 starcraft1 startrek123 michelle123 jordan2323
  summer2024! summer2025! winter2024! winter2025! spring2025! autumn2025! january2025 december2025
  dkssudgktpdy dkssudgktpdy1 tkfkdgody1 tkfkdgody12 tkfkdgody123 tkfkdgodyo qlalfqjsgh qlalfqjsgh1 qlalfqjsgh123
  eogksalsrnr eogksalsrnr1 gksrnrtkfka dkswjsgksdkagh qkrrmsgP12 ghdrlfehd123 rlaclwjdtns dmgkgkgkgk
  correcthorse correcthorsebatterystaple trustno1trustno1 whatever123 computer123 internet123 nothing123
  daeyeok123 daeyeok1234 translator translator1 translation editor12345 publisher1
  `
    .toLowerCase()
    .trim()
    .split(/\s+/),
)

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
