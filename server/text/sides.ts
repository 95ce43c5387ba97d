import type { Block } from './blocks'
import { wordingOf } from './fingerprint'
import { bigramsOf, type Bigrams } from './likeness'
import type { Ties } from './ties'

/** One of two versions that are being aligned. */
export interface Side {
  blocks: Block[]
  /** By position; empty for a paragraph that was tied already, whose words did not change. */
  bigrams: Bigrams[]
}

export interface Sides {
  before: Side
  after: Side
}

const unread: Bigrams = new Int32Array()

export function sidesOf(before: Block[], after: Block[], { newOf, oldOf }: Ties): Sides {
  return { before: sideOf(before, newOf), after: sideOf(after, oldOf) }
}

function sideOf(blocks: Block[], ties: Int32Array): Side {
  const bigrams = blocks.map((block, at) => (ties[at] === -1 ? bigramsOf(wordingOf(block)) : unread))
  return { blocks, bigrams }
}
