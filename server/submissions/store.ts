import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { SourceVersion } from '../sources/rules'
import type { Content, LatestVersion, TranslationVersion } from './rules'

/** The versions of an article, the newest first. */
export async function translationVersionsOf(db: Db, article: Article): Promise<TranslationVersion[]> {
  return versions(db).where({ 'version.articleId': article.id })
}

/** The version people know by this number. Throws NotFound. */
export async function translationVersion(
  db: Db,
  article: Article,
  number: number,
): Promise<TranslationVersion> {
  const [version] = await versions(db).where({ 'version.articleId': article.id, 'version.number': number })
  if (!version) throw new NotFound()
  return version
}

export async function latestTranslationVersionOf(db: Db, article: Article): Promise<LatestVersion | null> {
  const [version] = await versions(db)
    .where({ 'version.articleId': article.id })
    .limit(1)
    .select<LatestVersion[]>(
      'version.content',
      db.raw(
        `exists (select from source_versions newer
          where newer.article_id = version.article_id and newer.number > source.number) as source_moved_on`,
      ),
    )
    .options({ name: 'latest-translation-version' })
  return version ?? null
}

function versions(db: Db) {
  return db('translationVersions as version')
    .join('sourceVersions as source', 'source.id', 'version.sourceVersionId')
    .join('people as submitter', 'submitter.id', 'version.submittedBy')
    .orderBy('version.number', 'desc')
    .select<TranslationVersion[]>({
      id: 'version.id',
      articleId: 'version.articleId',
      sourceVersionId: 'version.sourceVersionId',
      sourceNumber: 'source.number',
      number: 'version.number',
      submittedBy: 'version.submittedBy',
      submittedByName: 'submitter.name',
      submittedAt: 'version.submittedAt',
      note: 'version.note',
      title: 'version.title',
    })
}

export async function contentOf(db: Db, version: TranslationVersion): Promise<Content> {
  const content = await db<Content & { id: string }>('translationVersions')
    .where({ id: version.id })
    .first('content', 'html')
  if (!content) throw new NotFound()
  return content
}

/** Whose words a version holds, as the database noted when it was made. */
export async function authorsOf(db: Db, version: TranslationVersion): Promise<Pick<Person, 'id' | 'name'>[]> {
  return db('versionAuthors as author')
    .join('people as person', 'person.id', 'author.personId')
    .where({ 'author.translationVersionId': version.id })
    .orderBy('person.name')
    .select<Pick<Person, 'id' | 'name'>[]>('person.id', 'person.name')
}

/** Whom readers are told it was translated by: those whose words they are, save who only brought an archive in. */
export async function translatorsOf(db: Db, version: TranslationVersion): Promise<string[]> {
  const rows = await db('versionTranslators')
    .where({ translationVersionId: version.id })
    .orderBy('name')
    .select<{ name: string }[]>('name')
  return rows.map(({ name }) => name)
}

/** The English of the workshop held still, so that the words frozen and the names noted for them are of one moment. */
export async function holdTargets(trx: Db, article: Article): Promise<void> {
  await trx.raw('select hold_targets(?)', [article.id])
}

export interface NewVersion extends Content {
  number: number
  note: string
}

export async function insertTranslationVersion(
  trx: Db,
  source: SourceVersion,
  translator: Pick<Person, 'id'>,
  { number, note, content, html }: NewVersion,
): Promise<void> {
  await trx('translationVersions').insert({
    articleId: source.articleId,
    sourceVersionId: source.id,
    number,
    submittedBy: translator.id,
    note,
    content: JSON.stringify(content),
    html,
  })
}
