import type { Block } from './blocks'

export interface List<B> {
  kind: 'bullet' | 'number'
  start: number
  /** It directly follows another list of its sort. */
  fresh: boolean
  items: Item<B>[]
}

/** An item's paragraphs and the lists inside it, in order. */
export interface Item<B> {
  children: ({ block: B } | { list: List<B> })[]
}

/** The lists that a run of item blocks stands for. */
export function listsOf<B extends Block>(blocks: B[]): List<B>[] {
  const top: Item<B> = { children: [] }
  const open: List<B>[] = []

  for (const block of blocks) {
    const { list: kind = 'bullet', start = 1, fresh = false, continues } = block.attributes
    const depth = Math.max(1, Math.min(block.attributes.depth ?? 1, open.length + 1))
    open.length = Math.min(open.length, depth)
    let list = open[depth - 1]
    const item = list?.items.at(-1)
    if (continues && item) {
      item.children.push({ block })
      continue
    }
    if (!list || list.kind !== kind || fresh) {
      list = { kind, start, fresh: fresh && list?.kind === kind, items: [] }
      const parent = depth > 1 ? open[depth - 2]?.items.at(-1) : top
      ;(parent ?? top).children.push({ list })
      open[depth - 1] = list
    }
    list.items.push({ children: [{ block }] })
  }
  return top.children.flatMap((child) => ('list' in child ? [child.list] : []))
}
