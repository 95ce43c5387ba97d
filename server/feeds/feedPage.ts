import type { PictureSize } from '../articles/rules'
import type { Language } from '../publications/rules'
import { excerptOf, leadPicture, writersOf } from '../reader/sharedPage'
import { otherThan, withLinks, type Addresses, type Imprint, type Linked } from '../reader/rules'
import { plain } from '../text/rendering'
import { withWholeAddresses, type FeedArticle, type FeedFormat } from './rules'

/** What a feed says, whichever format it is written in. All addresses are whole. */
export interface FeedPage {
  language: Language
  title: string
  description: string
  /** Of the list it is a feed of. */
  home: string
  /** Of itself. */
  self: string
  publisher: string
  updated: Date
  articles: FeedPageArticle[]
}

interface FeedPageArticle {
  address: string
  /** Of the same article in the other language, where that is public. */
  counterpart: { address: string; language: Language } | null
  title: string
  authors: string[]
  summary: string
  /** HTML. */
  content: string
  published: Date
  updated: Date
  category: { slug: string; name: string } | null
  picture: { address: string; alt: string } | null
}

export interface FeedFacts extends Imprint {
  pathTo: Addresses & { feed(language: Language, format: FeedFormat): string }
  language: Language
  format: FeedFormat
  articles: FeedArticle[]
  linked: Linked[]
  pictures: Map<string, PictureSize>
  description: string
  /** "(in Korean)", for links that lead into the other language. */
  elsewhereLabel: string
}

export function feedPage(facts: FeedFacts): FeedPage {
  const { language, format, publicUrl, publisher, pathTo } = facts
  const articles = facts.articles.map((article) => feedArticle(facts, article))
  return {
    language,
    title: publisher[language],
    description: facts.description,
    home: publicUrl + pathTo.list(language),
    self: publicUrl + pathTo.feed(language, format),
    publisher: publisher[language],
    updated: new Date(Math.max(0, ...articles.map(({ updated }) => updated.getTime()))),
    articles,
  }
}

function feedArticle(facts: FeedFacts, article: FeedArticle): FeedPageArticle {
  const { language, publicUrl, pathTo, linked, elsewhereLabel } = facts
  const { slug, content, category } = article
  const address = publicUrl + pathTo.read(language, slug)
  const html = withLinks(article.html, language, linked, pathTo.read, elsewhereLabel)
  const lead = leadPicture(facts, content)
  const other = otherThan(language)
  return {
    address,
    counterpart:
      article.otherSlug === null
        ? null
        : { address: publicUrl + pathTo.read(other, article.otherSlug), language: other },
    title: plain(article.title),
    authors: writersOf(content),
    summary: excerptOf(content, language),
    content: withWholeAddresses(html, publicUrl, address),
    published: article.firstPublishedAt,
    updated: article.publishedAt,
    category: category && { slug: category.slug, name: category[language] },
    picture: lead && { address: publicUrl + lead.src, alt: lead.alt },
  }
}

/** JSON Feed 1.1 (jsonfeed.org/version/1.1); the other formats are views. */
export function jsonFeed(feed: FeedPage): string {
  const { language, title, description, home, self, publisher } = feed
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    ...{ title, description, language },
    home_page_url: home,
    feed_url: self,
    authors: [{ name: publisher, url: home }],
    items: feed.articles.map((article) => ({
      id: article.address,
      url: article.address,
      title: article.title,
      language,
      summary: article.summary,
      content_html: article.content,
      date_published: article.published,
      date_modified: article.updated,
      authors: article.authors.length > 0 ? article.authors.map((name) => ({ name })) : undefined,
      tags: article.category ? [article.category.name] : undefined,
      image: article.picture?.address,
    })),
  })
}
