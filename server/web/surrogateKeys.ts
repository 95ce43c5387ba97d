import { createHash } from 'node:crypto'
import type { Response } from 'express'

/**
 * What a page was made of, in a header for caches that can forget by key (`Surrogate-Key`). The database makes the same keys when
 * something changes (`desk.ask_for_purge_of`). Slugs are hashed: a page may link to an article that nobody can read yet.
 */
export const keyOf = {
  article: (slug: string) => `article-${hashed(slug)}`,
  series: (slug: string) => `series-${hashed(slug)}`,
  picture: (publicId: string) => `picture-${publicId}`,
  /** Whatever shows the newest, or all. */
  lists: 'lists',
}

/** Where a cache in front can be told what to forget, it may keep pages for a day; until then it asks each time. */
export function madeOf(res: Response, keys: string[]): void {
  res.set('Surrogate-Key', [...new Set(['site', ...keys])].join(' '))
  if (res.app.get('purged'))
    res.set({ 'Surrogate-Control': 'max-age=86400', 'CDN-Cache-Control': 'max-age=86400' })
}

function hashed(slug: string): string {
  return createHash('sha256').update(slug).digest('hex').slice(0, 12)
}
