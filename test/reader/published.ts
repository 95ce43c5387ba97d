import { randomBytes } from 'node:crypto'
import type { Article, Category, Series } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import type { Kind, NumberedBlock } from '../../server/text/blocks'

/** Texts put straight into the tables by the schema's own rules, so that readers' tests need nothing of the desk. */
export interface Words {
  title: string
  summary?: string
  byline?: string
  body: string[]
  /** Public ids of photographs that stand above the body. */
  pictures?: string[]
  /** Who took them. */
  credit?: string
  /** Lines of code, below the body. */
  code?: string
  /** HTML of a table, below that. */
  table?: string
}

export async function anArticle(
  db: Db,
  person: Person,
  place: { slug?: string; category?: Category; series?: Series; part?: number } = {},
): Promise<Article> {
  const { slug = `a-${randomBytes(5).toString('hex')}`, category, series, part } = place
  const [article] = await db<Article>('articles')
    .insert({
      slug,
      categoryId: category?.id ?? null,
      seriesId: series?.id ?? null,
      part: part ?? null,
      broughtInBy: person.id,
    })
    .returning('*')
  return article!
}

export async function aCategory(db: Db, slug: string, nameKo: string, nameEn: string): Promise<Category> {
  const [category] = await db<Category>('categories').insert({ slug, nameKo, nameEn }).returning('*')
  return category!
}

export async function aSeries(db: Db, slug: string, nameKo: string, nameEn: string): Promise<Series> {
  const [series] = await db<Series>('series').insert({ slug, nameKo, nameEn }).returning('*')
  return series!
}

export interface Version {
  id: string
  articleId: string
  contentHash: Buffer
}

export async function aKorean(db: Db, article: Article, person: Person, words: Words): Promise<Version> {
  const earlier = await db('sourceVersions').where({ articleId: article.id }).select('id')
  const [version] = await db('sourceVersions')
    .insert({
      articleId: article.id,
      number: earlier.length + 1,
      significance: earlier.length > 0 ? 'update' : null,
      createdBy: person.id,
      ...contentOf(words),
    })
    .returning<Version[]>('*')
  return version!
}

export async function anEnglish(db: Db, source: Version, person: Person, words: Words): Promise<Version> {
  const earlier = await db('translationVersions').where({ articleId: source.articleId }).select('id')
  const [version] = await db('translationVersions')
    .insert({
      articleId: source.articleId,
      sourceVersionId: source.id,
      number: earlier.length + 1,
      submittedBy: person.id,
      ...contentOf(words),
    })
    .returning<Version[]>('*')
  return version!
}

export async function approveKorean(
  db: Db,
  { id, articleId, contentHash }: Version,
  editor: Person,
): Promise<string> {
  const [approval] = await db('sourceApprovals')
    .insert({ articleId, sourceVersionId: id, contentHash, approvedBy: editor.id })
    .returning<{ id: string }[]>('id')
  return approval!.id
}

export async function approveEnglish(
  db: Db,
  source: Version,
  { id, articleId, contentHash }: Version,
  editor: Person,
): Promise<string> {
  const [approval] = await db('approvals')
    .insert({
      articleId,
      sourceVersionId: source.id,
      translationVersionId: id,
      contentHash,
      approvedBy: editor.id,
    })
    .returning<{ id: string }[]>('id')
  return approval!.id
}

export async function publishKorean(
  db: Db,
  article: Article,
  author: Person,
  editor: Person,
  words: Words,
): Promise<Version> {
  const version = await aKorean(db, article, author, words)
  await db.raw('select published.publish_source(?, ?)', [await approveKorean(db, version, editor), editor.id])
  return version
}

export async function publishEnglish(
  db: Db,
  source: Version,
  author: Person,
  editor: Person,
  words: Words,
): Promise<Version> {
  const version = await anEnglish(db, source, author, words)
  await db.raw('select published.publish(?, ?)', [
    await approveEnglish(db, source, version, editor),
    editor.id,
  ])
  return version
}

export async function takeBack(
  db: Db,
  article: Article,
  language: 'ko' | 'en',
  editor: Person,
): Promise<void> {
  const publication = await db('publications')
    .where({ articleId: article.id, language })
    .orderBy('id', 'desc')
    .first<{ id: string }>('id')
  await db('retractions').insert({
    publicationId: publication.id,
    retractedBy: editor.id,
    reason: 'a wrong name',
  })
}

/** A photograph in two sizes, whose bytes say which; it comes in all of them at once. */
export async function aPhotograph(db: Db, person: Person): Promise<string> {
  return db.transaction(async (trx) => {
    const [media] = await trx('media')
      .insert({ width: 1200, height: 800, name: 'bread.jpg', broughtInBy: person.id })
      .returning<{ id: string; publicId: string }[]>(['id', 'publicId'])
    for (const width of [640, 1200]) {
      for (const format of ['webp', 'jpeg']) {
        const bytes = Buffer.from(`${width} ${format}`)
        await trx('mediaRenditions').insert({ mediaId: media!.id, width, format, bytes })
      }
    }
    return media!.publicId
  })
}

/** The body as the renderer makes it, as far as readers' tests care. */
function contentOf({ title, summary, byline, body, pictures = [], credit, code, table }: Words): {
  content: string
  html: string
} {
  let number = 0
  const block = (kind: Kind, text: string, attributes = {}): NumberedBlock => ({
    number: ++number,
    kind,
    text,
    attributes,
  })
  const head = [block('title', title), block('summary', summary ?? ''), block('byline', byline ?? '')]
  const figures = pictures.flatMap((media, index) => [
    block('figure', '', { figure: index + 1, media }),
    block('alt', 'A loaf & a knife', { figure: index + 1 }),
    ...(credit ? [block('credit', credit, { figure: index + 1 })] : []),
  ])
  const paragraphs = body.map((text) => block('paragraph', text))
  const html = paragraphs.map((paragraph) => `<p id="p${paragraph.number}">${paragraph.text}</p>`)
  if (code) html.push(`<pre id="p${++number}" tabindex="0"><code>${code}</code></pre>`)
  if (table) html.push(`<div id="p${++number}" class="table" tabindex="0">${table}</div>`)
  const content = [...head.filter(({ text }) => text !== ''), ...figures, ...paragraphs]
  return { content: JSON.stringify(content), html: html.join('\n') }
}
