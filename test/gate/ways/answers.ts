import type { Attacker } from '../attackers'

/** What PostgreSQL answers to each of those who try: an SQLSTATE. */
export type Answers = Partial<Record<Attacker, string>>
/** A way around the gate under its name, as statements. `{name}` in them stands for an id of the scene. */
export type Way = [name: string, statements: string, answers: Answers]

export const noRight = '42501'
export const narrow: Answers = { web: noRight, worker: noRight, reader: noRight }

/** The web has the right and meets a rule; the others have not even the right. */
export function web(code: string): Answers {
  return { ...narrow, web: code }
}

/** A bug that runs as the owner or as a superuser. */
export function mighty(code: string): Answers {
  return { owner: code, superuser: code }
}

/** The same, in a replica's session as well. */
export function always(code: string): Answers {
  return { ...mighty(code), replica: code }
}
