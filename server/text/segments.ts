import { createHash } from 'node:crypto'
import { align, type Link } from './alignment'
import type { Block, Kind } from './blocks'
import { wordingOf } from './fingerprint'
import { markdownFromFile, type Keep } from './intake'
import { blocksOf } from './markdown'

/** What a file is cut into, for people and programs outside. `position` counts from 1. */
export interface ListedSegment {
  position: number
  kind: Kind
  text: string
}

/** Every block of a file, the title included; its pictures are named `picture-1`, `picture-2`, … */
export async function segmentsOf(name: string, file: Buffer): Promise<ListedSegment[]> {
  let pictures = 0
  const blocks = await blocksOfFile(name, file, async () => `picture-${++pictures}`)
  return blocks.map(({ kind, text }, index) => ({ position: index + 1, kind, text }))
}

/** Every block of a file for `listedStep`; its pictures are named by their bytes, so that they are known again. */
export async function alignableBlocks(name: string, file: Buffer): Promise<Block[]> {
  return blocksOfFile(name, file, async ({ bytes }) => {
    const digest = createHash('sha256').update(bytes).digest('base64url')
    return `picture-${digest.slice(0, 22)}`
  })
}

/** What became of one file in the next. Positions count from 0. */
export interface ListedStep {
  links: Link[]
  /** The words of both, by position: of a figure the address of its picture, of a break the line in Markdown. */
  old: string[]
  new: string[]
}

export function listedStep(before: Block[], after: Block[]): ListedStep {
  const links = align(before, after).map((link): Link => {
    return link.likeness === null ? link : { ...link, likeness: Math.round(link.likeness * 1000) / 1000 }
  })
  return { links, old: before.map(shownWording), new: after.map(shownWording) }
}

function shownWording(block: Block): string {
  return block.kind === 'break' ? '---' : wordingOf(block)
}

async function blocksOfFile(name: string, file: Buffer, keep: Keep): Promise<Block[]> {
  return blocksOf(await markdownFromFile(name, file, keep))
}
