import { rowsOf, type Db } from '../db/connection'
import type { Language } from '../publications/rules'
import type { Sought } from './rules'

export const resultsLength = 20

export interface Found {
  articleId: string
  /** In whose words it was found. */
  languages: Language[]
}

/** Public articles in whose words all of this stands, in either language: by their titles first, then the newest. */
export async function articlesWith(site: Db, { hangul, others }: Sought, page: number): Promise<Found[]> {
  return site.transaction(async (trx) => {
    // The words lie outside their rows, which PostgreSQL leaves out of account when it weighs reading all of them.
    await trx.raw('set local enable_seqscan = off')
    return rowsOf<Found>(
      trx.raw(
        `with sought as (select :hangul::tsquery && plainto_tsquery('english', :others) as query)
         select article_id, array_agg(language order by language) as languages
         from site.findable, sought where words @@ query and numnode(query) > 0
         group by article_id
         order by bool_or(title_words @@ query) desc, max(first_published_at) desc, article_id desc
         limit :limit offset :offset`,
        { hangul, others, limit: resultsLength + 1, offset: (page - 1) * resultsLength },
      ),
    )
  })
}
