import { rowsOf, type Db } from '../db/connection'
import type { Language } from '../publications/rules'
import { mostCounted, resultsLength, type Sought } from './rules'

export interface Found {
  articleId: string
  /** In whose words it was found. */
  languages: Language[]
}

export interface Finding {
  /** One more than are shown, when there are more. */
  found: Found[]
  /** How many articles were found in all; one more than `mostCounted` stands for any more. */
  count: number
}

/**
 * Public articles in whose words all of this stands, in either language: by their titles first, then the newest. Of a word that
 * stands everywhere only so many rows are looked at more closely as the page could need, two an article.
 */
export async function articlesWith(site: Db, { indexed, others }: Sought, page: number): Promise<Finding> {
  if (indexed === '' && others === '') return { found: [], count: 0 }
  const offset = (page - 1) * resultsLength
  const limit = resultsLength + 1
  return site.transaction(async (trx) => {
    // The words lie outside their rows, which PostgreSQL leaves out of account when it weighs reading all of them.
    await trx.raw('set local enable_seqscan = off')
    const rows = await rowsOf<Found & { count: number }>(
      trx
        .raw(
          `with titled as materialized (
           select article_id, first_published_at from site.findable where title_words @@ ${query} ${newestFirst}
         ), worded as materialized (
           select article_id, first_published_at from site.findable where words @@ ${query} ${newestFirst}
         ), counted as materialized (
           select article_id from site.findable where words @@ ${query} limit :most
         ), first as materialized (
           select article_id, bool_or(by_title) as by_title, max(first_published_at) as newest
           from (select *, true as by_title from titled union all select *, false from worded) either
           group by article_id order by by_title desc, newest desc, article_id desc limit :limit offset :offset
         )
         select article_id,
           (select array_agg(language order by language) from site.findable f where f.article_id = first.article_id and words @@ ${query}) as languages,
           (select count(distinct article_id)::integer from counted) as count
         from first order by by_title desc, newest desc, article_id desc`,
          { indexed, others, limit, offset, rows: 2 * (offset + limit), most: 2 * (mostCounted + 1) },
        )
        .options({ name: 'articles-with' }),
    )
    return {
      found: rows.map(({ articleId, languages }) => ({ articleId, languages })),
      count: rows[0]?.count ?? 0,
    }
  })
}

const query = `(:indexed::tsquery && plainto_tsquery('english', :others))`
const newestFirst = 'order by first_published_at desc, publication_id desc limit :rows'
