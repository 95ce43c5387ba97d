import type { PictureSize } from '../articles/rules'
import { leadPicture, writersOf, type Room } from '../reader/sharedPage'
import type { Addresses, Imprint, Page } from '../reader/rules'
import { plain } from '../text/rendering'

/** What another site may show of one of our articles (oembed.com, type "link"); names are those of the protocol. */
export interface OembedCard {
  version: '1.0'
  type: 'link'
  title: string
  author_name?: string
  provider_name: string
  provider_url: string
  thumbnail_url?: string
  thumbnail_width?: number
  thumbnail_height?: number
}

export interface OembedFacts extends Imprint {
  pathTo: Addresses
  page: Page
  pictures: Map<string, PictureSize>
  /** For a thumbnail, which is left out where none is small enough. */
  room: Room
}

export function oembedCard(facts: OembedFacts): OembedCard {
  const { page, publisher, publicUrl, pathTo } = facts
  const author = writersOf(page.content).join(', ')
  const lead = leadPicture(facts, page.content, facts.room)
  return {
    version: '1.0',
    type: 'link',
    title: plain(page.title),
    ...(author && { author_name: author }),
    provider_name: publisher[page.language],
    provider_url: publicUrl + pathTo.list(page.language),
    ...(lead && {
      thumbnail_url: publicUrl + lead.src,
      thumbnail_width: lead.width,
      thumbnail_height: lead.height,
    }),
  }
}
