import { createHash } from 'node:crypto'
import type { Response } from 'express'

/**
 * What a page was made of, in a header for caches that can forget by key (`Surrogate-Key`). The database makes the same keys when
 * something changes (`desk.ask_for_purge_of`). Slugs are hashed: a page may link to an article that nobody can read yet. A hash can be guessed at,
 * so readers are not sent it where there is no such cache; where there is, it keeps the header to itself.
 */
export const keyOf = {
  article: (slug: string) => `article-${hashed(slug)}`,
  series: (slug: string) => `series-${hashed(slug)}`,
  picture: (publicId: string) => `picture-${publicId}`,
  /** Whatever shows the newest, or all. */
  lists: 'lists',
}

/** Where a cache in front can be told what to forget, it may keep pages for a day; elsewhere it asks each time. */
export function madeOf(res: Response, keys: string[]): void {
  if (!res.app.get('purged')) return
  res.set('Surrogate-Key', [...new Set(['site', ...keys])].join(' '))
  res.set({ 'Surrogate-Control': 'max-age=86400', 'CDN-Cache-Control': 'max-age=86400' })
}

function hashed(slug: string): string {
  return createHash('sha256').update(slug).digest('hex').slice(0, 12)
}
