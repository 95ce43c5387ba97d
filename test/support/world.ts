import { hash } from '@node-rs/argon2'
import type { Db } from '../../server/db/connection'
import type { Person, Role } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { grantRole, insertPerson } from '../../server/people/store'

/** The small cast every test knows. Their screens are in English, so that tests read sentences in English. */
export interface World {
  /** A translator. */
  minji: Person
  /** A second translator. */
  jiwoo: Person
  /** An editor. */
  daniel: Person
  /** Admin and editor. */
  sujin: Person
}

export const password = 'correct horse kimchi'
const passwordHash = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })

export async function world(db: Db): Promise<World> {
  const admin = await adminThere(db)
  const sujin = await personWith(db, 'Sujin', ['admin', 'editor'], admin)
  const minji = await personWith(db, 'Minji', ['translator'], sujin.id)
  const daniel = await personWith(db, 'Daniel', ['editor'], sujin.id)
  const jiwoo = await personWith(db, 'Jiwoo', ['translator'], sujin.id)
  return { minji, daniel, sujin, jiwoo }
}

/**
 * One more person. The address is of this person only, since tests that run side by side in transactions of their own
 * would wait for each other's.
 */
export async function personWith(db: Db, name: string, roles: Role[], admin: string | null): Promise<Person> {
  const email = `${name}.${newToken().slice(0, 8)}@namdo.example`.toLowerCase()
  const person = await insertPerson(db, { name, email, passwordHash, locale: 'en' })
  for (const role of roles) await grantRole(db, person!, role, admin)
  return { ...person!, roles: [...roles].sort() }
}

/** The shared test database has an admin already (see services.ts); in a database of its own the first one comes from nobody. */
async function adminThere(db: Db): Promise<string | null> {
  const grant = await db('roleGrants')
    .where({ role: 'admin', revokedAt: null })
    .orderBy('id')
    .first('personId')
  return (grant as { personId: string } | undefined)?.personId ?? null
}
