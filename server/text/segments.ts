import { blocksOf } from './markdown'
import { markdownFromFile } from './intake'
import type { Kind } from './blocks'

/** What a file is cut into, for people and programs outside. `position` counts from 1. */
export interface ListedSegment {
  position: number
  kind: Kind
  text: string
}

/** Every block of a file, the title included; its pictures are named `picture-1`, `picture-2`, … */
export async function segmentsOf(name: string, file: Buffer): Promise<ListedSegment[]> {
  let pictures = 0
  const markdown = await markdownFromFile(name, file, async () => `picture-${++pictures}`)
  return blocksOf(markdown).map(({ kind, text }, index) => ({ position: index + 1, kind, text }))
}
