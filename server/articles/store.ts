import { NotFound, Refused } from '../errors'
import { rowsOf, type Db } from '../db/connection'
import type { Person } from '../people/rules'
import type { Developed } from './photographs'
import {
  englishSlugFor,
  freeSlug,
  slugFor,
  slugsOf,
  type Article,
  type Category,
  type Format,
  type Names,
  type Photograph,
  type PictureSize,
  type Place,
  type Series,
} from './rules'

export async function articleBySlug(db: Db, slug: string): Promise<Article> {
  const article = await db<Article>('articles').where({ slug }).first()
  if (!article) throw new NotFound()
  return article
}

/** The same article, held still until the transaction ends: deeds on one article happen one after another. */
export async function lockArticle(trx: Db, article: Article): Promise<Article> {
  const locked = await trx<Article>('articles').where({ id: article.id }).forUpdate().first()
  if (!locked) throw new NotFound()
  return locked
}

/** All of them, newest first. */
export async function articles(db: Db): Promise<Article[]> {
  return db<Article>('articles').orderBy('id', 'desc')
}

/** Refused when the address, or this part of the series, is another article's already. */
export async function insertArticle(trx: Db, person: Person, { related, ...place }: Place): Promise<Article> {
  const [article] = await unlessTaken(
    place,
    trx<Article>('articles')
      .insert({ ...place, broughtInBy: person.id })
      .returning('*'),
  )
  await relate(trx, article!, related)
  return article!
}

/** Refused as `insertArticle` is. */
export async function moveArticle(trx: Db, article: Article, { related, ...place }: Place): Promise<Article> {
  const [moved] = await unlessTaken(
    place,
    trx<Article>('articles').where({ id: article.id }).update(place).returning('*'),
  )
  await trx('relatedArticles').where({ articleId: article.id }).delete()
  await relate(trx, moved!, related)
  return moved!
}

async function relate(trx: Db, article: Article, related: string[]): Promise<void> {
  const others = [...new Set(related)].filter((id) => id !== article.id)
  if (others.length === 0) return
  await trx('relatedArticles').insert(
    others.map((id, index) => ({ articleId: article.id, relatedArticleId: id, position: index + 1 })),
  )
}

const takenBy: Record<string, string> = {
  articles_slug_key: 'slug-taken',
  articles_english_address: 'english-slug-taken',
  articles_series_id_part_key: 'part-taken',
}

/** Two people may choose the same address in the same second; only PostgreSQL can tell who was first. */
async function unlessTaken<Rows>(
  { englishSlug }: Pick<Place, 'englishSlug'>,
  query: PromiseLike<Rows>,
): Promise<Rows> {
  try {
    return await query
  } catch (error) {
    const { code, constraint = '' } = error as { code?: string; constraint?: string }
    const rule = takenBy[constraint]
    if (code !== '23505' || !rule) throw error
    // An address that is new in Korean stands in the way of another's in English as well, as long as it is the same there.
    throw new Refused(rule === 'english-slug-taken' && !englishSlug ? 'slug-taken' : rule)
  }
}

export async function relatedOf(db: Db, article: Article): Promise<Article[]> {
  return db<Article>('articles')
    .join('relatedArticles as related', 'related.relatedArticleId', 'articles.id')
    .where('related.articleId', article.id)
    .orderBy('related.position')
    .select('articles.*')
}

/** An address for a title that no article has. */
export async function suggestedSlug(db: Db, title: string): Promise<string> {
  const slug = slugFor(title) || 'article'
  return freeSlug(slug, await takenSlugs(db, slug))
}

/** Addresses in either language that begin like this. */
async function takenSlugs(db: Db, slug: string): Promise<Set<string>> {
  const taken = await db<Article>('articles')
    .where('slug', 'like', `${slug}%`)
    .orWhere('englishSlug', 'like', `${slug}%`)
    .select('slug', 'englishSlug')
  return new Set(taken.flatMap((one) => Object.values(slugsOf(one))))
}

/**
 * Gives an article that has no address of its own in English one that its title makes, where that makes another than it has.
 * Refused when somebody else took it in the same second.
 */
export async function giveEnglishSlug(trx: Db, { id, slug }: Article, title: string): Promise<void> {
  const wanted = englishSlugFor(title)
  if (wanted === '' || wanted === slug) return
  const englishSlug = freeSlug(wanted, await takenSlugs(trx, wanted))
  await unlessTaken(
    { englishSlug },
    trx<Article>('articles').where({ id, englishSlug: null }).update({ englishSlug }),
  )
}

export async function categories(db: Db): Promise<Category[]> {
  return db<Category>('categories').orderByRaw('name_ko collate "ko-x-icu"')
}

export async function seriesList(db: Db): Promise<Series[]> {
  return db<Series>('series').orderByRaw('name_ko collate "ko-x-icu"')
}

export async function categoryOf(db: Db, article: Article): Promise<Category | null> {
  const { categoryId: id } = article
  return (id && (await db<Category>('categories').where({ id }).first())) || null
}

export async function seriesOf(db: Db, article: Article): Promise<Series | null> {
  const { seriesId: id } = article
  return (id && (await db<Series>('series').where({ id }).first())) || null
}

/** The articles of a series in their order. */
export async function partsOf(db: Db, series: Series): Promise<Article[]> {
  return db<Article>('articles').where({ seriesId: series.id }).orderBy('part')
}

/** The category of this Korean name; made when there is none. */
export async function categoryNamed(trx: Db, names: Names): Promise<Category> {
  return named<Category>(trx, 'categories', names)
}

/** The series of this Korean name; made when there is none. */
export async function seriesNamed(trx: Db, names: Names): Promise<Series> {
  return named<Series>(trx, 'series', names)
}

async function named<Row extends Names>(
  trx: Db,
  table: 'categories' | 'series',
  { nameKo, nameEn }: Names,
): Promise<Row> {
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`daeyeok ${table}`])
  const known = (await trx(table).where({ nameKo }).first()) as Row | undefined
  if (known) return known

  const wanted = slugFor(nameEn) || slugFor(nameKo) || table
  const taken = new Set<string>(await trx(table).pluck('slug'))
  const [made] = (await trx(table)
    .insert({ slug: freeSlug(wanted, taken), nameKo, nameEn })
    .returning('*')) as Row[]
  return made!
}

export async function insertPhotograph(
  trx: Db,
  person: Person,
  name: string,
  { renditions, width, height, widths, fallback }: Developed,
): Promise<Photograph> {
  const [media] = (await trx('media')
    .insert({ name, width, height, broughtInBy: person.id })
    .returning(['id', 'publicId'])) as { id: string; publicId: string }[]
  for (const rendition of renditions) {
    await trx('mediaRenditions').insert({ mediaId: media!.id, ...rendition })
  }
  return { publicId: media!.publicId, name, width, height, widths, fallback }
}

/** The bytes of one size of one photograph. */
export async function rendition(db: Db, publicId: string, width: number, format: Format): Promise<Buffer> {
  const kept = await db('mediaRenditions as rendition')
    .join('media', 'media.id', 'rendition.mediaId')
    .where({ 'media.publicId': publicId, 'rendition.width': width, 'rendition.format': format })
    .first<{ bytes: Buffer } | undefined>('rendition.bytes')
  if (!kept) throw new NotFound()
  return kept.bytes
}

/** Those of these photographs that exist, by public id. */
export async function picturesIn(db: Db, publicIds: string[]): Promise<Map<string, PictureSize>> {
  return new Map((await photographs(db, publicIds)).map((photograph) => [photograph.publicId, photograph]))
}

/** Those of these photographs that exist, in the order asked for. */
export async function photographs(db: Db, publicIds: string[]): Promise<Photograph[]> {
  const wanted = [...new Set(publicIds)]
  if (wanted.length === 0) return []
  return rowsOf<Photograph>(
    db.raw(
      `select m.public_id, m.name, m.width, m.height,
         array_agg(distinct r.width order by r.width) as widths,
         case when bool_or(r.format = 'png') then 'png' else 'jpeg' end as fallback
       from media m join media_renditions r on r.media_id = m.id
       where m.public_id = any(?)
       group by m.id
       order by array_position(?::text[], m.public_id)`,
      [wanted, wanted],
    ),
  )
}
