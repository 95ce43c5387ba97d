import { addressOf } from '../text/addresses'
import type { Block } from '../text/blocks'
import { fileNameOf } from '../text/fileNames'
import { parseInline } from '../text/inline'
import { mapInline, type Inline } from '../text/tidying'
import { writeInline } from '../text/writing'
import type { Entry } from './rules'

/** Addresses of all pictures in these blocks, each once: those that stand alone and those among words. */
export function pictureAddresses(blocks: Block[]): string[] {
  const addresses = new Set<string>()
  for (const { kind, text, attributes } of blocks) {
    if (kind === 'figure') addresses.add(attributes.src ?? '')
    else if (kind === 'table') for (const [, , url] of text.matchAll(IN_TABLE)) addresses.add(url!)
    else if (kind !== 'code' && text.includes('![')) {
      mapInline(parseInline(text), (node) => {
        if (node.type === 'image') addresses.add(node.url)
        return [node]
      })
    }
  }
  addresses.delete('')
  return [...addresses]
}

/**
 * The blocks with each picture we keep in its place (`kept` gives its public id by its address) and each other one as a link to
 * where it was, with the words that stood for it: an article holds no picture that is not ours. `linkFor` makes the address that
 * a link may have, or null when there is none to go to.
 */
export function withPictures(
  blocks: Block[],
  kept: ReadonlyMap<string, string>,
  linkFor: (address: string) => string | null,
): Block[] {
  return blocks.flatMap((block, index): Block[] => {
    if (block.kind === 'figure') return figureWith(block, blocks.slice(index + 1), kept, linkFor)
    if (block.attributes.figure !== undefined && isOfLost(block, blocks, kept)) return []
    if (block.kind === 'code') return [block]
    return [{ ...block, text: amongWords(block, kept, linkFor) }]
  })
}

/** The whole address of a picture on the web, seen from where the entry was; null when it was nowhere. */
export function linkTo(entry: Pick<Entry, 'address'>, address: string): string | null {
  const base = /^https?:/i.test(entry.address) ? entry.address : undefined
  const whole = address.startsWith('//') ? `https:${address}` : address
  if (!URL.canParse(whole, base)) return null
  const url = new URL(whole, base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? addressOf(url.href) : null
}

function figureWith(
  block: Block,
  after: Block[],
  kept: ReadonlyMap<string, string>,
  linkFor: (address: string) => string | null,
): Block[] {
  const src = block.attributes.src ?? ''
  const media = kept.get(src)
  const { figure } = block.attributes
  if (media !== undefined) return [{ kind: 'figure', text: '', attributes: { figure, media } }]
  if (block.attributes.media) return [block]

  const said = (kind: Block['kind']) =>
    after.find((other) => other.kind === kind && other.attributes.figure === figure)?.text ?? ''
  const [alt, caption, credit] = [said('alt'), said('caption'), said('credit')]
  const words = parseInline(alt || caption || writeInline(textNode(fileNameOf(src) || '사진')))
  const link = linkFor(src)
  const shown = link ? [{ type: 'link', url: link, children: withoutLinks(words) } as const] : words
  const under = [alt && caption !== alt ? caption : '', credit ? `(${credit})` : ''].filter(
    (text) => text !== '',
  )
  return [{ kind: 'paragraph', text: [writeInline(shown), ...under].join(' '), attributes: {} }]
}

function isOfLost(block: Block, blocks: Block[], kept: ReadonlyMap<string, string>): boolean {
  const figure = blocks.find(
    (other) => other.kind === 'figure' && other.attributes.figure === block.attributes.figure,
  )
  return figure !== undefined && !figure.attributes.media && !kept.has(figure.attributes.src ?? '')
}

function amongWords(
  { kind, text }: Block,
  kept: ReadonlyMap<string, string>,
  linkFor: (address: string) => string | null,
): string {
  if (!text.includes('![')) return text
  if (kind === 'table') {
    return text.replace(IN_TABLE, (_, alt: string, url: string) => {
      const media = kept.get(url)
      const link = linkFor(url)
      return media ? `![${alt}](media:${media})` : link && alt ? `[${alt}](${link})` : alt
    })
  }
  const nodes = mapInline(parseInline(text), (node) => {
    if (node.type !== 'image' || node.url.startsWith('media:')) return [node]
    const media = kept.get(node.url)
    if (media) return [{ ...node, url: `media:${media}` }]
    const words = textNode(node.alt || fileNameOf(node.url) || '사진')
    const link = linkFor(node.url)
    return link ? [{ type: 'link', url: link, children: words }] : words
  })
  return writeInline(unnested(nodes))
}

/** A picture that was a link is a link in a link now; the outer one goes. */
function unnested(nodes: Inline[]): Inline[] {
  return mapInline(nodes, (node) => {
    if (node.type !== 'link') return [node]
    return node.children.some((child) => child.type === 'link') ? node.children : [node]
  })
}

function withoutLinks(nodes: Inline[]): Inline[] {
  return mapInline(nodes, (node) => (node.type === 'link' ? node.children : [node]))
}

function textNode(value: string): Inline[] {
  return [{ type: 'text', value }]
}

const IN_TABLE = /!\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)/g
