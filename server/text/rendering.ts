import type { Element, ElementContent, Properties, Root } from 'hast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { addressOf } from './addresses'
import type { NumberedBlock } from './blocks'
import { parseInline } from './inline'
import { wordsOf, type Inline } from './tidying'
import { listsOf, type Item, type List } from './lists'
import { noteLabelIn, withoutLabel, type NoteLabel } from './notes'
import { tableOf } from './tables'
import { writeInline } from './writing'

/** A photograph in its sizes; width and height are those of `src`, so that nothing jumps when it arrives. */
export interface Picture {
  sources: { type: string; srcset: string }[]
  src: string
  width: number
  height: number
}

/** Where a link leads from this page; `note` is what a reader is told about it, such as `(in Korean)`. */
export interface Link {
  href: string
  hreflang?: 'ko' | 'en'
  note?: string
}

export interface Resolve {
  picture?(media: string): Picture | null
  /** `null` leaves an ordinary link as it is and an `article:` link as mere words. */
  link?(href: string): Link | null
}

/**
 * The sanitised HTML of the body: all blocks but title, summary and byline, each with `id="p<number>"`. Blocks
 * without text are left out. `language` is that of the text; in English every run of Hangul is marked as Korean.
 */
export function render(blocks: NumberedBlock[], language: 'ko' | 'en', resolve: Resolve = {}): string {
  return htmlOf(new Renderer(blocks, language, resolve).body())
}

/** Inline Markdown as sanitised HTML. Without a language nothing is marked. */
export function renderInline(text: string, language?: 'ko' | 'en', resolve: Resolve = {}): string {
  const nodes = parseInline(text)
  const [only] = nodes
  const marked = language === 'en' ? /[<&가-힣]/ : /[<&]/
  if (nodes.length === 1 && only?.type === 'text' && !marked.test(only.value)) return only.value
  return htmlOf(new Renderer([], language, resolve).nodes(nodes))
}

/** Inline Markdown, or the text of a table, as plain words. */
export function plain(text: string): string {
  const table = tableOf(text)
  if (!table) return wordsOf(parseInline(text))
  return table.rows.map((row) => row.map((cell) => wordsOf(parseInline(cell))).join(' ')).join(' ')
}

const WORDS = {
  ko: {
    ...{ back: '본문으로 돌아가기', footnotes: '각주', table: '표', missing: '사진 준비 중' },
    ...{
      editor: '편집자 주',
      translator: '옮긴이 주',
      correction: '바로잡습니다',
      clarification: '알려드립니다',
    },
  },
  en: {
    ...{ back: 'Back to the text', footnotes: 'Footnotes', table: 'Table', missing: 'Photograph to come' },
    ...{ editor: 'Editor’s note', translator: 'Translator’s note' },
    ...{ correction: 'Correction', clarification: 'Clarification' },
  },
}

/** A day of the calendar is the same in every time zone. */
const LONG_DAY = {
  ko: new Intl.DateTimeFormat('ko', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }),
}

class Renderer {
  readonly words: (typeof WORDS)['ko']
  /** Footnotes by label, numbered in the order in which the text refers to them. */
  readonly footnotes: Map<string, Footnote>
  #pictures = 0

  constructor(
    readonly blocks: NumberedBlock[],
    readonly language: 'ko' | 'en' | undefined,
    readonly resolve: Resolve,
  ) {
    this.words = WORDS[language ?? 'ko']
    this.footnotes = numbered(blocks)
  }

  body(): ElementContent[] {
    const runs = runsOf(this.blocks.filter(hasSomething))
    const html = runs.flatMap((run) => this.run(run))
    return [...html, ...this.endnotes()].flatMap((element) => [element, NEW_LINE])
  }

  run(run: [NumberedBlock, ...NumberedBlock[]]): ElementContent[] {
    const [block] = run
    const { kind, text, attributes } = block
    switch (kind) {
      case 'title':
      case 'summary':
      case 'byline':
      case 'footnote':
        return []
      case 'heading':
        return [h(`h${attributes.level ?? 2}`, idOf(block), this.inline(text))]
      case 'item':
        return listsOf(run).map((list) => this.list(list))
      case 'quotation':
        return [
          h(
            'blockquote',
            {},
            run.flatMap((one) => this.paragraphs(one)),
          ),
        ]
      case 'note':
        return [this.note(run)]
      case 'figure':
        return [this.figure(block, run)]
      case 'table':
        return [this.table(block)]
      case 'code':
        return [this.code(block)]
      case 'break':
        return [h('hr', idOf(block))]
      case 'paragraph':
      case 'alt':
      case 'caption':
      case 'credit':
        return this.paragraphs(block)
    }
  }

  /** One, unless the English says something more in further ones: those have no Korean beside them, and no number. */
  paragraphs(block: NumberedBlock): Element[] {
    const [first = '', ...more] = block.text.split(/\n{2,}/)
    return [h('p', idOf(block), this.inline(first)), ...more.map((text) => h('p', {}, this.inline(text)))]
  }

  /** Under a label in the language of the page, where the note says or was given whose it is. */
  note([first, ...more]: [NumberedBlock, ...NumberedBlock[]]): Element {
    const { note, day } = first.attributes
    const label = note ? { sort: note, day: day ?? null } : noteLabelIn(plain(first.text))
    const rest = more.flatMap((one) => this.paragraphs(one))
    if (!label) return h('aside', { className: ['note'], role: 'note' }, [...this.paragraphs(first), ...rest])

    const words = withoutLabel(first.text, label.sort)
    const isAlone = words.length === 0
    const className = ['note', `note-${label.sort}`]
    return h('aside', { className, role: 'note' }, [
      h('p', { className: ['note-label'], ...(isAlone ? idOf(first) : {}) }, this.label(label)),
      ...(isAlone ? [] : this.paragraphs({ ...first, text: writeInline(words) })),
      ...rest,
    ])
  }

  label({ sort, day }: Pick<NoteLabel, 'sort' | 'day'>): ElementContent[] {
    const language = this.language ?? 'ko'
    const name: ElementContent = { type: 'text', value: this.words[sort] }
    if (day === null) return [name]
    const written = LONG_DAY[language].format(new Date(day))
    return [name, SPACE, h('time', { dateTime: day }, [{ type: 'text', value: written }])]
  }

  list({ kind, start, items }: List<NumberedBlock>): Element {
    const attributes = kind === 'number' && start !== 1 ? { start } : {}
    return h(
      kind === 'number' ? 'ol' : 'ul',
      attributes,
      items.map((item) => this.item(item)),
    )
  }

  item({ children }: Item<NumberedBlock>): Element {
    const paragraphs = children.filter((child) => 'block' in child).length
    const [first, ...rest] = children.map((child) => {
      if ('list' in child) return this.list(child.list)
      return paragraphs > 1 ? h('p', {}, this.inline(child.block.text)) : this.inline(child.block.text)
    })
    const numbered = rest.map((child, index) => {
      const from = children[index + 1]
      return !Array.isArray(child) && from && 'block' in from
        ? { ...child, properties: { ...child.properties, ...idOf(from.block) } }
        : child
    })
    const [opening] = children
    return h(
      'li',
      opening && 'block' in opening ? idOf(opening.block) : {},
      [first ?? [], ...numbered].flat(),
    )
  }

  // ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────

  figure(block: NumberedBlock, run: NumberedBlock[]): Element {
    const part = (kind: NumberedBlock['kind']) => run.find((one) => one.kind === kind)
    const { media } = block.attributes
    const picture = (media && this.resolve.picture?.(media)) || null
    const [alt, caption, credit] = [part('alt'), part('caption'), part('credit')]
    const shown = picture ? this.picture(picture, alt) : this.missing(alt)
    const words = [
      ...(caption
        ? [h('span', { className: ['caption'], ...idOf(caption) }, this.inline(caption.text))]
        : []),
      ...(caption && credit ? [SPACE] : []),
      ...(credit ? [h('small', { className: ['credit'], ...idOf(credit) }, this.inline(credit.text))] : []),
    ]
    return h('figure', { ...idOf(block), ...(picture ? {} : { className: ['missing'] }) }, [
      shown,
      ...(words.length > 0 ? [h('figcaption', {}, words)] : []),
    ])
  }

  /** The first picture comes with the page, the others when they are near. */
  picture({ sources, src, width, height }: Picture, alt: NumberedBlock | undefined): Element {
    const image = h('img', {
      src,
      alt: alt ? plain(alt.text) : '',
      width,
      height,
      decoding: 'async',
      ...(this.#pictures++ > 0 ? { loading: 'lazy' } : {}),
      ...(alt ? idOf(alt) : {}),
    })
    if (sources.length === 0) return image
    return h('picture', {}, [
      ...sources.map(({ type, srcset }) => h('source', { type, srcSet: srcset, sizes: SIZES })),
      image,
    ])
  }

  missing(alt: NumberedBlock | undefined): Element {
    const words = alt ? plain(alt.text) : this.words.missing
    return h('div', {
      className: ['missing-picture'],
      role: 'img',
      ariaLabel: words,
      ...(alt ? idOf(alt) : {}),
    })
  }

  // ── Tables, code, footnotes ──────────────────────────────────────────────────────────────────────────────────

  table(block: NumberedBlock): Element {
    const table = tableOf(block.text)
    if (!table) return h('p', idOf(block), this.inline(block.text))
    const { align } = table
    const [head = [], ...body] = table.rows
    const row = (kind: 'th' | 'td') => (cells: string[]) =>
      h(
        'tr',
        {},
        cells.map((cell, column) => {
          const side = align[column]
          const words = this.inline(cell)
          // The corner above a column of names is the heading of nothing.
          const tag = words.length === 0 ? 'td' : kind
          const scope = tag === 'th' ? { scope: 'col' } : {}
          return h(tag, { ...scope, ...(side ? { align: side } : {}) }, words)
        }),
      )
    const scrolling = { className: ['table'], role: 'region', ariaLabel: this.words.table, tabIndex: 0 }
    return h('div', { ...idOf(block), ...scrolling }, [
      h('table', {}, [
        ...(head.some((cell) => cell !== '') ? [h('thead', {}, [row('th')(head)])] : []),
        ...(body.length > 0 ? [h('tbody', {}, body.map(row('td')))] : []),
      ]),
    ])
  }

  code(block: NumberedBlock): Element {
    const { language } = block.attributes
    const attributes = language ? { className: [`language-${language}`] } : {}
    return h('pre', { ...idOf(block), tabIndex: 0 }, [
      h('code', attributes, [{ type: 'text', value: block.text }]),
    ])
  }

  endnotes(): Element[] {
    const notes = [...this.footnotes.values()].filter(({ block }) => block.text !== '')
    if (notes.length === 0) return []
    const items = notes.map((note) => {
      const words = this.inline(note.block.text)
      const back = Array.from({ length: note.references }, (_, index) => [
        SPACE,
        h(
          'a',
          { href: `#${referenceId(note, index + 1)}`, role: 'doc-backlink', ariaLabel: this.words.back },
          [{ type: 'text', value: '↩\ufe0e' }],
        ),
      ])
      return h('li', idOf(note.block), [...words, ...back.flat()])
    })
    return [
      h('section', { className: ['footnotes'], role: 'doc-endnotes', ariaLabel: this.words.footnotes }, [
        h('ol', {}, items),
      ]),
    ]
  }

  // ── Inside a block ───────────────────────────────────────────────────────────────────────────────────────────

  inline(text: string): ElementContent[] {
    return this.nodes(parseInline(text))
  }

  nodes(nodes: Inline[]): ElementContent[] {
    return nodes.flatMap((node) => this.node(node))
  }

  node(node: Inline): ElementContent[] {
    switch (node.type) {
      case 'text':
        return this.language === 'en' ? markKorean(node.value) : [{ type: 'text', value: node.value }]
      case 'strong':
        return [h('strong', {}, this.nodes(node.children))]
      case 'emphasis':
        return [h('em', {}, this.nodes(node.children))]
      case 'delete':
        return [h('del', {}, this.nodes(node.children))]
      case 'code':
        return [h('code', {}, [{ type: 'text', value: node.value }])]
      case 'break':
        return [h('br'), NEW_LINE]
      case 'link':
        return this.link(node.url, this.nodes(node.children))
      case 'image':
        return this.imageAmongWords(node.url, node.alt)
      case 'reference':
        return this.reference(node.label)
    }
  }

  link(url: string, children: ElementContent[]): ElementContent[] {
    const resolved = this.resolve.link?.(url)
    if (resolved) {
      const { href, hreflang, note } = resolved
      const link = h('a', { href, ...(hreflang ? { hrefLang: hreflang } : {}) }, children)
      return note
        ? [link, SPACE, h('span', { className: ['link-note'] }, [{ type: 'text', value: note }])]
        : [link]
    }
    const href = addressOf(url)
    if (!href || /^(?:article|media):/i.test(href)) return children
    return [h('a', { href, ...(/^https?:/i.test(href) ? { rel: ['noopener'] } : {}) }, children)]
  }

  imageAmongWords(url: string, alt: string): ElementContent[] {
    const media = /^media:(.+)$/.exec(url)?.[1]
    const picture = media ? this.resolve.picture?.(media) : null
    if (!picture) return alt ? [{ type: 'text', value: alt }] : []
    const { src, width, height } = picture
    return [
      h('img', { src, alt, width, height, decoding: 'async', loading: 'lazy', className: ['among-words'] }),
    ]
  }

  reference(label: string): ElementContent[] {
    const note = this.footnotes.get(label.toLowerCase())
    if (!note || note.block.text === '') return []
    const id = referenceId(note, ++note.references)
    const number: ElementContent = { type: 'text', value: String(note.number) }
    const link = h('a', { href: `#p${note.block.number}`, role: 'doc-noteref' }, [number])
    return [h('sup', { id, className: ['reference'] }, [link])]
  }
}

interface Footnote {
  block: NumberedBlock
  number: number
  /** How often the text has referred to it so far. */
  references: number
}

function referenceId({ block }: Footnote, reference: number): string {
  return `r${block.number}${reference > 1 ? `-${reference}` : ''}`
}

/** Notes that nothing refers to come last. */
function numbered(blocks: NumberedBlock[]): Map<string, Footnote> {
  const notes = new Map(
    blocks
      .filter(({ kind }) => kind === 'footnote')
      .map((block) => [(block.attributes.label ?? '').toLowerCase(), block]),
  )
  if (notes.size === 0) return new Map()
  const referred = blocks
    .filter(({ kind }) => kind !== 'code')
    .flatMap(({ text }) =>
      [...text.matchAll(/\[\^([^[\]\s]+)\]/g)].map(([, label = '']) => label.toLowerCase()),
    )
  const order = [...new Set([...referred, ...notes.keys()])].filter((label) => notes.has(label))
  return new Map(
    order.map((label, index) => [label, { block: notes.get(label)!, number: index + 1, references: 0 }]),
  )
}

/** Blocks that are one element: the items of lists, the paragraphs of a blockquote, the parts of a figure. */
function runsOf(blocks: NumberedBlock[]): [NumberedBlock, ...NumberedBlock[]][] {
  const runs: [NumberedBlock, ...NumberedBlock[]][] = []
  for (const block of blocks) {
    const run = runs.at(-1)
    if (run && isOneElement(run[0], block)) run.push(block)
    else runs.push([block])
  }
  return runs
}

function isOneElement({ kind, attributes }: NumberedBlock, next: NumberedBlock): boolean {
  if (kind === 'item') return next.kind === 'item'
  if (kind === 'quotation' || kind === 'note')
    return next.kind === kind && attributes.group !== undefined && next.attributes.group === attributes.group
  const isPart = next.kind === 'alt' || next.kind === 'caption' || next.kind === 'credit'
  return kind === 'figure' && isPart && next.attributes.figure === attributes.figure
}

function hasSomething({ kind, text }: NumberedBlock): boolean {
  return text !== '' || kind === 'figure' || kind === 'break'
}

/** A voice that reads English aloud changes to Korean for these. */
function markKorean(text: string): ElementContent[] {
  return text.split(HANGUL).map((part, index) => {
    const value: ElementContent = { type: 'text', value: part }
    return index % 2 === 0 ? value : h('span', { lang: 'ko' }, [value])
  })
}

const HANGUL = /([가-힣]{2,}(?:[ ·ㆍ]+[가-힣]+)*)/

const SPACE: ElementContent = { type: 'text', value: ' ' }
const NEW_LINE: ElementContent = { type: 'text', value: '\n' }
/** The measure of our text column; a narrow screen shows a picture from edge to edge. */
const SIZES = '(min-width: 48rem) 44rem, 100vw'

function h(tagName: string, properties: Properties = {}, children: ElementContent[] = []): Element {
  return { type: 'element', tagName, properties, children }
}

function idOf({ number }: NumberedBlock): Properties {
  return { id: `p${number}` }
}

/** Everything above makes only what is allowed; this is the second lock on the same door. */
const SCHEMA = {
  strip: ['script', 'style'],
  clobber: [],
  clobberPrefix: '',
  tagNames: [
    ...[
      'p',
      'h2',
      'h3',
      'h4',
      'ul',
      'ol',
      'li',
      'blockquote',
      'aside',
      'section',
      'div',
      'hr',
      'br',
      'pre',
      'code',
    ],
    ...['figure', 'figcaption', 'picture', 'source', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['strong', 'em', 'del', 'a', 'sup', 'span', 'small', 'time'],
  ],
  attributes: {
    '*': [
      ['id', /^[pr]\d+(?:-\d+)?$/],
      ['className', /^[a-z][\w+#.-]*$/i],
      ['role', 'note', 'img', 'region', 'doc-endnotes', 'doc-backlink', 'doc-noteref'],
      ...['ariaLabel', 'lang'],
    ],
    a: ['href', 'hrefLang', ['rel', 'noopener']],
    img: ['src', 'alt', 'width', 'height', 'decoding', 'loading'],
    source: ['type', 'srcSet', 'sizes'],
    ol: ['start'],
    time: [['dateTime', /^\d{4}-\d{2}-\d{2}$/]],
    th: [['scope', 'col'], 'align'],
    td: ['align'],
    div: [['tabIndex', 0]],
    pre: [['tabIndex', 0]],
  } as Record<string, (string | [string, ...(string | number | RegExp)[]])[]>,
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
}

const writer = unified().use(rehypeSanitize, SCHEMA).use(rehypeStringify).freeze()

function htmlOf(children: ElementContent[]): string {
  const tree: Root = { type: 'root', children }
  return safeTwice(writer.stringify(writer.runSync(tree) as Root))
}

/** HTML allows `<` in the value of an attribute; put inside a textarea or a title, it would become a tag (CVE-2026-0540). */
function safeTwice(html: string): string {
  return html.replace(/="[^"]*"/g, (value) => value.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
}
