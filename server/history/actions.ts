import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { Refused } from '../errors'
import type { Person } from '../people/rules'
import { save } from '../targets/actions'
import type { SaveOutcome } from '../targets/rules'
import type { Place, Wording } from '../targets/store'
import { segmentByNumber, wordsOfSave } from './store'

export interface Restoration extends Pick<Wording, 'baseRevision' | 'saveId'> {
  /** The save whose words are wanted back. */
  of: string
}

/**
 * Puts earlier words back as a new revision by whoever asks: a save like any other, so a paragraph that has moved on
 * meanwhile answers with a conflict, and the same request twice does it once.
 */
export async function restore(
  db: Db,
  place: Place,
  person: Person,
  { of, ...guard }: Restoration,
): Promise<{ outcome: SaveOutcome; text: string }> {
  const article = await articleBySlug(db, place.slug)
  const text = await wordsOfSave(db, await segmentByNumber(db, article, place.number), of)
  const outcome = await save(db, place, person, { ...guard, text, confirm: false })
  if (outcome.outcome === 'same') throw new Refused('restoration-same')
  return { outcome, text }
}
