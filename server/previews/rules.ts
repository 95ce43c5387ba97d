import type { Approval } from '../approvals/rules'
import { slugsOf, type Article, type Category, type Series } from '../articles/rules'
import type { Person } from '../people/rules'
import { isPublic, type Publication } from '../publications/rules'
import type { Named, Page } from '../reader/rules'
import type { SourceVersion } from '../sources/rules'
import type { Content, TranslationVersion } from '../submissions/rules'

export interface Facts {
  article: Article
  category: Category | null
  series: Series | null
  version: TranslationVersion
  source: SourceVersion
  content: Content
  authors: Pick<Person, 'id' | 'name'>[]
  /** Names of those readers are told of. */
  translators: string[]
  approval: Approval | null
  /** Of the English, the newest first. */
  publications: Publication[]
  /** Whoever looks: the approver, if they say yes. */
  person: Person
  now: Date
}

/** What readers would see if this version were approved by whoever looks and published now. */
export function pageToBe(facts: Facts): Page {
  const { article, version, source, content, authors, translators, approval, person, now } = facts
  return {
    articleId: article.id,
    slug: slugsOf(article).en,
    language: 'en',
    title: version.title,
    ...content,
    publishedAt: now,
    firstPublishedAt: facts.publications.at(-1)?.publishedAt ?? now,
    sourceNumber: source.number,
    sourceCreatedAt: source.createdAt,
    translators,
    approver: approval?.approvedByName ?? person.name,
    approvedAt: approval?.approvedAt ?? now,
    ownWork: approval ? approval.ownWorkReason !== null : authors.some(({ id }) => id === person.id),
    category: namedOf(facts.category),
    series: namedOf(facts.series),
    part: article.part,
  }
}

/** Whether readers see this very version now. */
export function isBeforeReaders({ version, publications }: Facts): boolean {
  const newest = publications[0] ?? null
  return isPublic(newest) && newest.number === version.number
}

function namedOf(row: Category | Series | null): Named | null {
  return row && { slug: row.slug, ko: row.nameKo, en: row.nameEn }
}
