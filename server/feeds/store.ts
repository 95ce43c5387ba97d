import { rowsOf, type Db } from '../db/connection'
import type { Language } from '../publications/rules'
import { entries } from '../reader/store'
import { feedLength, sitemapLength, type FeedArticle, type SitemapArticle } from './rules'

/** The newest public articles in this language, whole. */
export async function newestArticles(site: Db, language: Language): Promise<FeedArticle[]> {
  const newest = await entries(site, language, {}, { offset: 0, length: feedLength })
  const bodies = await rowsOf<{ articleId: string; html: string; otherSlug: string | null }>(
    site.raw(
      `select page.article_id, page.html,
         (select slug from site.pages other where other.article_id = page.article_id and other.language <> page.language) as other_slug
       from site.pages page where page.language = ? and page.article_id = any(?)`,
      [language, newest.map(({ articleId }) => articleId)],
    ),
  )
  const byArticle = new Map(bodies.map((body) => [body.articleId, body]))
  // One that was taken back between the two questions is in neither.
  return newest.flatMap((entry) => {
    const body = byArticle.get(entry.articleId)
    return body ? [{ ...entry, html: body.html, otherSlug: body.otherSlug }] : []
  })
}

/** How many articles are public in any language. */
export async function publicArticles(site: Db): Promise<number> {
  const [row] = await rowsOf<{ articles: number }>(
    site.raw('select count(distinct article_id)::integer as articles from site.pages'),
  )
  return row!.articles
}

/** One part of the sitemap, oldest articles first, so that a part that is full stays as it is. Parts count from 1. */
export async function sitemapPart(site: Db, part: number): Promise<SitemapArticle[]> {
  return rowsOf(
    site.raw(
      `select max(slug) filter (where language = 'ko') as korean_slug, max(slug) filter (where language = 'en') as english_slug,
         max(published_at) filter (where language = 'ko') as ko, max(published_at) filter (where language = 'en') as en
       from site.pages group by article_id order by article_id limit ? offset ?`,
      [sitemapLength, (part - 1) * sitemapLength],
    ),
  )
}
