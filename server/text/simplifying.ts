import type { Element, ElementContent, RootContent } from 'hast'
import { KEPT, classes, collect, collectFrom, make, property, setOf, textOf, without } from './elements'

/**
 * HTML with nothing in it that Markdown has no word for: scripts, forms and hidden things are gone, pictures stand
 * where a figure is meant, tables that only place things are taken apart, styles that mean bold are bold.
 */
export function simplified(nodes: (RootContent | ElementContent)[]): ElementContent[] {
  return simplify(nodes, 'flow')
}

/** Among blocks a picture may stand alone; in a heading, a cell or a caption it stands among words. */
type Place = 'flow' | 'words'

const DROPPED = setOf(
  'script style template noscript head title meta link base button input select textarea option datalist',
  'svg math canvas dialog frame frameset noframes',
)
const WRAPPERS = setOf('a b strong i em u s span font small big center mark')

function simplify(nodes: (RootContent | ElementContent)[], place: Place): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [node]
    return node.type === 'element' ? simplifyElement(node, place) : []
  })
}

function simplifyElement(element: Element, place: Place): ElementContent[] {
  const { tagName: tag } = element
  if (DROPPED.has(tag) || isHidden(element)) return []
  if (tag === 'img' || tag === KEPT) return picture(element, place)
  if (tag === 'iframe' || tag === 'embed') return embedded(element)
  if (tag === 'figure' || classes(element).some((name) => CAPTIONED.has(name))) return figure(element)
  if (tag === 'table') return table(element)
  if (tag === 'sup' || tag === 'sub') return raised(element, place)
  if (tag === 'p' && classes(element).includes('summary')) return [labelled(element, '[요약] ')]
  if (tag === 'aside') return [aside(element)]
  if (tag === 'caption') return []
  const children = simplify(element.children, /^(?:h[1-6]|td|th)$/.test(tag) ? 'words' : place)
  if (WRAPPERS.has(tag)) return wrapper(element, children)
  return [{ ...element, tagName: tag === 'menu' ? 'ul' : tag, children }]
}

function isHidden(element: Element): boolean {
  return element.properties.hidden != null || /display:\s*none/i.test(property(element, 'style'))
}

/** A wrapper around nothing but pictures lets them go; styles that mean bold or italic become marks. */
function wrapper(element: Element, children: ElementContent[]): ElementContent[] {
  const style = property(element, 'style')
  if (children.some(isPicture) && children.every((child) => isPicture(child) || isBlank(child)))
    return children
  if (/^(?:b|strong)$/.test(element.tagName) && /font-weight:\s*(?:normal|[1-4]00)/i.test(style))
    return children
  if (element.tagName === 'a' || !/^(?:span|font)$/.test(element.tagName)) return [{ ...element, children }]

  const marks = [
    ...(/font-weight:\s*(?:bold|[6-9]00)/i.test(style) ? ['strong'] : []),
    ...(/font-style:\s*italic/i.test(style) ? ['em'] : []),
    ...(/line-through/i.test(style) ? ['del'] : []),
  ]
  return marks.reduce<ElementContent[]>((inside, tag) => [make(tag, inside)], children)
}

function isPicture(node: ElementContent): boolean {
  return node.type === 'element' && (isImage(node) || node.tagName === 'br')
}

function isBlank(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === ''
}

/** A picture among blocks stands on a line of its own; a smiley is its character; a counting pixel is nothing. */
function picture(element: Element, place: Place): ElementContent[] {
  const [width, height] = [size(element, 'width'), size(element, 'height')]
  if (width <= 2 || height <= 2) return []
  const alt = property(element, 'alt')
  if (
    element.tagName === 'img' &&
    (width <= SMALL || height <= SMALL || /emoji|smiley/.test(property(element, 'class')))
  )
    return [{ type: 'text', value: alt }]

  const lazy = ['dataSrc', 'dataLazySrc', 'dataOriginal'].map((name) => property(element, name)).find(Boolean)
  const src = property(element, 'src')
  const title = element.tagName === KEPT ? property(element, 'title') : ''
  const kept = make(KEPT, [], { src: /^(?:data:|$)/i.test(src) ? (lazy ?? src) : src, alt, title })
  return place === 'flow' ? [make('br'), kept, make('br')] : [kept]
}

const SMALL = 40

function size(element: Element, side: 'width' | 'height'): number {
  const number = Number.parseFloat(property(element, side))
  return Number.isNaN(number) || property(element, side).endsWith('%') ? Infinity : number
}

/** A film or a map is a link to it, in a paragraph of its own. */
function embedded(element: Element): ElementContent[] {
  const src = property(element, 'src') || property(element, 'dataSrc')
  if (!src) return []
  const https = src.replace(/^\/\//, 'https://')
  const film = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/.exec(https)?.[1]
  const href = film ? `https://www.youtube.com/watch?v=${film}` : https
  return [
    make('p', [make('a', [{ type: 'text', value: property(element, 'title').trim() || href }], { href })]),
  ]
}

const CAPTIONED = new Set(['tr-caption-container', 'wp-caption'])

/** Pictures with the words under them: `<figure>`, Blogger's caption table, WordPress's caption box. */
function figure(element: Element): ElementContent[] {
  const captions = collect(element, isCaption)
  const rest = without(element.children, isCaption)
  const pictures = collectFrom(rest, isImage)
  if (pictures.length === 0 || collectFrom(rest, (child) => child.tagName === 'figure').length > 0) {
    const words = captions.map((caption) => make('p', simplify(caption.children, 'words')))
    return [...simplify(rest, 'flow'), ...words]
  }

  const kept = pictures.flatMap((child) => picture(child, 'words'))
  const caption = captions.flatMap((child) => [...simplify(child.children, 'words'), make('br')])
  const last = kept.at(-1)
  if (last?.type === 'element') last.children = caption
  const words = simplify(without(rest, isImage), 'flow')
  return [
    ...kept.map((child) => make('p', [child])),
    ...(words.some((child) => textOf(child).trim()) ? [make('div', words)] : []),
    ...(last?.type === 'element' ? [] : [make('p', caption)]),
  ]
}

function isImage(element: Element): boolean {
  return element.tagName === 'img' || element.tagName === KEPT
}

function isCaption(element: Element): boolean {
  return (
    element.tagName === 'figcaption' ||
    classes(element).some((name) => name === 'tr-caption' || name === 'wp-caption-text')
  )
}

/** A table that only places things on the page is taken apart. */
function table(element: Element): ElementContent[] {
  const cells = collect(element, (child) => child.tagName === 'td' || child.tagName === 'th')
  const captions = collect(element, (child) => child.tagName === 'caption')
  const above = captions.map((caption) => make('p', simplify(caption.children, 'words')))
  const inCells = cells.flatMap((cell) => cell.children)
  if (cells.length < 2 || collectFrom(inCells, isBlocky).length > 0)
    return [...above, ...cells.map((cell) => make('div', simplify(cell.children, 'flow')))]

  if (cells.reduce((area, cell) => area + span(cell, 'colSpan') * span(cell, 'rowSpan'), 0) > LARGEST_TABLE)
    for (const cell of cells) Object.assign(cell.properties, { colSpan: 1, rowSpan: 1 })
  return [...above, { ...element, children: simplify(element.children, 'words') }]
}

/** In cells, those that others reach over included. */
const LARGEST_TABLE = 20_000

function span(cell: Element, direction: 'colSpan' | 'rowSpan'): number {
  return Math.max(1, Number(cell.properties[direction]) || 1)
}

function isBlocky(element: Element): boolean {
  return /^(?:table|ul|ol|pre|figure|img|blockquote|h[1-6]|kept-image)$/.test(element.tagName)
}

const RAISED = new Map([...'0123456789+-'].map((digit, index) => [digit, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'][index]!]))
const LOWERED = new Map([...'0123456789+-'].map((digit, index) => [digit, [...'₀₁₂₃₄₅₆₇₈₉₊₋'][index]!]))

/** `m<sup>2</sup>` is m², `CO<sub>2</sub>` is CO₂; other raised words stay words. */
function raised(element: Element, place: Place): ElementContent[] {
  const letters = element.tagName === 'sup' ? RAISED : LOWERED
  const characters = [...textOf(element)]
  if (characters.length > 0 && characters.every((character) => letters.has(character)))
    return [{ type: 'text', value: characters.map((character) => letters.get(character)).join('') }]
  return simplify(element.children, place)
}

function labelled(element: Element, label: string): Element {
  return { ...element, children: [{ type: 'text', value: label }, ...simplify(element.children, 'flow')] }
}

function aside(element: Element): Element {
  const children = simplify(element.children, 'flow')
  const isNote = property(element, 'role') === 'note' || classes(element).includes('note')
  return isNote
    ? make('blockquote', [make('p', [{ type: 'text', value: '[!NOTE]' }]), ...children])
    : make('div', children)
}
