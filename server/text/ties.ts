/** Which new paragraph goes on from which old one, while that is being found out. Positions from 0; -1 is nobody yet. */
export interface Ties {
  /** By old position. */
  newOf: Int32Array
  /** By new position. */
  oldOf: Int32Array
}

export function noTies(olds: number, news: number): Ties {
  return { newOf: new Int32Array(olds).fill(-1), oldOf: new Int32Array(news).fill(-1) }
}

export function tie({ newOf, oldOf }: Ties, old: number, now: number): void {
  newOf[old] = now
  oldOf[now] = old
}

export function areFree({ newOf, oldOf }: Ties, old: number, now: number): boolean {
  return newOf[old] === -1 && oldOf[now] === -1
}

/** The positions of one side that are tied to nothing, in order. */
export function untied(side: Int32Array): number[] {
  const positions: number[] = []
  for (let at = 0; at < side.length; at++) if (side[at] === -1) positions.push(at)
  return positions
}

/** Where paragraphs stand between those that kept their order. */
export interface Places {
  /** Whether a paragraph kept its order, by new position. */
  isInOrder: Uint8Array
  /** How many that kept their order come before: what has the same number on both sides stands in the same gap. */
  gapOfOld: Int32Array
  gapOfNew: Int32Array
  /** The new position that an old paragraph would have if nothing happened around it. */
  expected: Int32Array
}

export function placesIn({ newOf, oldOf }: Ties): Places {
  const isInOrder = new Uint8Array(oldOf.length)
  for (const now of longestInOrder(oldOf)) isInOrder[now] = 1

  const gapOfNew = new Int32Array(oldOf.length)
  for (let now = 0, gap = 0; now < oldOf.length; now++) gapOfNew[now] = isInOrder[now] ? gap++ : gap

  const gapOfOld = new Int32Array(newOf.length)
  const expected = new Int32Array(newOf.length)
  for (let old = 0, gap = 0, shift = 0; old < newOf.length; old++) {
    const now = newOf[old]!
    const keptOrder = now >= 0 && isInOrder[now] === 1
    if (keptOrder) shift = now - old
    gapOfOld[old] = keptOrder ? gap++ : gap
    expected[old] = old + shift
  }
  return { isInOrder, gapOfOld, gapOfNew, expected }
}

/** The longest run of new positions whose old positions rise with them, by patience sorting. */
function longestInOrder(oldOf: Int32Array): number[] {
  const tops: number[] = []
  const before = new Int32Array(oldOf.length).fill(-1)
  for (let now = 0; now < oldOf.length; now++) {
    if (oldOf[now] === -1) continue
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (oldOf[tops[middle]!]! < oldOf[now]!) low = middle + 1
      else high = middle
    }
    if (low > 0) before[now] = tops[low - 1]!
    tops[low] = now
  }
  const run: number[] = []
  for (let now = tops.at(-1) ?? -1; now >= 0; now = before[now]!) run.push(now)
  return run.reverse()
}
