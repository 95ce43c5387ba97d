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
