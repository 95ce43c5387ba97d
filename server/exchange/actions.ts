import { developFile, keepDeveloped, type DevelopedFile } from '../articles/actions'
import { categoryNamed } from '../articles/store'
import type { Db } from '../db/connection'
import { Refused } from '../errors'
import type { Person } from '../people/rules'
import { bringIn } from '../sources/actions'
import { obstacleToBlocks } from '../sources/rules'
import type { Block } from '../text/blocks'
import { fileNameOf } from '../text/fileNames'
import type { Archive } from './archive'
import { prepared, type Prepared } from './bodies'
import { largerOf, type Fetcher } from './fetching'
import { localPicture } from './localPictures'
import { linkTo, withPictures } from './pictures'
import {
  categoryIn,
  mostPictures,
  fingerprintOf,
  obstacleToTaking,
  type Entry,
  type Fate,
  type Outcome,
  type Waiting,
} from './rules'
import { surveyed } from './survey'
import { insertEntry, insertMade, knownEntry, type Known } from './store'

/** How entries are imported. */
export interface Import {
  /** Null in a dry run without a database. */
  db: Db | null
  /** Null while nobody works here yet: entries are kept, and become articles when somebody imports them again. */
  person: Person | null
  isDry: boolean
  /** Null when nothing is to be fetched. */
  fetcher: Fetcher | null
  /** Fingerprints of what this run has met, by source and id. */
  met: Map<string, string>
  /** Bytes that the photographs of one entry may take in all their sizes; those beyond stay links. */
  room?: number
}

/** An entry on its way in. */
interface Arriving {
  file: string
  entry: Entry
  fingerprint: string
  known: Known | null
  text: Prepared
  fate: Fate
}

/**
 * Takes one entry, or says why not. All of it or nothing is kept: the entry, its pictures, its category and, when it is Korean,
 * the article with this text as source version 1, which an editor still has to approve. A dry run decides the same and keeps
 * nothing.
 */
export async function importEntry(
  run: Import,
  archive: Pick<Archive, 'path' | 'size' | 'attachments'>,
  given: Entry,
): Promise<Outcome> {
  const file = archive.path
  const obstacle = obstacleToTaking(given)
  if (obstacle) return outcomeOf(file, given, { fate: 'skipped', reason: obstacle })

  const fingerprint = fingerprintOf(given)
  const entry = given.externalId ? given : { ...given, externalId: fingerprint }
  const key = JSON.stringify([entry.source, entry.externalId])
  const met = run.met.get(key)
  run.met.set(key, fingerprint)
  if (met !== undefined) return outcomeOf(file, entry, { fate: met === fingerprint ? 'already' : 'changed' })

  const known = run.db ? await knownEntry(run.db, entry) : null
  if (known && known.fingerprint !== fingerprint)
    return { ...outcomeOf(file, entry, { fate: 'changed' }), slug: known.slug }
  if (known?.slug) return { ...outcomeOf(file, entry, { fate: 'already' }), slug: known.slug }

  try {
    const text =
      run.isDry && archive.size > LARGEST_CUT
        ? surveyed(entry, archive.attachments)
        : prepared(entry, archive.attachments)
    const fate = fateOf(run, entry, text)
    if (known && fate.fate !== 'article') return outcomeOf(file, entry, { fate: 'already' })
    const arriving = { file, entry, fingerprint, known, text, fate }
    return run.isDry || !run.db ? dryOutcome(arriving) : await take(run, run.db, arriving)
  } catch (error) {
    if (error instanceof Refused) return outcomeOf(file, entry, { fate: 'skipped', reason: error.rule })
    throw error
  }
}

/** Bytes of an archive beyond which a dry run does not cut every entry into blocks: it would take minutes. */
const LARGEST_CUT = 30_000_000

/** Without a person only a dry run can say `article`: it speaks of whoever will import. */
function fateOf({ person, isDry }: Import, entry: Entry, text: Prepared): Fate {
  const { language, isEmpty, blocks, embedded } = text
  const waiting = (reason: Waiting): Fate => ({ fate: 'kept', reason })
  if (isEmpty) return waiting('waits-empty')
  if (language === 'en') return waiting('waits-english')
  if (language !== 'ko') return waiting('waits-other-language')
  const asLinks = withPictures(blocks, new Map(), linkIn(entry, embedded))
  if (blocks.length > 0 && obstacleToBlocks(asLinks)) return waiting('waits-empty')
  return person || isDry ? { fate: 'article' } : waiting('waits-nobody')
}

function outcomeOf(file: string, entry: Entry, fate: Fate): Outcome {
  const { source, externalId, kind, kindSaid, status, title, address, labels } = entry
  return {
    file,
    entry: { source, externalId, kind, kindSaid, status, title, address, labels },
    fate,
    language: null,
    slug: null,
    ...{ warnings: [], pictures: [], fetched: [], linked: [] },
  }
}

function dryOutcome({ file, entry, fate, text }: Arriving): Outcome {
  const { language, warnings, pictures, title } = text
  return { ...outcomeOf(file, { ...entry, title: entry.title || title }, fate), language, warnings, pictures }
}

async function take(run: Import, db: Db, arriving: Arriving): Promise<Outcome> {
  const { entry, text } = arriving
  const arrived = run.person ? await picturesOf(run, entry, text) : new Map<string, DevelopedFile>()
  return db.transaction(async (trx) => {
    const kept = run.person ? await keepAll(trx, run.person, arrived) : new Map<string, string>()
    const pictures = text.pictures.map((address) => ({ address, media: kept.get(address) ?? null }))
    const entryId =
      arriving.known?.id ??
      (await insertEntry(trx, run.person, {
        entry,
        body: text.body,
        title: text.title,
        language: text.language,
        fingerprint: arriving.fingerprint,
        pictures,
      }))
    if (entryId === null) return outcomeOf(arriving.file, entry, { fate: 'already' })

    const isArticle = arriving.fate.fate === 'article' && run.person !== null
    const blocks = withPictures(text.blocks, kept, linkIn(entry, text.embedded))
    const slug = isArticle ? await makeArticle(trx, run.person!, entry, entryId, blocks) : null
    return {
      ...dryOutcome(arriving),
      slug,
      fetched: pictures.filter(({ media }) => media !== null).map(({ address }) => address),
      linked: pictures.filter(({ media }) => media === null).map(({ address }) => address),
    }
  })
}

async function makeArticle(
  trx: Db,
  person: Person,
  { labels }: Entry,
  entryId: string,
  blocks: Block[],
): Promise<string> {
  const label = categoryIn(labels)?.normalize('NFC')
  const category = label ? await categoryNamed(trx, { nameKo: label, nameEn: label }) : null
  const place = { categoryId: category?.id ?? null, seriesId: null, part: null, related: [] }
  const article = await bringIn(trx, person, { ...place, blocks })
  await insertMade(trx, person, entryId, article)
  return article.slug
}

/**
 * The photographs that can be had, developed, by the address in the text. Before the transaction: a network takes its time, and
 * so does a decoder. What is none (a drawing, a counter, an error page) stays a link.
 */
async function picturesOf(run: Import, entry: Entry, text: Prepared): Promise<Map<string, DevelopedFile>> {
  const arrived = new Map<string, DevelopedFile>()
  const embedded = new Map(text.embedded.map(({ src, bytes }) => [src, bytes]))
  let room = run.room ?? ROOM
  for (const address of text.pictures.slice(0, mostPictures)) {
    if (room <= 0) break
    const bytes = embedded.get(address) ?? (await pictureAt(run, entry, address))
    const file = bytes && (await photographIn(address, bytes))
    if (!file) continue
    arrived.set(address, file)
    room -= file.developed.renditions.reduce((sum, one) => sum + one.bytes.length, 0)
  }
  return arrived
}

const ROOM = 200_000_000

async function photographIn(address: string, bytes: Buffer): Promise<DevelopedFile | null> {
  try {
    return await developFile({ name: fileNameOf(address), bytes })
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

async function pictureAt({ fetcher }: Import, entry: Entry, address: string): Promise<Buffer | null> {
  const local = entry.folder ? await localPicture(entry.folder, address) : null
  const link = local ? null : linkTo(entry, address)
  if (!link || !fetcher) return local
  const larger = largerOf(link)
  const { bytes } = await fetcher.fetch(larger)
  return bytes ?? (larger === link ? null : (await fetcher.fetch(link)).bytes)
}

async function keepAll(
  trx: Db,
  person: Person,
  arrived: Map<string, DevelopedFile>,
): Promise<Map<string, string>> {
  const kept = new Map<string, string>()
  for (const [address, file] of arrived) kept.set(address, (await keepDeveloped(trx, person, file)).publicId)
  return kept
}

/** Where a picture that is not kept can be gone to; what was in the text itself is nowhere else. */
function linkIn(entry: Entry, embedded: Prepared['embedded']): (address: string) => string | null {
  const inside = new Set(embedded.map(({ src }) => src))
  return (address) => (inside.has(address) ? null : linkTo(entry, address))
}
