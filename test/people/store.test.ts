import type { Db } from '../../server/db/connection'
import { newToken } from '../../server/people/secrets'
import {
  deleteSessionsOf,
  grantRole,
  insertSession,
  knownByEmail,
  lockAdmins,
  ownWorkApprovalIsAllowed,
  people,
  personOfSession,
  revokeRole,
  sessionsOf,
  updateOwnWorkApproval,
} from '../../server/people/store'
import { inTransaction } from '../support/database'
import { world } from '../support/world'

describe('a session', () => {
  test(
    'tells in one query who it is and which roles they hold',
    inTransaction(async (db) => {
      const { sujin } = await world(db)
      const token = await sessionOf(db, sujin)
      const queries = await queriesOf(db, async () => {
        expect(await personOfSession(db, token)).toEqual(sujin)
      })
      expect(queries).toHaveLength(1)
    }),
  )

  test(
    'keeps only the hash of its token',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const token = await sessionOf(db, minji)
      const rows = await db('sessions').where({ personId: minji.id })
      expect(JSON.stringify(rows)).not.toContain(token)
      expect((rows[0] as { tokenHash: Buffer }).tokenHash).toHaveLength(32)
    }),
  )

  test(
    'is nobody’s once it has expired, or once its token is another',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const token = await sessionOf(db, minji)
      expect(await personOfSession(db, newToken())).toBeNull()
      await db('sessions').update({ expiresAt: db.raw("now() - interval '1 second'") })
      expect(await personOfSession(db, token)).toBeNull()
    }),
  )

  test(
    'lives for 30 days from when it was last seen, which is written at most every five minutes',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const token = await sessionOf(db, minji)
      await db('sessions').update({ seenAt: db.raw("now() - interval '4 minutes'") })
      expect(await queriesOf(db, () => personOfSession(db, token).then(aMoment))).toHaveLength(1)

      await db('sessions').update({
        seenAt: db.raw("now() - interval '6 minutes'"),
        expiresAt: db.raw("now() + interval '1 day'"),
      })
      expect(await queriesOf(db, () => personOfSession(db, token).then(aMoment))).toHaveLength(2)
      const session = (await db('sessions')
        .where({ personId: minji.id })
        .first(
          db.raw("seen_at = now() as seen, expires_at = now() + interval '30 days' as renewed"),
        )) as object
      expect(session).toEqual({ seen: true, renewed: true })
    }),
  )

  test(
    'takes up a change of roles at the next request, and lets nobody in who has none',
    inTransaction(async (db) => {
      const { minji, sujin } = await world(db)
      const token = await sessionOf(db, minji)
      await grantRole(db, minji, 'editor', sujin.id)
      expect((await personOfSession(db, token))?.roles).toEqual(['editor', 'translator'])
      await revokeRole(db, minji, 'editor', sujin)
      await revokeRole(db, minji, 'translator', sujin)
      expect(await personOfSession(db, token)).toBeNull()
    }),
  )

  test(
    'can be the one that stays when the others end',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const token = await sessionOf(db, minji)
      await sessionOf(db, minji)
      const daniels = await sessionOf(db, daniel)
      expect(await deleteSessionsOf(db, minji, token)).toBe(1)
      expect((await sessionsOf(db, minji, token)).map(({ current }) => current)).toEqual([true])
      expect(await deleteSessionsOf(db, minji, null)).toBe(1)
      expect(await personOfSession(db, daniels)).toEqual(daniel)
    }),
  )
})

test(
  'a person is found by their address, with roles and the hash of the password',
  inTransaction(async (db) => {
    const { daniel } = await world(db)
    expect(await knownByEmail(db, daniel.email)).toMatchObject({ person: daniel })
    expect(await knownByEmail(db, 'nobody@namdo.example')).toBeNull()
  }),
)

test(
  'the list of people counts open sessions',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    await sessionOf(db, minji)
    await sessionOf(db, minji)
    expect((await people(db)).find(({ id }) => id === minji.id)).toMatchObject({ ...minji, sessions: 2 })
  }),
)

test(
  'the admins of this moment can be held',
  inTransaction(async (db) => {
    const { sujin, minji } = await world(db)
    expect(await lockAdmins(db)).toContain(sujin.id)
    expect(await lockAdmins(db)).not.toContain(minji.id)
  }),
)

test(
  'four eyes are the rule until an admin says otherwise',
  inTransaction(async (db) => {
    expect(await ownWorkApprovalIsAllowed(db)).toBe(false)
    await updateOwnWorkApproval(db, true)
    expect(await ownWorkApprovalIsAllowed(db)).toBe(true)
    await updateOwnWorkApproval(db, false)
    expect(await ownWorkApprovalIsAllowed(db)).toBe(false)
  }),
)

async function sessionOf(db: Db, person: { id: string }): Promise<string> {
  const token = newToken()
  await insertSession(db, person as Parameters<typeof insertSession>[1], token, 'Firefox')
  return token
}

/** The statements a piece of work sends. */
async function queriesOf(db: Db, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const note = ({ sql }: { sql: string }) => void sent.push(sql)
  db.on('query', note)
  await work()
  db.off('query', note)
  return sent
}

function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}
