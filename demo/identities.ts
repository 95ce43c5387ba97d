import type { SourceSegment } from '../server/sources/rules'
import type { Block } from '../server/text/blocks'

/**
 * Which segment each block of the demo's second wording is: the one that says the same, else the one in its place
 * whose words it mostly shares, else a new one. Enough for the three changed paragraphs of one article.
 */
export function identitiesOf(before: SourceSegment[], blocks: Block[]): (string | null)[] {
  const left = new Set(before)
  const same = blocks.map((block) =>
    take((segment) => segment.kind === block.kind && segment.text === block.text),
  )
  return blocks.map(
    (block, index) =>
      same[index] ?? take((segment) => segment.kind === block.kind && shared(segment.text, block.text) > 0.5),
  )

  function take(fits: (segment: SourceSegment) => boolean): string | null {
    for (const segment of left) {
      if (!fits(segment)) continue
      left.delete(segment)
      return segment.segmentId
    }
    return null
  }
}

function shared(one: string, other: string): number {
  const [words, others] = [new Set(one.split(' ')), new Set(other.split(' '))]
  return [...words].filter((word) => others.has(word)).length / Math.max(words.size, others.size)
}
