import { rowsOf, type Db } from '../db/connection'
import type { Language } from '../publications/rules'
import type { BylinePair, Counted, YearPlace } from './rules'

/**
 * The different bylines of public articles in this language: a walk from one to the next along the index, which is as long
 * as there are bylines and not as long as there are articles.
 */
export async function bylinesIn(site: Db, language: Language): Promise<string[]> {
  const rows = await rowsOf<{ byline: string }>(
    site
      .raw(
        `with recursive walk as (
           (select byline from site.listed where language = :language and byline > '' order by byline limit 1)
           union all
           select (select byline from site.listed where language = :language and byline > walk.byline order by byline limit 1)
           from walk where walk.byline is not null
         )
         select byline from walk where byline is not null`,
        { language },
      )
      .options({ name: 'bylines-in' }),
  )
  return rows.map(({ byline }) => byline)
}

/** What stands in the other language where these bylines stand in this one, and how often. */
export async function bylinesAcross(site: Db, language: Language, bylines: string[]): Promise<BylinePair[]> {
  if (bylines.length === 0) return []
  return rowsOf(
    site
      .raw(
        `select own.byline as here, other.byline as there, count(*)::integer as times
       from site.listed own join site.listed other on other.article_id = own.article_id and other.language <> own.language
       where own.language = ? and own.byline = any(?) group by 1, 2`,
        [language, bylines],
      )
      .options({ name: 'bylines-across' }),
  )
}

/** The nearest years before and after this one in which something was published, and the languages this one has anything in. */
export async function yearAmong(
  site: Db,
  language: Language,
  year: number,
  timeZone: string,
): Promise<YearPlace> {
  const [row] = await rowsOf<YearPlace>(
    site
      .raw(
        `with span as (select make_timestamptz(:year, 1, 1, 0, 0, 0, :timeZone) as begins, make_timestamptz(:year + 1, 1, 1, 0, 0, 0, :timeZone) as ends)
       select
         extract(year from (select max(first_published_at) from site.listed where language = :language and first_published_at < begins) at time zone :timeZone)::integer as earlier,
         extract(year from (select min(first_published_at) from site.listed where language = :language and first_published_at >= ends) at time zone :timeZone)::integer as later,
         array(select l from unnest(array['ko', 'en']) l
           where exists (select from site.listed where language = l and first_published_at >= begins and first_published_at < ends)) as languages
       from span`,
        { language, year, timeZone },
      )
      .options({ name: 'year-among' }),
  )
  return row!
}

/** How many public articles each category, series, byline and year has in this language. */
export async function countsIn(site: Db, language: Language, timeZone: string): Promise<Counted[]> {
  return rowsOf(
    site
      .raw(
        `select category_id::text as category, null as series, null as byline, null::integer as year, count(*)::integer as articles
           from site.listed where language = :language and category_id is not null group by category_id
         union all
         select null, series_id::text, null, null, count(*)::integer
           from site.listed where language = :language and series_id is not null group by series_id
         union all
         select null, null, byline, null, count(*)::integer from site.listed where language = :language and byline > '' group by byline
         union all
         select null, null, null, extract(year from first_published_at at time zone :timeZone)::integer as year, count(*)::integer
           from site.listed where language = :language group by year`,
        { language, timeZone },
      )
      .options({ name: 'counts-in' }),
  )
}
