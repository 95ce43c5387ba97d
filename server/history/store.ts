import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import type { Event } from './rules'

/** What was done to an article, the newest first. */
export async function eventsOf(db: Db, article: Article, limit = 200): Promise<Event[]> {
  return db('events as event')
    .leftJoin('people as person', 'person.id', 'event.personId')
    .where({ 'event.articleId': article.id })
    .orderBy('event.id', 'desc')
    .limit(limit)
    .select<Event[]>({
      id: 'event.id',
      at: 'event.at',
      action: 'event.action',
      by: 'person.name',
      detail: 'event.detail',
    })
}
