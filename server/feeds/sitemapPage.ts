import { languages, type Language } from '../publications/rules'
import type { Addresses } from '../reader/rules'
import type { SitemapArticle } from './rules'

/** Every address of one part of the sitemap, with the same article in the other language beside it (sitemaps.org, hreflang). */
export interface SitemapPage {
  addresses: { address: string; modified: Date | null; alternates: { language: string; address: string }[] }[]
}

export interface SitemapFacts {
  publicUrl: string
  pathTo: Addresses
  articles: SitemapArticle[]
  /** The newest, and the index that leads to every other list, stand in the first part. */
  isFirst: boolean
}

export function sitemapPage({ publicUrl, pathTo, articles, isFirst }: SitemapFacts): SitemapPage {
  const lists = (isFirst ? [pathTo.list, pathTo.readIndex] : []).flatMap((addressIn) =>
    together(languages.map((language) => [language, publicUrl + addressIn(language), null])),
  )
  return {
    addresses: [
      ...lists,
      ...articles.flatMap((article) =>
        together(
          languages.flatMap((language): Place[] => {
            const modified = article[language]
            const slug = language === 'ko' ? article.koreanSlug : article.englishSlug
            return modified && slug !== null
              ? [[language, publicUrl + pathTo.read(language, slug), modified]]
              : []
          }),
        ),
      ),
    ],
  }
}

type Place = [language: Language, address: string, modified: Date | null]

/** Addresses of one thing: each names all of them, itself included. The Korean is the original. */
function together(places: Place[]): SitemapPage['addresses'] {
  const named = places.map(([language, address]) => ({ language: language as string, address }))
  const original = places.find(([language]) => language === 'ko') ?? places[0]
  const alternates = original ? [...named, { language: 'x-default', address: original[1] }] : []
  return places.map(([, address, modified]) => ({ address, modified, alternates }))
}
