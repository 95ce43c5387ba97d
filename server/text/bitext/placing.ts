import { isTranslated, type Block, type Kind } from '../blocks'
import type { Bead } from './aligning'

/**
 * For every block of the English, by place, the place of the Korean block it stands beside; null for what is left out. Several
 * may stand beside one; a Korean block beside which none stands has no English of its own.
 */
export type Placement = (number | null)[]

/**
 * How an alignment is kept: Korean paragraphs decide. English that the Korean does not have goes with the paragraph before it,
 * so that nothing that was published is lost unseen; what has no words of its own follows the Korean and is not placed.
 */
export function placementOf(korean: Block[], english: Block[], beads: Bead[]): Placement {
  const placement: Placement = english.map(() => null)
  let last: number | null = null
  for (const bead of beads) {
    const homes = bead.korean.filter((place) => hasOwnEnglish(korean[place]!))
    for (const [nth, place] of bead.english.filter((at) => hasOwnEnglish(english[at]!)).entries()) {
      const home: number | null =
        bead.korean.length === bead.english.length ? (homes[nth] ?? null) : (homes[0] ?? null)
      placement[place] = home ?? (isRunning(english[place]!.kind) ? last : null)
    }
    last = [...homes].reverse().find((place) => isRunning(korean[place]!.kind)) ?? last
  }
  return titled(korean, english, placement)
}

/** Whether a block of either side stands in words that the other side has to say. */
export function hasOwnEnglish({ kind, text }: Block): boolean {
  return isTranslated(kind) && text.trim() !== ''
}

/** Kinds in which a sentence more does no harm. */
function isRunning(kind: Kind): boolean {
  return kind === 'paragraph' || kind === 'item' || kind === 'quotation' || kind === 'note'
}

/** A title is always the other's title. */
function titled(korean: Block[], english: Block[], placement: Placement): Placement {
  const [ko, en] = [korean, english].map((blocks) => blocks.findIndex(({ kind }) => kind === 'title')) as [
    number,
    number,
  ]
  if (ko < 0 || en < 0) return placement
  return placement.map((home, place) => (place === en ? ko : home === ko ? null : home))
}

/** The English of each Korean block, in the order in which it was written. */
export function wordsBeside(english: Block[], placement: Placement): Map<number, string> {
  const words = new Map<number, string>()
  for (const [place, home] of placement.entries()) {
    if (home === null) continue
    const text = english[place]!.text.trim()
    words.set(home, words.has(home) ? `${words.get(home)} ${text}` : text)
  }
  return words
}

/** What of the two sides has nothing beside it. */
export function alone(
  korean: Block[],
  english: Block[],
  placement: Placement,
): { korean: number[]; english: number[] } {
  const homes = new Set(placement)
  const places = (blocks: Block[], isAlone: (place: number) => boolean) =>
    blocks.flatMap((block, place) => (hasOwnEnglish(block) && isAlone(place) ? [place] : []))
  return {
    korean: places(korean, (place) => !homes.has(place)),
    english: places(english, (place) => placement[place] === null),
  }
}
