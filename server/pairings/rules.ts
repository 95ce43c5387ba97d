import type { WaitingEntry } from '../exchange/rules'
import { isEditor, type Person } from '../people/rules'
import { hasWords, longestText, type Pair } from '../targets/rules'
import { wordsBeside, type Placement } from '../text/bitext/placing'
import type { Reason } from '../text/bitext/proposing'
import type { Block } from '../text/blocks'

/** A Korean article that a waiting English post may belong to. */
export interface ProposedPairing {
  entryId: string
  slug: string
  /** Of the article, in Markdown. */
  title: string
  rank: number
  score: number
  reasons: Reason[]
  /** Who said that the two do not belong together, or null. */
  deniedBy: string | null
}

/** The last look through everything that waits. */
export interface Search {
  beganAt: Date
  finishedAt: Date | null
}

export interface Facts {
  person: Person
  entry: WaitingEntry
  /** The entry, cut into blocks. */
  english: Block[]
  pairs: Pair[]
  /** Whether the house lets an editor approve their own words, with a reason. */
  ownWorkAllowed: boolean
}

export type Obstacle = 'not-an-editor' | 'english-there' | 'own-archive' | 'own-work-reason'

/** The first thing that stands between two that belong together and their being paired, or null when the way is clear. */
export function obstacleToPairing(facts: Facts, reason: string): Obstacle | null {
  if (!isEditor(facts.person)) return 'not-an-editor'
  if (facts.pairs.some(isWritten)) return 'english-there'
  if (!isOwnArchive(facts)) return null
  if (!facts.ownWorkAllowed) return 'own-archive'
  return reason.trim() === '' ? 'own-work-reason' : null
}

/** English that a person wrote, or that came from an archive before. */
function isWritten(pair: Pair): boolean {
  return hasWords(pair) && (pair.target.origin === 'person' || pair.target.origin === 'import')
}

/** Pairing what was published is an approval, and whoever brought words in does not approve them alone. A draft is none. */
export function isOwnArchive({ person, entry }: Pick<Facts, 'person' | 'entry'>): boolean {
  return entry.status === 'published' && (entry.importedBy === null || entry.importedBy === person.id)
}

export type PlacementObstacle = 'placement-astray' | 'pairing-without-title' | 'pair-too-long'

export function obstacleToPlacement(
  korean: Pick<Block, 'kind'>[],
  english: Block[],
  placement: Placement,
): PlacementObstacle | null {
  const isAstray = placement.some((home) => home !== null && korean[home] === undefined)
  if (placement.length !== english.length || isAstray) return 'placement-astray'
  const words = wordsBeside(english, placement)
  if (!words.has(korean.findIndex(({ kind }) => kind === 'title'))) return 'pairing-without-title'
  return [...words.values()].some((text) => text.length > longestText) ? 'pair-too-long' : null
}

/** What a person said of the placement: for a block of the English, by place, the number of a Korean paragraph, or null. */
export type Corrections = ReadonlyMap<number, number | null>

/** Numbers that stand for no paragraph are not followed. */
export function corrected(placement: Placement, numbers: number[], corrections: Corrections): Placement {
  return placement.map((home, place) => {
    const said = corrections.get(place)
    if (said === undefined) return home
    if (said === null) return null
    const at = numbers.indexOf(said)
    return at < 0 ? home : at
  })
}

export type Move = 'up' | 'down' | 'out'

/** One block of the English moved to the paragraph before or behind, or left out; what was left out comes back beside its neighbour. */
export function moved(placement: Placement, mayHold: boolean[], place: number, move: Move): Placement {
  if (move === 'out') return placement.with(place, null)
  const from = placement[place] ?? null
  const step = move === 'up' ? -1 : 1
  if (from === null) {
    const neighbours = move === 'up' ? placement.slice(0, place).reverse() : placement.slice(place + 1)
    return placement.with(place, neighbours.find((home) => home !== null) ?? null)
  }
  for (let at = from + step; at >= 0 && at < mayHold.length; at += step) {
    if (mayHold[at]) return placement.with(place, at)
  }
  return placement
}
