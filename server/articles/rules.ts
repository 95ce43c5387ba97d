import { mayTranslate, isEditor, type Person } from '../people/rules'

/** The thing readers read, in either language. What it says is in its source versions and translation versions. */
export interface Article {
  id: string
  slug: string
  /** Its address in English; null where that is the one it has in Korean. */
  englishSlug: string | null
  categoryId: string | null
  seriesId: string | null
  /** Its place in the series; null exactly when it is in none. */
  part: number | null
  broughtInBy: string
  createdAt: Date
}

/** Where an article belongs, named in both languages. */
export interface Category {
  id: string
  slug: string
  nameKo: string
  nameEn: string
}

/** Articles that belong together, in order. */
export interface Series {
  id: string
  slug: string
  nameKo: string
  nameEn: string
}

export interface Names {
  nameKo: string
  nameEn: string
}

/** Where an article stands among the others: what may change without a new source version. */
export interface Place {
  slug: string
  /** Null: the same in English. Left out, it stays what it was. */
  englishSlug?: string | null
  categoryId: string | null
  seriesId: string | null
  part: number | null
  /** Ids of the related articles, in the order readers see them. */
  related: string[]
}

export const formats = ['webp', 'jpeg', 'png'] as const
export type Format = (typeof formats)[number]

/** A photograph that is kept, with the widths it can be had in, in pixels, ascending. */
export interface PictureSize {
  publicId: string
  /** Of the photograph as it came, after turning it upright. */
  width: number
  height: number
  widths: number[]
  /** Every width is there as webp and in this format. */
  fallback: 'jpeg' | 'png'
}

/** A kept photograph under the name it was uploaded with. */
export interface Photograph extends PictureSize {
  name: string
}

/** What makes the bytes of one size. */
export interface Rendition {
  width: number
  format: Format
  bytes: Buffer
}

export type ArticleObstacle = 'may-not-bring-in' | 'details-settled'

/** Translators and editors bring articles in; an admin alone keeps the house. */
export function obstacleToBringingIn(person: Person): 'may-not-bring-in' | null {
  return mayTranslate(person) ? null : 'may-not-bring-in'
}

/** Once an editor has approved the Korean, only an editor moves the article. */
export function obstacleToDetails(person: Person, koreanApproved: boolean): ArticleObstacle | null {
  if (!mayTranslate(person)) return 'may-not-bring-in'
  if (koreanApproved && !isEditor(person)) return 'details-settled'
  return null
}

export type SlugObstacle = 'slug-missing' | 'slug-malformed' | 'slug-too-long' | 'slug-reserved'

const longestSlug = 120
/** Names that are pages of their own: under `/desk/articles/`, and beside the articles of the site. */
const reserved = ['new', 'cut', 'search']

/** What is wrong with an address, or null. The form is PostgreSQL's own check. */
export function obstacleToSlug(slug: string): SlugObstacle | null {
  if (slug === '') return 'slug-missing'
  if (slug.length > longestSlug) return 'slug-too-long'
  if (!/^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$/.test(slug)) return 'slug-malformed'
  return reserved.includes(slug) ? 'slug-reserved' : null
}

export type EnglishSlugObstacle = 'english-slug-malformed' | 'english-slug-too-long' | 'english-slug-reserved'

/** The same for an address of its own in English, which need not be. */
export function obstacleToEnglishSlug(slug: Place['englishSlug']): EnglishSlugObstacle | null {
  if (slug === null || slug === undefined) return null
  if (slug.length > longestSlug) return 'english-slug-too-long'
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return 'english-slug-malformed'
  return reserved.includes(slug) ? 'english-slug-reserved' : null
}

/** Where readers find it in each language. */
export function slugsOf({
  slug,
  englishSlug,
}: Pick<Article, 'slug' | 'englishSlug'>): Record<'ko' | 'en', string> {
  return { ko: slug, en: englishSlug ?? slug }
}

/** An address made of a title: its Hangul, Latin letters and digits, cut at a word. '' when the title has none. */
export function slugFor(title: string, longest = 60): string {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9가-힣]+/g) ?? []
  let slug = ''
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, longest)
    if (longer.length > longest) break
    slug = longer
  }
  return reserved.includes(slug) ? `${slug}-1` : slug
}

/** The same of an English title: its Latin letters and digits, an accent left off. */
export function englishSlugFor(title: string): string {
  return slugFor(
    title
      .normalize('NFD')
      .replace(/[\u0300-\u036f’']/g, '')
      .replace(/[가-힣\u1100-\u11ff]+/g, ' '),
  )
}

/** The first of `slug`, `slug-2`, `slug-3` … that nobody has taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number++) {
    const next = `${slug}-${number}`
    if (!taken.has(next)) return next
  }
}
