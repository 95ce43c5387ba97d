import type { Language } from '../publications/rules'
import { plain } from '../text/rendering'
import {
  coverSize,
  fingerprintOf,
  otherThan,
  type Addresses,
  type Counterpart,
  type Cover,
  type Imprint,
  type Page,
} from './rules'

export function coverOfArticle(
  page: Page,
  counterpart: Counterpart | null,
  { publisher }: Pick<Imprint, 'publisher'>,
): Cover {
  const { language, category, series, part } = page
  const place = [category?.[language], series && `${series[language]} ${part}`].filter(Boolean).join('  ·  ')
  return {
    ...{ language, publisher: publisher[language], place },
    title: plain(page.title),
    across: counterpart && plain(counterpart.title),
  }
}

/** Of the site as a whole, for its lists. */
export function coverOfSite(language: Language, { publisher }: Pick<Imprint, 'publisher'>): Cover {
  const other = publisher[otherThan(language)]
  const title = publisher[language]
  return { language, publisher: title, place: '', title, across: other === title ? null : other }
}

/** The head of a page says this of its cover. */
export function coverImage(pathTo: Addresses, publicUrl: string, cover: Cover, slug: string | null) {
  const src = publicUrl + pathTo.cover(cover.language, slug, fingerprintOf(cover))
  const alt = [cover.title, cover.across].filter(Boolean).join(' · ')
  return { src, ...coverSize, alt }
}
