import type { Heading, List, Nodes, Paragraph, PhrasingContent, Root, Table } from 'mdast'
import { addressOf } from './addresses'
import type { Attributes, Block, Kind } from './blocks'
import { splitCaption } from './captions'
import { withoutHtml } from './html'
import { inlineOf, parseInline, type Surroundings } from './inline'
import { noteLabelIn, type NoteLabel } from './notes'
import { dropStart, mapInline, onOneLine, tidy, wordsOf, type Inline } from './tidying'
import { alertIn, isNote, labelledAs } from './labels'
import { isEmpty, tableFrom, writeTable } from './tables'
import { asInline, writeInline } from './writing'

/** Cuts a document into blocks. What Markdown nests deeper than our blocks can, comes out beside it. */
export function blocksFromTree(tree: Root): Block[] {
  const surroundings = surroundingsOf(tree)
  const clean = withoutHtml(tree, surroundings)
  return new Cutter(clean, { ...surroundings, labels: labelsOf(clean) }).cut()
}

function surroundingsOf(tree: Root): Surroundings {
  const definitions: Surroundings['definitions'] = new Map()
  visit(tree, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, { url: node.url, title: node.title ?? '' })
  })
  return { definitions, labels: new Map() }
}

/** A name for every footnote that says something, by the parser's identifier. */
function labelsOf(tree: Root): Map<string, string> {
  const labels = new Map<string, string>()
  const taken = new Set<string>()
  visit(tree, (node) => {
    if (node.type !== 'footnoteDefinition' || labels.has(node.identifier)) return
    if (inlineOf(node.children as PhrasingContent[]).length === 0) return
    let label = /^[a-z0-9가-힣_-]{1,40}$/.test(node.identifier) ? node.identifier : 'note'
    for (let number = 2; taken.has(label); number++) label = `${label.replace(/-\d+$/, '')}-${number}`
    taken.add(label)
    labels.set(node.identifier, label)
  })
  return labels
}

function visit(node: Nodes, see: (node: Nodes) => void): void {
  see(node)
  if ('children' in node) for (const child of node.children) visit(child, see)
}

/** What a paragraph falls into: runs of words and the pictures that stand on lines of their own. */
type Piece = { words: Inline[] } | { picture: Picture }
interface Picture {
  url: string
  alt: string
  title: string
}

/** An item on its way to a block: its depth and number are settled when its neighbours are known. */
interface Entry {
  text: string
  list: 'bullet' | 'number'
  /** The lists it lies in, outermost first. */
  path: number[]
  ordinal: number
  continues: boolean
}

class Cutter {
  #title: Block | null = null
  #summary: Block | null = null
  #byline: Block | null = null
  #body: Block[] = []
  #footnotes: Block[] = []
  #entries: Entry[] = []
  /** Nothing but title, summary and byline has been seen yet. */
  #atTop = true
  #groups = 0
  #figures = 0
  #lists = 0

  constructor(
    readonly tree: Root,
    readonly surroundings: Surroundings,
  ) {}

  cut(): Block[] {
    this.#flow(this.tree.children)
    this.#settleItems()
    const top = [this.#title, this.#summary, this.#byline].filter((block) => block !== null)
    return [...top, ...withoutDoubleBreaks(this.#body), ...this.#footnotes]
  }

  #flow(nodes: Nodes[]): void {
    for (const node of nodes) this.#block(node)
  }

  #block(node: Nodes): void {
    if (node.type === 'heading') this.#heading(node)
    else if (node.type === 'paragraph') this.#pieces(node, (words) => this.#paragraph(words))
    else if (node.type === 'list') this.#list(node, [])
    else if (node.type === 'blockquote') this.#quote(node.children)
    else if (node.type === 'table') this.#table(node)
    else if (node.type === 'code') this.#code(node.value, node.lang)
    else if (node.type === 'thematicBreak') this.#add('break', '')
    else if (node.type === 'footnoteDefinition') this.#footnote(node.identifier, node.children)
    else if (node.type !== 'definition') this.#paragraph(this.#inline([node as PhrasingContent]))
  }

  #heading(node: Heading): void {
    const pictures: Picture[] = []
    const text = writeInline(this.#headingWords(node, pictures))
    if (text && node.depth === 1 && !this.#title) {
      this.#title = { kind: 'title', text, attributes: {} }
      this.#atTop = true
    } else if (text) {
      this.#add('heading', text, { level: Math.min(4, Math.max(2, node.depth)) as 2 | 3 | 4 })
    }
    for (const picture of pictures) this.#figure(picture)
  }

  #headingWords(node: Heading, pictures: Picture[]): Inline[] {
    return onOneLine(this.#inline(takePictures(node.children, pictures, this.surroundings)))
  }

  /** A heading where our blocks allow none: its words as a paragraph, its pictures after it. */
  #headingInside(node: Heading, add: (words: Inline[]) => void, mark: 'strong' | null): void {
    const pictures: Picture[] = []
    const children = this.#headingWords(node, pictures)
    add(mark ? tidy([{ type: mark, children }]) : children)
    for (const picture of pictures) this.#figure(picture)
  }

  #paragraph(words: Inline[]): void {
    const text = writeInline(words)
    if (!text) return
    const plain = wordsOf(words)
    if (this.#atTop && this.#isTop(words, plain)) return
    const label = noteLabelIn(plain)
    const said = label?.isMark ? dropStart(words, label.length) : words
    if (saysAnything(said) && (label || isNote(plain)))
      return this.#add('note', writeInline(said), { group: ++this.#groups, ...markOf(label) })
    if (/^[▲△]/.test(plain) && this.#awaitsCaption()) return this.#caption(dropStart(words, 1))
    this.#add('paragraph', text)
  }

  #isTop(words: Inline[], plain: string): boolean {
    const found = labelledAs(plain)
    if (!found || (found.kind === 'summary' ? this.#summary : this.#byline)) return false
    const text = writeInline(onOneLine(dropStart(words, found.label.length)))
    if (!text) return false
    const block: Block = { kind: found.kind, text, attributes: {} }
    if (found.kind === 'summary') this.#summary = block
    else this.#byline = block
    return true
  }

  // ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────

  #pieces(node: Paragraph, onWords: (words: Inline[]) => void): void {
    for (const piece of piecesOf(node.children, this.surroundings)) {
      if ('picture' in piece) this.#figure(piece.picture)
      else onWords(piece.words)
    }
  }

  #figure({ url, alt, title }: Picture): void {
    const figure = ++this.#figures
    const address = addressOf(url) ?? ''
    const media = /^media:(.*)$/.exec(address)?.[1] ?? (address ? undefined : '')
    this.#add('figure', '', media === undefined ? { figure, src: address } : { figure, media })
    const described = asInline(alt)
    if (described) this.#add('alt', described, { figure })
    this.#caption(parseInline(title))
  }

  #awaitsCaption(): boolean {
    const last = this.#entries.length === 0 ? this.#body.at(-1) : undefined
    return last?.kind === 'figure' || last?.kind === 'alt'
  }

  #caption(words: Inline[]): void {
    const figure = this.#figures
    const { caption, credit } = splitCaption(writeInline(unwrapped(onOneLine(words))))
    if (caption) this.#add('caption', caption, { figure })
    if (credit) this.#add('credit', credit, { figure })
  }

  // ── Quotations and notes ─────────────────────────────────────────────────────────────────────────────────────

  #quote(nodes: Nodes[]): void {
    let kind: Kind = 'quotation'
    let group = 0
    let last: Block | null = null
    let label: NoteLabel | null = null
    const add = (words: Inline[]) => {
      const begins = last === null || this.#lastBlock() !== last
      let said = words
      // What stands first says what a quotation is; after a picture in its midst it is written as one of its own.
      if (begins && kind !== 'note') {
        const plain = wordsOf(words)
        const alert = alertIn(plain)
        const found = alert ? null : noteLabelIn(plain)
        const rest = dropStart(words, found?.isMark ? found.length : alert.length)
        // A mark before a picture alone marks nothing that is said.
        if ((alert || found || isNote(plain)) && (rest.length === 0 || saysAnything(rest))) {
          label = found
          kind = 'note'
          said = rest
        }
      }
      const text = writeInline(said)
      if (!text) return
      if (begins) group = ++this.#groups
      this.#add(kind, text, { group, ...markOf(label) })
      label = null
      last = this.#lastBlock()
    }
    this.#quoted(nodes, add)
  }

  /** Everything with words in a blockquote, paragraph by paragraph; what has none of its own stands beside it. */
  #quoted(nodes: Nodes[], add: (words: Inline[]) => void): void {
    for (const node of nodes) {
      if (node.type === 'paragraph') this.#pieces(node, add)
      else if (node.type === 'heading') this.#headingInside(node, add, 'strong')
      else if (node.type === 'blockquote') this.#quoted(node.children, add)
      else if (node.type === 'list')
        for (const [index, item] of node.children.entries()) {
          const mark = node.ordered ? `${(node.start ?? 1) + index}. ` : '• '
          this.#quoted(withMark(item.children, mark), add)
        }
      else if (node.type !== 'thematicBreak') this.#block(node)
    }
  }

  // ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────

  #list(node: List, outer: number[]): void {
    const path = [...outer, ++this.#lists]
    const list = node.ordered ? 'number' : 'bullet'
    for (const [index, item] of node.children.entries()) {
      const ordinal = Math.min((node.start ?? 1) + index, 999_999_999)
      let begun = false
      const add = (words: Inline[]) => {
        const text = writeInline(words)
        if (!text) return
        if (begun && this.#entries.length === 0) return this.#paragraph(words)
        this.#atTop = false
        this.#entries.push({ text, list, path, ordinal, continues: begun })
        begun = true
      }
      for (const child of item.children) {
        if (child.type === 'paragraph') this.#pieces(child, add)
        else if (child.type === 'heading') this.#headingInside(child, add, null)
        else if (child.type === 'list') this.#list(child, path)
        else this.#block(child)
      }
    }
  }

  #settleItems(): void {
    const open: { id: number; list: 'bullet' | 'number' }[] = []
    for (const { text, list, path, ordinal, continues } of this.#entries.splice(0)) {
      const id = path.at(-1)!
      const around = open.findLastIndex((known) => path.includes(known.id) && known.id !== id)
      const known = open.findIndex((candidate) => candidate.id === id)
      const depth = known >= 0 ? known + 1 : around + 2
      const before = open[depth - 1]
      open.length = depth - 1
      open.push({ id, list })

      const attributes: Attributes = { list, depth }
      if (continues && known >= 0) attributes.continues = true
      if (known < 0 && ordinal !== 1 && list === 'number') attributes.start = ordinal
      if (known < 0 && before?.list === list) attributes.fresh = true
      this.#body.push({ kind: 'item', text, attributes })
    }
  }

  // ── The rest ─────────────────────────────────────────────────────────────────────────────────────────────────

  #table(node: Table): void {
    const table = tableFrom(node, this.surroundings)
    if (!isEmpty(table)) this.#add('table', writeTable(table))
  }

  #code(value: string, language: string | null | undefined): void {
    const text = value.normalize('NFC')
    if (!text.trim()) return
    this.#add('code', text, language && /^[\w+#.-]+$/.test(language) ? { language } : {})
  }

  #footnote(identifier: string, children: Nodes[]): void {
    const label = this.surroundings.labels.get(identifier)
    if (!label || this.#footnotes.some((block) => block.attributes.label === label)) return
    const words = flowWords(children).flatMap((nodes, index): Inline[] => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      ...this.#inline(nodes),
    ])
    const text = writeInline(tidy(words))
    if (text) this.#footnotes.push({ kind: 'footnote', text, attributes: { label } })
  }

  #inline(nodes: PhrasingContent[]): Inline[] {
    return inlineOf(nodes, this.surroundings)
  }

  #lastBlock(): Block | null {
    return this.#body.at(-1) ?? null
  }

  #add(kind: Kind, text: string, attributes: Attributes = {}): void {
    this.#settleItems()
    this.#body.push({ kind, text, attributes })
    this.#atTop = false
  }
}

/** Whether there is anything but pictures, whose words are not the text's. */
function saysAnything(nodes: Inline[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'text') return /\S/.test(node.value)
    if ('children' in node) return saysAnything(node.children)
    return node.type !== 'image' && node.type !== 'break'
  })
}

/** What a mark says of a note and its words do not. */
function markOf(label: NoteLabel | null): Attributes {
  if (!label?.isMark) return {}
  return { note: label.sort, ...(label.day ? { day: label.day } : {}) }
}

function withoutDoubleBreaks(blocks: Block[]): Block[] {
  return blocks.filter((block, index) => block.kind !== 'break' || blocks[index - 1]?.kind !== 'break')
}

/** A caption set in italics or bold from end to end is just a caption. */
function unwrapped(nodes: Inline[]): Inline[] {
  const [only] = nodes
  if (nodes.length !== 1 || (only?.type !== 'emphasis' && only?.type !== 'strong')) return nodes
  return unwrapped(only.children)
}

function withMark(nodes: Nodes[], mark: string): Nodes[] {
  const [first, ...rest] = nodes
  if (first?.type !== 'paragraph') return nodes
  return [{ ...first, children: [{ type: 'text', value: mark }, ...first.children] }, ...rest]
}

/** Every run of words in a flow, whatever holds it. */
function flowWords(nodes: Nodes[]): PhrasingContent[][] {
  return nodes.flatMap((node): PhrasingContent[][] => {
    if (node.type === 'code') return [[{ type: 'inlineCode', value: node.value }]]
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
      return [node.children]
    return 'children' in node ? flowWords(node.children) : []
  })
}

/** A paragraph, split where its writer left a line to a picture or an empty line between two breaks. */
function piecesOf(nodes: PhrasingContent[], surroundings: Surroundings): Piece[] {
  const pieces: Piece[] = []
  let words: PhrasingContent[] = []
  const flush = () => {
    pieces.push(...tidyPieces(inlineOf(words, surroundings)))
    words = []
  }
  for (const { line, end } of linesOf(nodes)) {
    const pictures: Picture[] = []
    const rest = takePictures(line, pictures, surroundings)
    const blank = rest.every(isBlank)
    if (blank && pictures.length === 0) flush()
    else if (blank) {
      flush()
      pieces.push(...pictures.map((picture) => ({ picture })))
    } else words.push(...line, ...(end ? [end] : []))
  }
  flush()
  return pieces
}

/** Once marks have let go of the breaks in them, one more line may turn out to hold only pictures. */
function tidyPieces(nodes: Inline[]): Piece[] {
  if (!nodes.some((node) => picturesOf(node).length > 0)) return nodes.length > 0 ? [{ words: nodes }] : []
  const written = parseInline(writeInline(nodes))
  const pieces: Piece[] = []
  let words: Inline[] = []
  const flush = () => {
    if (words.length > 0) pieces.push({ words: tidy(words) })
    words = []
  }
  for (const line of splitAtBreaks(written)) {
    const pictures = line.flatMap(picturesOf)
    if (pictures.length > 0 && wordsBesidePictures(line) === '') {
      flush()
      pieces.push(...pictures.map((picture) => ({ picture })))
    } else words.push(...(words.length > 0 ? [{ type: 'break' } as const] : []), ...line)
  }
  flush()
  return pieces
}

function splitAtBreaks(nodes: Inline[]): Inline[][] {
  const lines: Inline[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'break') lines.push([])
    else lines.at(-1)!.push(node)
  }
  return lines
}

function picturesOf(node: Inline): Picture[] {
  if (node.type === 'image') return [{ url: node.url, alt: node.alt, title: '' }]
  return 'children' in node ? node.children.flatMap(picturesOf) : []
}

function wordsBesidePictures(nodes: Inline[]): string {
  const isWords = (node: Inline) => node.type === 'reference' || node.type === 'code'
  const shown = mapInline(nodes, (node) =>
    node.type === 'image' ? [] : isWords(node) ? [{ type: 'text', value: '.' }] : [node],
  )
  return wordsOf(shown).trim()
}

/** Lines as their writer ended them: by a hard break or just by a new line. */
function linesOf(nodes: PhrasingContent[]): { line: PhrasingContent[]; end: PhrasingContent | null }[] {
  if (!nodes.some(mayStandAlone) && !nodes.some((node) => node.type === 'break'))
    return [{ line: nodes, end: null }]
  const lines: { line: PhrasingContent[]; end: PhrasingContent | null }[] = [{ line: [], end: null }]
  const end = (by: PhrasingContent) => {
    lines.at(-1)!.end = by
    lines.push({ line: [], end: null })
  }
  for (const node of nodes) {
    if (node.type === 'break') end(node)
    else if (node.type !== 'text') lines.at(-1)!.line.push(node)
    else
      for (const [index, value] of node.value.split('\n').entries()) {
        if (index > 0) end({ type: 'text', value: '\n' })
        lines.at(-1)!.line.push({ type: 'text', value })
      }
  }
  return lines
}

function mayStandAlone(node: PhrasingContent): boolean {
  return (picturesIn(node)?.length ?? 0) > 0
}

type Image = Extract<PhrasingContent, { type: 'image' | 'imageReference' }>

/** The pictures of a node, also when they are links or stand in bold; null when it holds words as well. */
function picturesIn(node: PhrasingContent): Image[] | null {
  if (node.type === 'image' || node.type === 'imageReference') return [node]
  if (node.type === 'break') return []
  if (node.type === 'text') return node.value.trim() === '' ? [] : null
  if (!('children' in node)) return null
  const images: Image[] = []
  for (const child of node.children) {
    const inside = picturesIn(child)
    if (!inside) return null
    images.push(...inside)
  }
  return images
}

function isBlank(node: PhrasingContent): boolean {
  return picturesIn(node)?.length === 0
}

/** Moves the pictures among the nodes to `pictures` and gives back the rest. */
function takePictures(
  nodes: PhrasingContent[],
  pictures: Picture[],
  surroundings: Surroundings,
): PhrasingContent[] {
  const rest: PhrasingContent[] = []
  for (const node of nodes) {
    const images = picturesIn(node) ?? []
    if (images.length === 0) rest.push(node)
    for (const image of images) {
      const defined = image.type === 'image' ? image : surroundings.definitions.get(image.identifier)
      pictures.push({ url: defined?.url ?? '', alt: image.alt ?? '', title: defined?.title ?? '' })
    }
  }
  return rest
}
