import { SaxesParser } from 'saxes'
import { Refused } from '../errors'
import { decoded } from './encoding'
import { Mending, type Mended } from './mending'

/** An element of XML with all that is in it. Names are as written, or with the prefix that `Names` has for their address. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** Its own text, without that of its children. */
  text: string
}

/** Which part of a document is read at a time. */
export interface Reading {
  /** How deep the elements lie that are given out: 1 is right under the root. */
  depth(root: string): number
  /** The prefix we use for a namespace, or null for none that we know. */
  prefixOf(namespace: string): string | null
  /** Elements that are counted and not kept. */
  isPassed(name: string): boolean
}

/** What is known of a document, more and more as it is read. */
export interface Document {
  root: string
  /** Every namespace that was declared. */
  namespaces: Set<string>
  mended: Mended
  /** How many elements were passed over, by name. */
  passed: Map<string, number>
}

/** Characters one element may come to, with everything in it. */
const LARGEST = 32_000_000
const MOST_NODES = 200_000
const MOST_ATTRIBUTES = 1_000
const DEEPEST = 100

/**
 * The elements of an XML file, one after the other, so that a file of any size costs no more than its largest element. What is
 * not well-formed is refused with its line, as are entities declared in the file (a few lines of them can mean gigabytes) and
 * elements that are too large. Prefixes need not be declared: real exports forget to.
 */
export async function* elementsOf(
  chunks: AsyncIterable<Buffer>,
  reading: Reading,
  document: Document = newDocument(),
): AsyncGenerator<Element> {
  const reader = new Reader(reading, document)
  const mending = new Mending()
  document.mended = mending.mended
  for await (const text of decoded(chunks)) yield* reader.take(mending.next(text))
  yield* reader.take(mending.next('', true))
  reader.end()
}

export function newDocument(): Document {
  return { root: '', namespaces: new Set(), mended: { ampersands: 0, characters: 0 }, passed: new Map() }
}

class Reader {
  readonly #parser = new SaxesParser()
  readonly #ready: Element[] = []
  /** The element under way and those it lies in, outermost first. */
  readonly #open: Element[] = []
  /** Our prefixes for theirs, of each open element that declares any. */
  readonly #prefixes: { depth: number; ours: Map<string, string> }[] = []
  #depth = 0
  #passing = 0
  #nodes = 0
  #began = 0
  #attributes = 0
  #written = 0
  #heard = 0

  constructor(
    readonly reading: Reading,
    readonly document: Document,
  ) {
    Object.assign(this.#parser.ENTITIES, HTML_ENTITIES)
    this.#parser.on('error', () => this.#refuse('archive-malformed'))
    this.#parser.on('doctype', (doctype) => {
      if (/<!ENTITY/i.test(doctype)) this.#refuse('archive-entities')
    })
    this.#parser.on('attribute', () => {
      if (++this.#attributes > MOST_ATTRIBUTES) this.#refuse('archive-too-large')
    })
    this.#parser.on('opentag', ({ name, attributes }) => this.#enter(name, attributes))
    this.#parser.on('closetag', () => this.#leave())
    this.#parser.on('text', (text) => this.#say(text))
    this.#parser.on('cdata', (text) => this.#say(text))
  }

  take(text: string): Element[] {
    this.#written += text.length
    this.#parser.write(text)
    const since = Math.max(this.#heard, this.#open.length > 0 ? this.#began : 0)
    if (this.#written - since > LARGEST) this.#refuse('archive-too-large')
    return this.#ready.splice(0)
  }

  end(): void {
    this.#parser.close()
    if (this.document.root === '') this.#refuse('archive-malformed')
  }

  #enter(written: string, attributes: Record<string, string>): void {
    this.#heard = this.#parser.position
    this.#attributes = 0
    this.#depth++
    this.#declare(attributes)
    const name = this.#named(written)
    if (this.#depth === 1) this.document.root = name
    if (this.#depth > DEEPEST) this.#refuse('archive-too-large')

    if (this.#passing > 0 || (this.#open.length > 0 && this.reading.isPassed(name))) {
      if (this.#passing++ === 0) this.document.passed.set(name, (this.document.passed.get(name) ?? 0) + 1)
      return
    }
    if (this.#open.length === 0) {
      if (this.#depth <= this.reading.depth(this.document.root)) return
      this.#began = this.#parser.position
      this.#nodes = 0
    }
    if (++this.#nodes > MOST_NODES) this.#refuse('archive-too-large')
    const element: Element = { name, attributes, children: [], text: '' }
    this.#open.at(-1)?.children.push(element)
    this.#open.push(element)
  }

  #leave(): void {
    this.#heard = this.#parser.position
    if (this.#prefixes.at(-1)?.depth === this.#depth) this.#prefixes.pop()
    this.#depth--
    if (this.#passing > 0) {
      this.#passing--
      return
    }
    const element = this.#open.pop()
    if (element && this.#open.length === 0) {
      if (this.#parser.position - this.#began > LARGEST) this.#refuse('archive-too-large')
      this.#ready.push(element)
    }
  }

  #say(text: string): void {
    this.#heard = this.#parser.position
    const element = this.#open.at(-1)
    if (element && this.#passing === 0) element.text += text
  }

  #declare(attributes: Record<string, string>): void {
    const ours = new Map<string, string>()
    for (const [name, namespace] of Object.entries(attributes)) {
      const prefix = /^xmlns(?::(.+))?$/.exec(name)
      if (!prefix) continue
      this.document.namespaces.add(namespace)
      const known = this.reading.prefixOf(namespace)
      if (known !== null) ours.set(prefix[1] ?? '', known)
    }
    if (ours.size > 0) this.#prefixes.push({ depth: this.#depth, ours })
  }

  #named(written: string): string {
    const colon = written.indexOf(':')
    const prefix = colon < 0 ? '' : written.slice(0, colon)
    const known = this.#prefixes.findLast(({ ours }) => ours.has(prefix))?.ours.get(prefix)
    if (known === undefined) return written
    return known === '' ? written.slice(colon + 1) : `${known}:${written.slice(colon + 1)}`
  }

  #refuse(rule: string): never {
    throw new Refused(rule, { line: this.#parser.line })
  }
}

/** Exports made by hand-written templates use a few of HTML's names, which XML does not know. */
const HTML_ENTITIES = {
  ...{ nbsp: '\u00a0', copy: '©', reg: '®', trade: '™', hellip: '…', middot: '·', bull: '•', times: '×' },
  ...{ mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»' },
}

/** The first child of that name. */
export function childOf(element: Element, name: string): Element | null {
  return element.children.find((child) => child.name === name) ?? null
}

/** The text of the first child of that name, trimmed; '' when there is none. */
export function textIn(element: Element, name: string): string {
  return childOf(element, name)?.text.trim() ?? ''
}

export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name)
}
