import { approve } from '../approvals/actions'
import { resolverFor } from '../articles/actions'
import type { Article } from '../articles/rules'
import { giveEnglishSlug, lockArticle } from '../articles/store'
import { breather } from '../breath'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { refuseIf } from '../errors'
import type { WaitingEntry } from '../exchange/rules'
import { blocksOfEntry, waitingEntries, waitingEntry } from '../exchange/store'
import { isEditor, type Person } from '../people/rules'
import { ownWorkApprovalIsAllowed } from '../people/store'
import { publish } from '../publications/actions'
import type { SourceVersion } from '../sources/rules'
import { latestSourceVersion, sourceSegments } from '../sources/store'
import { contentOfPairs } from '../submissions/rules'
import { insertTranslationVersion, latestTranslationVersionOf } from '../submissions/store'
import { isTranslatable, hasWords } from '../targets/rules'
import { insertCounterpart, pairsOf } from '../targets/store'
import { wordsBeside, type Placement } from '../text/bitext/placing'
import {
  fieldOf,
  likenessesIn,
  profileOf,
  proposalsFrom,
  type Profile,
  type Proposal,
} from '../text/bitext/proposing'
import { plain, render } from '../text/rendering'
import { UnreadableText } from '../text/unreadable'
import { obstacleToPairing, obstacleToPlacement, type Facts } from './rules'
import {
  beginSearch,
  endSearch,
  importTargets,
  insertDenial,
  insertPairing,
  maySearch,
  openArticles,
  takeDenialBack,
} from './store'

/** How an editor pairs: which English stands beside which Korean, and what is to become of it. */
export interface Pairing {
  /** The number of the source version the placement was made for; another one is refused. */
  base: number
  placement: Placement
  /** Why nobody else approves it, where the editor brought the archive in. */
  reason: string
  /** What is to be said of Korean paragraphs that have no English: a whole sentence. */
  absent: string
  /** Whether readers are to have it at once, as they had it before. */
  publishes: boolean
}

/** All that stands for or against pairing these two. */
export async function pairingFacts(
  db: Db,
  entry: WaitingEntry,
  source: SourceVersion,
  person: Person,
): Promise<Facts> {
  return {
    person,
    entry,
    english: await blocksOfEntry(db, entry),
    pairs: await pairsOf(db, source),
    ownWorkAllowed: await ownWorkApprovalIsAllowed(db),
  }
}

/**
 * An editor's word that an English post is the English of an article. What was published comes in as a translation version,
 * approved by the editor through the gate that every version goes through, and its pairs are remembered; a draft goes to the
 * workshop. Gives back the number of the version, or null for a draft.
 */
export async function pair(
  db: Db,
  article: Article,
  publicId: string,
  editor: Person,
  pairing: Pairing,
): Promise<number | null> {
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const entry = await waitingEntry(trx, publicId)
    const source = await latestSourceVersion(trx, article)
    const facts = await pairingFacts(trx, entry, source, editor)
    refuseIf(obstacleToPairing(facts, pairing.reason))
    refuseIf(pairing.base === source.number ? null : 'source-edited-meanwhile')
    const korean = facts.pairs.map((one) => one.source)
    refuseIf(obstacleToPlacement(korean, facts.english, pairing.placement))

    const words = [...wordsBeside(facts.english, pairing.placement)].map(([place, text]) => ({
      segment: korean[place]!.segmentId,
      text,
    }))
    const whose = await refusing(importTargets(trx, entry, article, editor, words))
    await giveEnglishSlug(trx, article, plain(entry.title))
    const isPublished = entry.status === 'published'
    const number = isPublished ? await insertVersion(trx, article, source, editor, whose, pairing) : null
    const approval = number === null ? null : await approve(trx, article, number, editor, pairing.reason)
    const alignment = alignmentOf(
      pairing.placement,
      korean.map((one) => one.number),
    )
    await refusing(insertPairing(trx, editor, { entry, source, alignment, approval }), 'english-there')
    await record(trx, {
      action: number === null ? 'archive-placed' : 'archive-paired',
      personId: editor.id,
      articleId: article.id,
      detail: { version: number, entry: entry.publicId },
    })
    if (number !== null && pairing.publishes) await publish(trx, article, number, editor)
    return number
  })
}

/** The whole English, frozen. Paragraphs without English are said to need none: none was published. */
async function insertVersion(
  trx: Db,
  article: Article,
  source: SourceVersion,
  editor: Person,
  whose: string,
  { absent }: Pairing,
): Promise<number> {
  const pairs = await pairsOf(trx, source)
  const bare = pairs.filter((one) => isTranslatable(one) && !hasWords(one) && !one.counterpart)
  for (const one of bare) await insertCounterpart(trx, article, one, editor, { kind: 'none', reason: absent })

  const number = ((await latestTranslationVersionOf(trx, article))?.number ?? 0) + 1
  const content = contentOfPairs(pairs)
  const html = render(content, 'en', await resolverFor(trx, content))
  await insertTranslationVersion(trx, source, { id: whose }, { number, note: '', content, html })
  return number
}

function alignmentOf(placement: Placement, numbers: number[]): { number: number; english: number[] }[] {
  const beside = new Map<number, number[]>()
  for (const [place, home] of placement.entries())
    if (home !== null) beside.set(home, [...(beside.get(home) ?? []), place])
  return [...beside].map(([home, english]) => ({ number: numbers[home]!, english }))
}

/** Somebody's word that these two do not belong together: they are proposed no more. */
export async function deny(db: Db, article: Article, publicId: string, person: Person): Promise<void> {
  refuseIf(isEditor(person) ? null : 'not-an-editor')
  await insertDenial(db, await waitingEntry(db, publicId), article, person)
}

export async function withdrawDenial(
  db: Db,
  article: Article,
  publicId: string,
  person: Person,
): Promise<void> {
  refuseIf(isEditor(person) ? null : 'not-an-editor')
  await takeDenialBack(db, await waitingEntry(db, publicId), article, person)
}

/** The job: looks through everything that waits and writes down what may belong together. Post by post, so that others get a turn. */
export async function findPairs(worker: Db, pause: AbortSignal): Promise<void> {
  await worker.transaction(async (lock) => {
    if (!(await maySearch(lock))) return
    const search = await beginSearch(worker)
    const proposals = await proposed(worker, pause)
    if (proposals) await endSearch(worker, search, proposals)
  })
}

/** Null when it was broken off. */
async function proposed(worker: Db, pause: AbortSignal): Promise<Proposal[][] | null> {
  const breathe = breather()
  const english: Profile[] = []
  for (const entry of await waitingEntries(worker)) {
    const profile = await profileOfEntry(worker, entry)
    if (profile) english.push(profile)
    await breathe()
    if (pause.aborted) return null
  }
  if (english.length === 0) return []
  const korean: Profile[] = []
  for (const article of await openArticles(worker)) {
    const blocks = await sourceSegments(worker, await latestSourceVersion(worker, article))
    korean.push(profileOf({ ...article, blocks }, 'ko'))
    await breathe()
    if (pause.aborted) return null
  }
  const field = fieldOf(korean, english)
  const likenesses: ReturnType<typeof likenessesIn>[] = []
  for (const one of english) {
    likenesses.push(likenessesIn(field, one).slice(0, MOST))
    await breathe()
    if (pause.aborted) return null
  }
  return proposalsFrom(likenesses)
}

/** Candidates of one post among which the first are dealt out. */
const MOST = 20

async function profileOfEntry(worker: Db, entry: WaitingEntry): Promise<Profile | null> {
  try {
    return profileOf({ ...entry, blocks: await blocksOfEntry(worker, entry) }, 'en')
  } catch (error) {
    if (error instanceof UnreadableText) return null
    throw error
  }
}
