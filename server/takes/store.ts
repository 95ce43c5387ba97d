import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import type { Person } from '../people/rules'
import type { Range, Take } from './rules'

/** Those that have not ended, in the order they were made. */
export async function takesOf(db: Db, article: Pick<Article, 'id'>): Promise<Take[]> {
  return db('takes as take')
    .join('people as person', 'person.id', 'take.personId')
    .where({ 'take.articleId': article.id, 'take.endedAt': null })
    .orderBy('take.id')
    .select<Take[]>({
      id: 'take.id',
      articleId: 'take.articleId',
      personId: 'take.personId',
      personPublicId: 'person.publicId',
      name: 'person.name',
      first: 'take.firstNumber',
      last: 'take.lastNumber',
    })
}

export async function insertTake(trx: Db, article: Article, person: Person, range: Range): Promise<void> {
  await trx('takes').insert({
    articleId: article.id,
    personId: person.id,
    firstNumber: range.first,
    lastNumber: range.last,
  })
}

/** How many ended: one, or none when nothing was taken. */
export async function endTakes(trx: Db, article: Article, person: Person): Promise<number> {
  return trx('takes')
    .where({ articleId: article.id, personId: person.id, endedAt: null })
    .update({ endedAt: trx.fn.now() })
}
