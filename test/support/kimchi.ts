import { randomUUID } from 'node:crypto'
import { approve } from '../../server/approvals/actions'
import type { Article } from '../../server/articles/rules'
import { articleBySlug } from '../../server/articles/store'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { publish } from '../../server/publications/actions'
import { addSourceVersion, approveSource, bringIn } from '../../server/sources/actions'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { submit } from '../../server/submissions/actions'
import { isTranslatable } from '../../server/targets/rules'
import { save } from '../../server/targets/actions'
import { pairsOf } from '../../server/targets/store'
import type { Block } from '../../server/text/blocks'
import type { World } from './world'

/** The article every story of the desk is told with: four paragraphs about the day the kimchi is made. */
export const korean: Block[] = [
  { kind: 'title', text: '김장하는 날', attributes: {} },
  { kind: 'paragraph', text: '배추를 소금에 절입니다.', attributes: {} },
  { kind: 'paragraph', text: '하룻밤 **기다립니다**.', attributes: {} },
  { kind: 'paragraph', text: '이웃과 나눕니다.', attributes: {} },
]

export const english: Record<number, string> = {
  1: 'Kimchi day',
  2: 'Salt the cabbage.',
  3: 'Wait **overnight**.',
  4: 'Share it with the neighbours.',
}

type Cast = Pick<World, 'daniel' | 'minji'>

/** Brought in by the editor, its Korean approved; nobody has translated a word. */
export async function freshKimchi(db: Db, { daniel }: Cast): Promise<Article> {
  const place = { slug: `kimchi-${randomUUID().slice(0, 8)}`, categoryId: null, seriesId: null, part: null }
  const article = await bringIn(db, daniel, { ...place, related: [], blocks: korean })
  await approveSource(db, article, await latestSourceVersion(db, article), daniel)
  return article
}

/** Every pair confirmed by the translator, with other words where `changes` has some. */
export async function confirmAll(
  db: Db,
  article: Article,
  translator: Person,
  changes: Record<number, string> = {},
): Promise<void> {
  for (const pair of await pairsOf(db, await latestSourceVersion(db, article))) {
    if (!isTranslatable(pair)) continue
    const { number } = pair.source
    const text = changes[number] ?? (pair.target.text || english[number] || `English of ${number}`)
    const wording = { text, baseRevision: pair.target.revision, saveId: randomUUID(), confirm: true }
    await save(db, { slug: article.slug, number }, translator, wording)
  }
}

export async function submittedKimchi(db: Db, cast: Cast): Promise<Article> {
  const article = await freshKimchi(db, cast)
  await submitAgain(db, article, cast.minji)
  return article
}

/** The next version, with other words where `changes` has some. */
export async function submitAgain(
  db: Db,
  article: Article,
  translator: Person,
  changes: Record<number, string> = {},
): Promise<number> {
  await confirmAll(db, article, translator, changes)
  return (await submit(db, article, translator, '')).number
}

export async function approvedKimchi(db: Db, cast: Cast): Promise<Article> {
  const article = await submittedKimchi(db, cast)
  await approve(db, article, 1, cast.daniel)
  return article
}

export async function publishedKimchi(db: Db, cast: Cast): Promise<Article> {
  const article = await approvedKimchi(db, cast)
  await publish(db, article, 1, cast.daniel)
  return article
}

/** The Korean moves on: its second paragraph reads otherwise. */
export async function correctKorean(db: Db, article: Article, editor: Person): Promise<void> {
  const segments = await sourceSegments(db, await latestSourceVersion(db, article))
  await addSourceVersion(db, await articleBySlug(db, article.slug), editor, {
    blocks: segments.map(({ number, kind, text, attributes }) => ({
      kind,
      attributes,
      text: number === 2 ? '배추를 굵은소금에 절입니다.' : text,
    })),
    significance: 'correction',
    note: '',
    identities: segments.map(({ segmentId }) => segmentId),
  })
}
