import { Router, type Request } from 'express'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { languages, type Language } from '../publications/rules'
import type { Imprint } from '../reader/rules'
import { entriesOf } from '../reader/store'
import type { Speech } from '../web/locale'
import { page } from '../web/page'
import { pageNumberFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { searchPage } from './page'
import { lastPage, longestQuery, resultsLength, soughtIn } from './rules'
import { articlesWith } from './store'

/** Finding what is public by its words, in either language. */
export function searchRoutes(site: Db, imprint: Imprint): Router {
  const router = Router({ strict: true })

  for (const language of languages)
    router.get(pathTo.search(language), async (req, res) => {
      const { t, speakIn } = res.locals as Speech & { speakIn: (language: Language) => void }
      speakIn(language)
      const query = queryFrom(req)
      const number = pageNumberFrom(req)
      if (number > lastPage) throw new NotFound()
      const sought = soughtIn(query)
      const { found, count } = await articlesWith(site, sought, number)
      if (number > 1 && found.length === 0) throw new NotFound()
      const shown = found.slice(0, resultsLength)
      const entries = await entriesOf(
        site,
        language,
        shown.map(({ articleId }) => articleId),
        shown.filter(({ languages: there }) => !there.includes(language)).map(({ articleId }) => articleId),
      )
      const title = query
        ? t('search:titled', { lng: language, query })
        : t('search:search', { lng: language })
      const facts = {
        ...imprint,
        pathTo,
        language,
        title,
        query,
        sought,
        page: number,
        found,
        count,
        entries,
      }
      const locals = searchPage(facts)
      res.set({ 'Cache-Control': 'private, no-cache', 'Content-Language': language })
      page(
        res,
        'search/show',
        { publisher: imprint.publisher, feed: pathTo.feed(language, 'atom'), ...locals },
        'reader',
      )
    })

  return router
}

/** What is longer than anybody looks for is cut, and shown as it was cut. */
function queryFrom({ query }: Request): string {
  if (typeof query.q !== 'string') return ''
  const typed = query.q
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
  return [...typed].slice(0, longestQuery).join('')
}
