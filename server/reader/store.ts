import type { Format, PictureSize } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Language } from '../publications/rules'
import {
  slugsIn,
  type Counterpart,
  type Entry,
  type Linked,
  type Mention,
  type Page,
  type Place,
  type SourceChange,
  type Span,
  type Standing,
  type Which,
} from './rules'

/**
 * What is public of the article at this address, the language asked for in full. Planning this view takes longer than
 * reading it, and whatever is not there is asked for again and again: so PostgreSQL keeps the plan, by its name.
 */
export async function standingAt(site: Db, language: Language, slug: string): Promise<Standing> {
  const rows = await rowsOf<PageRow & Counterpart>(
    site
      .raw(
        `select article_id, slug, language, title, ${days}, source_number, source_created_at,
         translators, approver, approved_at, own_work, part, ${named},
         case when language = :language then content end as content,
         case when language = :language then html end as html,
         case when language <> :language then jsonb_path_query_array(content, '$[*].number') end as numbers
       from ${dated} where article_id = site.article_at(:language, :slug)`,
        { language, slug },
      )
      .options({ name: 'standing-at' }),
  )
  const page = rows.find((row) => row.language === language)
  return { page: page ? pageOf(page) : null, counterpart: rows.find((row) => row !== page) ?? null }
}

/** Everything that is public of the article at this address, in each language it is public in. */
export async function everyPageAt(site: Db, language: Language, slug: string): Promise<Page[]> {
  const rows = await rowsOf<PageRow>(
    site
      .raw(
        `select ${entry}, html, source_number, source_created_at, translators, approver, approved_at, own_work
         from ${dated} where article_id = site.article_at(:language, :slug)`,
        { language, slug },
      )
      .options({ name: 'every-page-at' }),
  )
  return rows.map(pageOf)
}

/** What became of the Korean since this page was made from it, as far as readers may see it. */
export async function changesSince(site: Db, page: Page): Promise<SourceChange[]> {
  if (page.language === 'ko') return []
  return site('site.source_changes')
    .where({ articleId: page.articleId })
    .orderBy('number')
    .options({ name: 'changes-since' })
    .select<SourceChange[]>('number', 'significance', 'numbers')
}

/** Whether a page in this language was public and has been taken back. */
export async function isGone(site: Db, language: Language, slug: string): Promise<boolean> {
  const gone: unknown = await site('site.gone')
    .where({ slug, language })
    .options({ name: 'is-gone' })
    .first('slug')
  return gone !== undefined
}

/** How many articles such a list has. */
export async function lengthOf(site: Db, language: Language, which: Which): Promise<number> {
  const [row] = await rowsOf<{ articles: number }>(
    site
      .raw(`select count(*)::integer as articles from site.listed where ${conditionsOf(which)}`, {
        language,
        ...which,
      })
      .options({ name: `length-of-list-${kindsOf(which)}` }),
  )
  return row!.articles
}

/**
 * A stretch of a list, newest first. Which articles they are is asked of a table in which that can be read off an index; what
 * they say, of the view.
 */
export async function entries(
  site: Db,
  language: Language,
  which: Which,
  { offset, length }: Pick<Span, 'offset' | 'length'>,
): Promise<Entry[]> {
  const rows = await rowsOf<EntryRow>(
    site
      .raw(
        `select ${entry} from ${dated} where publication_id = any(array(
         select publication_id from site.listed where ${conditionsOf(which)}
         order by first_published_at desc, article_id desc limit :length offset :offset))
       order by first_published_at desc, article_id desc`,
        { language, ...which, offset, length },
      )
      // What is right for an author of two articles is wrong for one of two thousand, so no plan is kept for authors.
      .options(which.bylines ? {} : { name: `entries-${kindsOf(which)}` }),
  )
  return rows.map(entryOf)
}

function conditionsOf({ category, bylines, year }: Which): string {
  return [
    'language = :language',
    ...(category === undefined ? [] : ['category_id = :category']),
    ...(bylines === undefined ? [] : ['byline = any(:bylines)']),
    ...(year === undefined
      ? []
      : [
          `first_published_at >= ${newYear(':year::integer')}`,
          `first_published_at < ${newYear(':year::integer + 1')}`,
        ]),
  ].join(' and ')
}

function newYear(year: string): string {
  return `make_timestamptz(${year}, 1, 1, 0, 0, 0, :timeZone)`
}

function kindsOf({ category, bylines, year }: Which): string {
  return [category && 'category', bylines && 'bylines', year && 'year'].filter(Boolean).join('-') || 'all'
}

/** What is public of these articles in one language, and of those in `both` in the other as well. */
export async function entriesOf(
  site: Db,
  language: Language,
  articleIds: string[],
  both: string[],
): Promise<Entry[]> {
  const rows = await rowsOf<EntryRow>(
    site
      .raw(
        `select ${entry} from ${dated} where article_id = any(?) and (language = ? or article_id = any(?))`,
        [articleIds, language, both],
      )
      .options({ name: 'entries-of' }),
  )
  return rows.map(entryOf)
}

/** The public parts of a series in both languages, in order. */
export async function partsOf(site: Db, series: string): Promise<Entry[]> {
  const rows = await rowsOf<EntryRow>(
    site
      .raw(`select ${entry} from ${dated} where series_slug = ? order by part`, [series])
      .options({ name: 'parts-of' }),
  )
  return rows.map(entryOf)
}

/** The titles of the same; a part that is public in both languages comes twice. */
export async function partTitlesOf(site: Db, series: string): Promise<Mention[]> {
  return rowsOf(
    site
      .raw(`select ${mention} from site.pages page where series_slug = ? order by part, language`, [series])
      .options({ name: 'part-titles-of' }),
  )
}

/** Related articles in the order the desk gave them; one that is public in both languages comes twice. */
export async function relatedTo(site: Db, page: Page): Promise<Mention[]> {
  return rowsOf(
    site
      .raw(
        `select ${mention} from site.related r join site.pages page on page.article_id = r.related_article_id
       where r.article_id = ? order by r.position, page.language`,
        [page.articleId],
      )
      .options({ name: 'related-to' }),
  )
}

/** What the articles that this one's text links to are in public, in whichever languages; none that are not public. */
export async function linkedFrom(site: Db, { html }: Pick<Page, 'html'>): Promise<Linked[]> {
  const slugs = slugsIn(html)
  if (slugs.length === 0) return []
  const addresses = await site('site.addresses')
    .whereRaw('slug = any(?)', [slugs])
    .options({ name: 'addresses-of' })
    .select<{ articleId: string; slug: string; language: Language }[]>()
  if (addresses.length === 0) return []
  const pages = await site('site.pages')
    .whereRaw('article_id = any(?)', [addresses.map(({ articleId }) => articleId)])
    .options({ name: 'linked-from' })
    .select<{ articleId: string; slug: string; language: Language }[]>('articleId', 'slug', 'language')
  return addresses.flatMap((address) =>
    pages
      .filter(({ articleId }) => articleId === address.articleId)
      .map(({ slug, language }) => ({ slug, language, called: address.slug, calledIn: address.language })),
  )
}

/** The categories that have something to read in them, and in which languages. */
export async function publicCategories(site: Db): Promise<Place[]> {
  return site('site.categories').options({ name: 'public-categories' }).select<Place[]>()
}

/** The same for series. */
export async function publicSeries(site: Db): Promise<Place[]> {
  return site('site.series').options({ name: 'public-series' }).select<Place[]>()
}

/** Sizes of those of these photographs that are public, by public id. */
export async function publicPictures(site: Db, publicIds: string[]): Promise<Map<string, PictureSize>> {
  if (publicIds.length === 0) return new Map()
  const sizes = await rowsOf<PictureSize>(
    site
      .raw(
        `select public_id, full_width as width, full_height as height, array_agg(distinct width order by width) as widths,
         case when bool_or(format = 'png') then 'png' else 'jpeg' end as fallback
       from site.pictures where public_id = any(?) group by 1, 2, 3`,
        [publicIds],
      )
      .options({ name: 'public-pictures' }),
  )
  return new Map(sizes.map((size) => [size.publicId, size]))
}

/** The bytes of a photograph that stands in a public page. */
export async function publicPicture(
  site: Db,
  publicId: string,
  width: number,
  format: Format,
): Promise<Buffer> {
  const picture = await site('site.pictures')
    .where({ publicId, width, format })
    .options({ name: 'public-picture' })
    .first<{ bytes: Buffer } | undefined>('bytes')
  if (!picture) throw new NotFound()
  return picture.bytes
}

const named = 'category_slug, category_ko, category_en, series_slug, series_ko, series_en'
/** Pages with the days that readers know them by: those of an archive are older than this site. */
const dated = `(select page.*, listed.first_published_at as had_since, listed.changed_at
  from site.pages page join site.listed listed using (publication_id)) dated`
const days = 'had_since as first_published_at, coalesce(changed_at, had_since) as published_at'
const entry = `article_id, slug, language, title, content, ${days}, part, ${named}`
const mention = 'page.article_id, page.slug, page.language, page.title, page.part'

interface NamedColumns {
  categorySlug: string | null
  categoryKo: string
  categoryEn: string
  seriesSlug: string | null
  seriesKo: string
  seriesEn: string
}
type EntryRow = Omit<Entry, 'category' | 'series'> & NamedColumns
type PageRow = Omit<Page, 'category' | 'series'> & NamedColumns

function entryOf<Row extends NamedColumns>(row: Row) {
  const { categorySlug, categoryKo, categoryEn, seriesSlug, seriesKo, seriesEn, ...rest } = row
  return {
    ...rest,
    category: categorySlug === null ? null : { slug: categorySlug, ko: categoryKo, en: categoryEn },
    series: seriesSlug === null ? null : { slug: seriesSlug, ko: seriesKo, en: seriesEn },
  }
}

function pageOf(row: PageRow): Page {
  return entryOf(row)
}
