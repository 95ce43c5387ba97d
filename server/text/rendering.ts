import type { Attributes, NumberedBlock } from './blocks'
import { parseInline, wordsOf, type Inline } from './inline'
import { listsOf, type Item, type List } from './lists'
import { tableOf } from './tables'

/** A photograph as a page shows it. */
export interface Picture {
  /** Better formats first; `srcset` with widths. */
  sources: { type: string; srcset: string }[]
  src: string
  width: number
  height: number
}

export interface Link {
  href: string
}

/** How a page turns what a text refers to into addresses; null where there is nothing to lead to. */
export interface Resolver {
  picture?(media: string): Picture | null
  link?(href: string): Link | null
}

type Language = 'ko' | 'en'

interface Page {
  language: Language | null
  resolver: Resolver
  /** Number of each footnote on the page, by label. */
  footnotes: Map<string, { nth: number; id: string }>
  /** How often each has been referred to so far. */
  references: Map<string, number>
}

/**
 * The body of an article as HTML; title, summary and byline are the page's to print. Nothing reaches it but words,
 * which are escaped, and the tags written here, so it needs no cleaning afterwards. Every block has its number as
 * `id="p<number>"`. In an English body runs of Hangul are marked as Korean.
 */
export function render(blocks: NumberedBlock[], language: Language, resolver: Resolver = {}): string {
  const body = blocks.filter(({ kind }) => !['title', 'summary', 'byline'].includes(kind))
  const footnotes = body.filter(({ kind }) => kind === 'footnote')
  const page: Page = {
    language,
    resolver,
    footnotes: new Map(
      footnotes.map(({ attributes, number }, index) => [
        attributes.label ?? '',
        { nth: index + 1, id: `p${number}` },
      ]),
    ),
    references: new Map(),
  }
  const html = familiesOf(body.filter(({ kind }) => kind !== 'footnote')).map((family) =>
    familyHtml(family, page),
  )
  if (footnotes.length > 0) html.push(footnotesHtml(footnotes, page))
  return html.join('\n')
}

/** One block's words as HTML, for the desk. Links lead where they say; references to footnotes stay numbers in brackets. */
export function renderInline(text: string): string {
  return inlineHtml(parseInline(text), {
    language: null,
    resolver: {},
    footnotes: new Map(),
    references: new Map(),
  })
}

/** One block's words without any marks, on one line. */
export function plain(text: string): string {
  return wordsOf(parseInline(text)).replace(/\s+/g, ' ').trim()
}

/** Blocks that one element holds: a list, a blockquote or note, a figure; any other stands alone. */
function familiesOf(blocks: NumberedBlock[]): [NumberedBlock, ...NumberedBlock[]][] {
  const families: [NumberedBlock, ...NumberedBlock[]][] = []
  for (const block of blocks) {
    const family = families.at(-1)
    if (family && isKin(block, family[0])) family.push(block)
    else families.push([block])
  }
  return families
}

function isKin({ kind, attributes }: NumberedBlock, first: NumberedBlock): boolean {
  switch (kind) {
    case 'item':
      return first.kind === 'item'
    case 'quotation':
    case 'note':
      return (
        first.kind === kind && attributes.group !== undefined && first.attributes.group === attributes.group
      )
    case 'alt':
    case 'caption':
    case 'credit':
      return first.kind === 'figure' && first.attributes.figure === attributes.figure
    default:
      return false
  }
}

function familyHtml(family: [NumberedBlock, ...NumberedBlock[]], page: Page): string {
  const [first] = family
  switch (first.kind) {
    case 'item':
      return listsOf(family)
        .map((list) => listHtml(list, page))
        .join('\n')
    case 'quotation':
      return `<blockquote>${family.map((block) => paragraph(block, page)).join('')}</blockquote>`
    case 'note':
      return `<aside class="note" role="note">${family.map((block) => paragraph(block, page)).join('')}</aside>`
    case 'figure':
      return figureHtml(family, page)
    case 'heading': {
      const tag = `h${headingLevel(first.attributes)}`
      return `<${tag}${idOf(first)}>${words(first, page)}</${tag}>`
    }
    case 'table':
      return tableHtml(first, page)
    case 'code':
      return `<pre${idOf(first)}><code>${escaped(first.text)}</code></pre>`
    case 'break':
      return `<hr${idOf(first)}>`
    default:
      return paragraph(first, page)
  }
}

function headingLevel({ level }: Attributes): number {
  return level === 3 || level === 4 ? level : 2
}

function paragraph(block: NumberedBlock, page: Page): string {
  return block.text === '' ? '' : `<p${idOf(block)}>${words(block, page)}</p>`
}

function words({ text }: NumberedBlock, page: Page): string {
  return inlineHtml(parseInline(text), page)
}

function idOf({ number }: NumberedBlock): string {
  return ` id="p${number}"`
}

function listHtml(list: List<NumberedBlock>, page: Page): string {
  const tag = list.kind === 'number' ? 'ol' : 'ul'
  const start = list.kind === 'number' && list.start !== 1 ? ` start="${list.start}"` : ''
  return `<${tag}${start}>${list.items.map((item) => itemHtml(item, page)).join('')}</${tag}>`
}

/** An item of one paragraph is its words; one of several has them as paragraphs. */
function itemHtml({ children }: Item<NumberedBlock>, page: Page): string {
  const [first, ...rest] = children
  if (!first || 'list' in first) return `<li>${children.map((child) => childHtml(child, page)).join('')}</li>`
  const isTight = rest.every((child) => 'list' in child)
  const opening = isTight ? words(first.block, page) : paragraph(first.block, page)
  const id = isTight ? idOf(first.block) : ''
  return `<li${id}>${opening}${rest.map((child) => childHtml(child, page)).join('')}</li>`
}

function childHtml(child: Item<NumberedBlock>['children'][number], page: Page): string {
  return 'list' in child ? listHtml(child.list, page) : paragraph(child.block, page)
}

function figureHtml(family: NumberedBlock[], page: Page): string {
  const [figure, alt, caption, credit] = (['figure', 'alt', 'caption', 'credit'] as const).map((kind) =>
    family.find((block) => block.kind === kind),
  )
  const picture = pictureHtml(figure!, alt ? plain(alt.text) : '', page)
  const said = [
    caption && sentence('span', 'caption', caption, page),
    credit && sentence('small', 'credit', credit, page),
  ]
    .filter(Boolean)
    .join(' ')
  if (!picture && !said) return ''
  return `<figure${idOf(figure!)}>${picture}${said && `<figcaption>${said}</figcaption>`}</figure>`
}

function sentence(tag: string, name: string, block: NumberedBlock, page: Page): string {
  return block.text === '' ? '' : `<${tag} class="${name}"${idOf(block)}>${words(block, page)}</${tag}>`
}

/** Width and height stand in the tag, so that nothing jumps when the photograph arrives. */
function pictureHtml({ attributes }: NumberedBlock, alt: string, { resolver }: Page): string {
  const picture = attributes.media ? resolver.picture?.(attributes.media) : null
  if (!picture) return ''
  const { sources, src, width, height } = picture
  const sizes = '(min-width: 50rem) 46rem, 100vw'
  const better = sources.map(
    ({ type, srcset }) => `<source type="${escaped(type)}" srcset="${escaped(srcset)}" sizes="${sizes}">`,
  )
  return `<picture>${better.join('')}<img src="${escaped(src)}" alt="${escaped(alt)}" width="${width}" height="${height}" loading="lazy" decoding="async"></picture>`
}

/** The table scrolls by itself on a narrow screen, and by keyboard, so it can be focused. */
function tableHtml(block: NumberedBlock, page: Page): string {
  const table = tableOf(block.text)
  if (!table) return paragraph(block, page)
  const [head = [], ...body] = table.rows
  const cell = (tag: string, scope: string) => (text: string, column: number) => {
    const side = table.align[column]
    return `<${tag}${scope}${side ? ` class="to-${side}"` : ''}>${inlineHtml(parseInline(text), page)}</${tag}>`
  }
  const rows = body.map((row) => `<tr>${row.map(cell('td', '')).join('')}</tr>`).join('')
  return `<div class="table" tabindex="0"${idOf(block)}><table><thead><tr>${head.map(cell('th', ' scope="col"')).join('')}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function footnotesHtml(footnotes: NumberedBlock[], page: Page): string {
  const items = footnotes.map((block) => {
    const { nth: number } = page.footnotes.get(block.attributes.label ?? '')!
    const times = page.references.get(block.attributes.label ?? '') ?? 0
    const backs = Array.from(
      { length: times },
      (_, nth) => ` <a class="back" href="#${referenceId(number, nth)}">↩</a>`,
    )
    return `<li${idOf(block)}>${words(block, page)}${backs.join('')}</li>`
  })
  return `<section class="footnotes" role="doc-endnotes"><ol>${items.join('')}</ol></section>`
}

function referenceId(number: number, nth: number): string {
  return nth === 0 ? `r${number}` : `r${number}-${nth + 1}`
}

function inlineHtml(nodes: Inline[], page: Page): string {
  return nodes.map((node) => nodeHtml(node, page)).join('')
}

function nodeHtml(node: Inline, page: Page): string {
  switch (node.type) {
    case 'text':
      return spoken(node.value, page)
    case 'strong':
      return `<strong>${inlineHtml(node.children, page)}</strong>`
    case 'emphasis':
      return `<em>${inlineHtml(node.children, page)}</em>`
    case 'delete':
      return `<del>${inlineHtml(node.children, page)}</del>`
    case 'code':
      return `<code>${escaped(node.value)}</code>`
    case 'break':
      return '<br>'
    case 'image':
      return spoken(node.alt, page)
    case 'link':
      return linkHtml(node.url, inlineHtml(node.children, page), page)
    case 'reference':
      return referenceHtml(node.label, page)
  }
}

/** What leads out of the house says nothing of where it came from. Addresses that could run code were never kept. */
function linkHtml(url: string, inside: string, { resolver }: Page): string {
  const resolved = resolver.link ? resolver.link(url) : { href: url }
  if (!resolved || /^(article|media):/.test(resolved.href)) return inside
  const isOutside = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(resolved.href)
  return `<a href="${escaped(resolved.href)}"${isOutside ? ' rel="noopener"' : ''}>${inside}</a>`
}

function referenceHtml(label: string, { footnotes, references }: Page): string {
  const footnote = footnotes.get(label)
  if (!footnote) return `<sup>[${escaped(label)}]</sup>`
  const times = references.get(label) ?? 0
  references.set(label, times + 1)
  return `<sup><a id="${referenceId(footnote.nth, times)}" href="#${footnote.id}" role="doc-noteref">${footnote.nth}</a></sup>`
}

/** Words in a voice that can pronounce them. */
function spoken(text: string, { language }: Page): string {
  if (language !== 'en') return escaped(text)
  return escaped(text).replace(
    /[가-힣]{2,}(?:[ ·,]*[가-힣]+)*/g,
    (hangul) => `<span lang="ko">${hangul}</span>`,
  )
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
