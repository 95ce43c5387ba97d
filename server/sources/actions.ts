import { resolverFor } from '../articles/actions'
import {
  obstacleToBringingIn,
  obstacleToDetails,
  obstacleToEnglishSlug,
  obstacleToSlug,
  type Article,
  type Names,
  type Place,
} from '../articles/rules'
import {
  articleBySlug,
  categoryNamed,
  insertArticle,
  lockArticle,
  moveArticle,
  seriesNamed,
  suggestedSlug,
} from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { Refused, refuseIf } from '../errors'
import { wordsIn } from '../notices/rules'
import { handsOn, tell } from '../notices/store'
import type { Person } from '../people/rules'
import type { Block } from '../text/blocks'
import { fingerprint } from '../text/fingerprint'
import { plain, render } from '../text/rendering'
import {
  obstacleToAddition,
  obstacleToBlocks,
  obstacleToSourceApproval,
  saysTheSame,
  type Choice,
  type Details,
  type NewLink,
  type Significance,
  type SourceLink,
  type SourceVersion,
} from './rules'
import {
  followSource,
  insertLinks,
  insertSegments,
  insertSourceApproval,
  insertSourceSegments,
  insertSourceVersion,
  isKoreanApproved,
  latestSourceVersion,
  segmentsOf,
  sourceApprovalOf,
  sourceSegments,
  sourceVersion,
  type Segment,
} from './store'

export interface BroughtIn extends Omit<Place, 'slug'> {
  /** Made from the title when it is left out. */
  slug?: string
  blocks: Block[]
}

/** A new article with its Korean as source version 1. Refused as a whole or kept as a whole. */
export async function bringIn(
  db: Db,
  person: Person,
  { blocks, slug, ...place }: BroughtIn,
): Promise<Article> {
  refuseIf(obstacleToBringingIn(person))
  refuseIf(obstacleToBlocks(blocks))
  return db.transaction(async (trx) => {
    const address = slug ?? (await suggestedSlug(trx, plain(titleIn(blocks))))
    refuseIf(obstacleToSlug(address))
    refuseIf(obstacleToEnglishSlug(place.englishSlug))

    const article = await insertArticle(trx, person, { ...place, slug: address })
    const segments = await insertSegments(
      trx,
      article,
      blocks.map((_, index) => index + 1),
    )
    await insertVersion(trx, article, person, { number: 1, significance: null, note: '', blocks, segments })
    await record(trx, { action: 'brought-in', personId: person.id, articleId: article.id })
    return article
  })
}

function titleIn(blocks: Block[]): string {
  return blocks.find(({ kind }) => kind === 'title')!.text
}

export interface Addition {
  blocks: Block[]
  significance: Significance
  note: string
  /** For each block the segment it is the new wording of, or null when it is new to the article. */
  identities: (string | null)[]
  /** The number of the version whose alignment was looked at; another one is refused. */
  base?: number
  /** How paragraphs came from that version, to be kept beside the new one. */
  links?: NewLink[]
}

/**
 * The next source version. A paragraph that is new gets the next number; no number is given twice. The English follows in
 * the same transaction: what was made for a wording that returns returns with it, and a typo carries confirmations over.
 */
export async function addSourceVersion(
  db: Db,
  article: Article,
  editor: Person,
  addition: Addition,
): Promise<SourceVersion> {
  refuseIf(obstacleToAddition(editor, addition))
  const { blocks, significance, note, identities, base, links = [] } = addition
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const latest = await latestSourceVersion(trx, article)
    refuseIf(base !== undefined && base !== latest.number ? 'source-edited-meanwhile' : null)
    const known = await segmentsOf(trx, article)
    const isAstray = identities.some((id) => id !== null && !known.some((segment) => segment.id === id))
    refuseIf(isAstray ? 'identities-astray' : null)
    refuseIf(saysTheSame(await sourceSegments(trx, latest), blocks, identities) ? 'source-unchanged' : null)

    const segments = await identified(trx, article, identities, known)
    const number = latest.number + 1
    const version = await insertVersion(trx, article, editor, {
      number,
      significance,
      note,
      blocks,
      segments,
    })
    await insertLinks(
      trx,
      version,
      links.map((link) => withSegment(link, segments)),
    )
    const followed = await followSource(trx, version, editor)
    await record(trx, {
      action: 'source-version-added',
      personId: editor.id,
      articleId: article.id,
      detail: { version: number, significance, ...followed },
    })
    if (significance === 'correction') await tellOfCorrection(trx, article, editor, number, note)
    return version
  })
}

function withSegment(
  { position, ...link }: NewLink,
  segments: Segment[],
): Omit<SourceLink, 'sourceVersionId'> {
  const newSegmentId = link.newSegmentId ?? (position === null ? null : segments[position]!.id)
  return { ...link, newSegmentId }
}

/** Whoever has the English in hand knows at once that readers read something that was wrong. */
async function tellOfCorrection(
  trx: Db,
  { id: articleId }: Article,
  editor: Person,
  version: number,
  note: string,
): Promise<void> {
  const to = await handsOn(trx, articleId)
  const detail = { version, words: wordsIn(note) }
  await tell(trx, { kind: 'corrected', articleId, by: editor, to, detail })
}

async function identified(
  trx: Db,
  article: Article,
  identities: (string | null)[],
  known: Segment[],
): Promise<Segment[]> {
  const last = known.at(-1)?.number ?? 0
  const newcomers = identities.filter((id) => id === null)
  const made = await insertSegments(
    trx,
    article,
    newcomers.map((_, index) => last + index + 1),
  )
  const byId = new Map(known.map((segment) => [segment.id, segment]))
  return identities.map((id) => (id === null ? made.shift()! : byId.get(id)!))
}

interface Wording {
  number: number
  significance: Significance | null
  note: string
  blocks: Block[]
  /** One for each block. */
  segments: Segment[]
}

async function insertVersion(
  trx: Db,
  article: Article,
  person: Person,
  { blocks, segments, ...version }: Wording,
): Promise<SourceVersion> {
  const content = blocks.map((block, index) => ({ number: segments[index]!.number, ...block }))
  const html = render(content, 'ko', await resolverFor(trx, content))
  await insertSourceVersion(trx, article, person, { ...version, content, html })

  const kept = await sourceVersion(trx, article, version.number)
  await insertSourceSegments(
    trx,
    kept,
    blocks.map((block, index) => ({
      ...block,
      segmentId: segments[index]!.id,
      position: index + 1,
      fingerprint: fingerprint(block),
    })),
  )
  return kept
}

/** An editor's yes to the Korean; from here on it may be published. Said twice by the same editor, it is said once. */
export async function approveSource(
  db: Db,
  article: Article,
  version: SourceVersion,
  editor: Person,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const latest = await latestSourceVersion(trx, article)
    const approval = await sourceApprovalOf(trx, version)
    if (approval?.approvedBy === editor.id) return
    refuseIf(obstacleToSourceApproval({ person: editor, version, latest, approval }))

    await refusing(insertSourceApproval(trx, version, editor), 'source-already-approved')
    await record(trx, {
      action: 'source-approved',
      personId: editor.id,
      articleId: article.id,
      detail: { version: version.number },
    })
  })
}

/**
 * Brings an article in together with the category and the series it is the first of. A double click keeps one article:
 * the same words by the same person at the same address are answered with what is kept already.
 */
export async function bringInWith(
  db: Db,
  person: Person,
  details: Details,
  blocks: Block[],
): Promise<Article> {
  refuseIf(obstacleToBringingIn(person))
  try {
    return await db.transaction(async (trx) =>
      bringIn(trx, person, { ...(await placeFor(trx, details)), blocks }),
    )
  } catch (error) {
    const isTaken = error instanceof Refused && error.rule === 'slug-taken'
    const kept = isTaken ? await articleBySlug(db, details.slug) : null
    if (kept?.broughtInBy === person.id && (await says(db, kept, blocks))) return kept
    throw error
  }
}

async function says(db: Db, article: Article, blocks: Block[]): Promise<boolean> {
  const segments = await sourceSegments(db, await sourceVersion(db, article, 1))
  return (
    segments.length === blocks.length &&
    segments.every(({ kind, text }, index) => kind === blocks[index]!.kind && text === blocks[index]!.text)
  )
}

/** Changes where an article stands: its address, category, series and related articles. */
export async function changeDetails(
  db: Db,
  article: Article,
  person: Person,
  details: Details,
): Promise<Article> {
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    refuseIf(obstacleToDetails(person, await isKoreanApproved(trx, article)))
    refuseIf(obstacleToSlug(details.slug))
    refuseIf(obstacleToEnglishSlug(details.englishSlug))

    const moved = await moveArticle(trx, article, await placeFor(trx, details))
    await record(trx, {
      action: 'details-changed',
      personId: person.id,
      articleId: article.id,
      detail: { from: article.slug, to: moved.slug },
    })
    return moved
  })
}

async function placeFor(trx: Db, { category, series, part, ...place }: Details): Promise<Place> {
  const categoryId = await idOf(trx, category, categoryNamed)
  const seriesId = await idOf(trx, series, seriesNamed)
  return { ...place, categoryId, seriesId, part: seriesId === null ? null : part }
}

async function idOf(
  trx: Db,
  choice: Choice,
  made: (trx: Db, names: Names) => Promise<{ id: string }>,
): Promise<string | null> {
  if (choice === null) return null
  return 'id' in choice ? choice.id : (await made(trx, choice)).id
}
