import type { WaitingEntry } from '../exchange/rules'
import type { SourceVersion } from '../sources/rules'
import type { Bead } from '../text/bitext/aligning'
import { hasOwnEnglish, type Placement } from '../text/bitext/placing'
import type { Reason } from '../text/bitext/proposing'
import type { Block, Kind } from '../text/blocks'
import { plain } from '../text/rendering'
import {
  isOwnArchive,
  obstacleToPairing,
  type Facts,
  type Obstacle,
  type ProposedPairing,
  type Search,
} from './rules'

/** English posts that wait for their Korean, those that are surest first. */
export interface ListPage {
  rows: WaitingRow[]
  total: number
  /** Those for which something is proposed. */
  proposed: number
  search: Search | null
  page: { number: number; hasPrevious: boolean; hasNext: boolean }
}

export interface WaitingRow {
  publicId: string
  title: string
  isDraft: boolean
  best: Candidate | null
}

export interface Candidate {
  slug: string
  title: string
  score: number
  reasons: Reason[]
  deniedBy: string | null
}

const pageLength = 50
/** What is less sure, in percent, is shown beside the post alone. */
const LEAST = 10

export function listPage(
  entries: WaitingEntry[],
  proposals: ProposedPairing[],
  search: Search | null,
  number: number,
): ListPage {
  const best = new Map<string, ProposedPairing>()
  for (const one of proposals)
    if (one.deniedBy === null && one.score >= LEAST && !best.has(one.entryId)) best.set(one.entryId, one)
  const rows = entries
    .map((entry) => {
      const found = best.get(entry.id)
      return { ...rowOf(entry), best: found ? candidateOf(found) : null }
    })
    .sort((one, other) => (other.best?.score ?? -1) - (one.best?.score ?? -1))
  const from = (number - 1) * pageLength
  return {
    rows: rows.slice(from, from + pageLength),
    total: rows.length,
    proposed: rows.filter(({ best: one }) => one !== null).length,
    search,
    page: { number, hasPrevious: number > 1, hasNext: rows.length > from + pageLength },
  }
}

function rowOf({ publicId, title, status }: WaitingEntry): Omit<WaitingRow, 'best'> {
  return { publicId, title, isDraft: status !== 'published' }
}

function candidateOf({ slug, title, score, reasons, deniedBy }: ProposedPairing): Candidate {
  return { slug, title: plain(title), score, reasons, deniedBy }
}

/** One post, and every Korean article it may belong to. */
export interface EntryPage {
  entry: Omit<WaitingRow, 'best'> & Pick<WaitingEntry, 'address' | 'publishedAt' | 'importedByName'>
  beginning: string
  candidates: Candidate[]
  words: string
  /** Articles found by these words; null while nobody looked. */
  found: { slug: string; title: string }[] | null
}

export function entryPage(
  entry: WaitingEntry,
  english: Block[],
  proposals: ProposedPairing[],
  words: string,
  found: { slug: string; title: string }[] | null,
): EntryPage {
  const { address, publishedAt, importedByName } = entry
  const body = english.filter(({ kind }) => kind !== 'title').map(({ text }) => plain(text))
  return {
    entry: { ...rowOf(entry), address, publishedAt, importedByName },
    beginning: body.join(' ').slice(0, 400),
    candidates: proposals.map(candidateOf),
    words,
    found: found?.map(({ slug, title }) => ({ slug, title: plain(title) })) ?? null,
  }
}

/** A post beside an article, paragraph by paragraph, before they are paired. */
export interface PairingPage {
  entry: EntryPage['entry']
  article: { slug: string; title: string }
  base: number
  score: number | null
  reasons: Reason[]
  deniedBy: string | null
  rows: PlacedRow[]
  counts: { together: number; korean: number; english: number; heed: number }
  obstacle: Obstacle | null
  /** Whether a reason is asked for, as the editor brought the archive in. */
  asksReason: boolean
  reason: string
  publishes: boolean
  /** A rule that was broken, as in refusals.json. */
  refused: string | null
}

/** A Korean paragraph with the English beside it; or English that is left out, in the place where it stood. */
export interface PlacedRow {
  /** What the address of the row ends in. */
  anchor: string
  /** Null for English that is left out. */
  korean: { number: number; kind: Kind; text: string; hasOwn: boolean } | null
  english: { place: number; kind: Kind; text: string; corrected: boolean; unsure: boolean }[]
}

export interface PairingPageFacts extends Facts {
  article: { slug: string }
  source: SourceVersion
  proposal: ProposedPairing | null
  deniedBy: string | null
  beads: Bead[]
  /** As the program laid it out, and as it is now. */
  proposed: Placement
  placement: Placement
  reason: string
  publishes: boolean
  refused: string | null
}

export function pairingPage(facts: PairingPageFacts): PairingPage {
  const { entry, article, source, english, proposal, deniedBy, reason, publishes, refused } = facts
  const rows = rowsOf(facts)
  const together = rows.filter((row) => row.korean && row.english.length > 0)
  const unsure = rows.flatMap((row) => row.english).filter((one) => one.unsure)
  const obstacle = obstacleToPairing(facts, 'given later')
  return {
    entry: entryPage(entry, english, [], '', null).entry,
    article: { slug: article.slug, title: plain(source.title) },
    base: source.number,
    score: proposal?.score ?? null,
    reasons: proposal?.reasons ?? [],
    deniedBy,
    rows,
    counts: {
      together: together.length,
      korean: rows.filter(({ korean, english: own }) => korean?.hasOwn && own.length === 0).length,
      english: rows.filter(({ korean }) => korean === null).length,
      heed: unsure.length,
    },
    obstacle,
    asksReason: obstacle === null && isOwnArchive(facts),
    ...{ reason, publishes, refused },
  }
}

function rowsOf({ pairs, english, placement, proposed, beads }: PairingPageFacts): PlacedRow[] {
  const doubted = new Set(beads.filter(({ sure }) => sure < SURE).flatMap((bead) => bead.english))
  const shown = (place: number) => {
    const { kind, text } = english[place]!
    const corrected = placement[place] !== proposed[place]
    return { place, kind, text, corrected, unsure: !corrected && doubted.has(place) }
  }
  const rows: PlacedRow[] = pairs.map(({ source }, at) => ({
    anchor: `k-${source.number}`,
    korean: {
      ...{ number: source.number, kind: source.kind, text: source.text },
      hasOwn: hasOwnEnglish(source),
    },
    english: placement.flatMap((home, place) => (home === at ? [shown(place)] : [])),
  }))
  for (const [place, home] of placement.entries()) {
    if (home !== null || !hasOwnEnglish(english[place]!)) continue
    const before = rows.findLastIndex((row) => row.english.some((one) => one.place < place))
    rows.splice(before + 1, 0, { anchor: `e-${place}`, korean: null, english: [shown(place)] })
  }
  return rows
}

/** Below this a person should look. */
const SURE = 0.75
