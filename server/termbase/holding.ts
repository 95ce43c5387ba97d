import type { Db } from '../db/connection'
import { termFinder, type TermFinder } from '../text/terms'
import { readTerms } from './reading'
import { entriesFor, heldTerm, scopeName, type HeldTerm, type Scope, type TermEntry } from './rules'

/** The whole termbase as it stood at one edition, and what was made of it. An edition is never another one's again. */
interface Held {
  edition: string
  entries: TermEntry[]
  finders: Map<string, TermFinder<HeldTerm>>
}

/** The one asked for last. A copy: PostgreSQL is asked each time whether it is old. */
let held: Held | null = null

async function termbase(db: Db): Promise<Held> {
  const { edition } = (await db('termbaseEdition').first('edition')) as { edition: string }
  if (held?.edition === edition) return held
  // Read after its edition: what is newer than it says is read once more, what is older never kept.
  held = { edition, entries: await readTerms(db, 'term.ended_at is null'), finders: new Map() }
  return held
}

export async function standingTerms(db: Db): Promise<TermEntry[]> {
  return (await termbase(db)).entries
}

export async function finderFor(db: Db, scope: Scope): Promise<TermFinder<HeldTerm>> {
  const { entries, finders } = await termbase(db)
  const name = `${scopeName({ ...scope, articleId: null })} ${scopeName({ ...scope, seriesId: null })}`
  const known = finders.get(name)
  if (known) return known
  const finder = termFinder(entriesFor(entries, scope).map(heldTerm))
  if (finders.size >= mostFinders) finders.clear()
  finders.set(name, finder)
  return finder
}

/** Articles that are worked on at one time. */
const mostFinders = 30
