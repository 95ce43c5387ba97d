import { addTerm } from '../../server/termbase/actions'
import { emptyForm, wordingFrom, type TermForm, type Wording } from '../../server/termbase/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'

/** What two people agree on in most stories: the cabbage, the bakery, and the woman who bakes. */
export const agreed = {
  cabbage: form({ korean: '배추', accepted: 'napa cabbage | kimchi cabbage', forbidden: 'Chinese cabbage' }),
  kim: form({
    ...{ korean: '김왕영', kind: 'person', accepted: 'Kim Wang-young', title: 'President' },
    nameOrder: 'family-first',
  }),
  bakery: form({ korean: '보리씨빵집', kind: 'organisation', accepted: 'Boriseed Bakery' }),
}

export function form(said: Partial<TermForm>): TermForm {
  return { ...emptyForm, ...said }
}

export function wording(said: Partial<TermForm>): Wording {
  return wordingFrom(form(said))
}

/** The public id of the new term. */
export function agree(db: Db, person: Person, said: Partial<TermForm>): Promise<string> {
  return addTerm(db, person, wording(said))
}
