import { isBare, isBareText, parseInline, parseInlineAsInDocument } from './inline'
import { mapInline, tidy, wordsOf, type Inline } from './tidying'

/**
 * The tree as inline Markdown with as few backslashes as can be: a translator reads `[인터뷰] 3*4`, not
 * `\[인터뷰\] 3\*4`. Every spelling is read back before it is believed. Emphasis that no spelling can carry
 * (`foo**(bar)**baz`) first gives up its outermost punctuation, then itself; never a word, never an entity.
 */
export function writeInline(nodes: Inline[]): string {
  const [first] = nodes
  if (nodes.length === 1 && first?.type === 'text' && isBareText(first.value)) return first.value
  for (const simplify of SIMPLER) {
    const simpler = simplify(nodes)
    const text = spelling(simpler)
    if (text !== null) return text
  }
  return escaped(wordsOf(nodes), ESCAPES).normalize('NFC')
}

/** Any text, typed by whomever, in the one spelling we keep. */
export function canonical(text: string): string {
  return writeInline(parseInline(text))
}

/** Plain words as inline Markdown that shows exactly them. */
export function asInline(words: string): string {
  return writeInline(tidy([{ type: 'text', value: words }]))
}

/** An address in parentheses after a label. */
export function destination(url: string): string {
  const safe = url.replace(/\\/g, '\\\\').replace(/&(?=[#\w]+;)/g, '\\&')
  return /[\s<>]/.test(safe) || !isBalanced(safe) ? `<${safe.replace(/[<>]/g, '\\$&')}>` : safe
}

function isBalanced(text: string): boolean {
  let open = 0
  for (const character of text) {
    if (character === '(') open++
    if (character === ')' && --open < 0) return false
  }
  return open === 0
}

/** Words between `![` and `]`, where only the words count. */
export function altText(words: string): string {
  return escaped(
    words,
    ESCAPES.filter((name) => name !== 'address'),
  )
}

const SIMPLER: ((nodes: Inline[]) => Inline[])[] = [
  (nodes) => nodes,
  (nodes) => tidy(mapInline(nodes, withoutOuterPunctuation)),
  (nodes) => tidy(mapInline(nodes, without('emphasis'))),
  (nodes) => tidy(mapInline(nodes, without('emphasis', 'strong', 'delete'))),
  (nodes) => tidy(mapInline(nodes, without('emphasis', 'strong', 'delete', 'link', 'code', 'image'))),
]

function spelling(nodes: Inline[]): string | null {
  const wanted = JSON.stringify(nodes)
  for (const style of stylesFor(nodes)) {
    const text = write(nodes, style).normalize('NFC')
    if (JSON.stringify(parseInlineAsInDocument(text)) === wanted) return text
  }
  return null
}

interface Style {
  escape: Escape[]
  emphasis: '*' | '_'
  /** Bare addresses stand without brackets. */
  bare: boolean
}

type Escape = (typeof ESCAPES)[number]
const ESCAPES = ['html', 'stars', 'brackets', 'address', 'code'] as const

/** What to try, plainest first. */
function* stylesFor(nodes: Inline[]): Generator<Style> {
  const { words, emphasised } = glance(nodes)
  const present = ESCAPES.filter((name) => PATTERNS[name].test(words))
  const sets: Escape[][] = [[], ...(present.length > 1 ? present.map((name) => [name]) : []), present]
  const marks = emphasised ? (['*', '_'] as const) : (['*'] as const)
  for (const escape of new Set(sets))
    for (const emphasis of marks) {
      yield { escape, emphasis, bare: true }
      if (words.length > LONG && escape !== present) break
    }
  for (const emphasis of marks) yield { escape: present, emphasis, bare: false }
}

/** Past this length we do not try every mixture. */
const LONG = 20_000

const PATTERNS: Record<Escape, RegExp> = {
  html: /<|&(?=#?\w)/,
  stars: /(?<=^|\S)\*|\*(?=\S|$)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|(?<=~)~/u,
  brackets: /[[\]]/,
  address: /:(?=\/\/)|(?<=www)\.|@/i,
  code: /`/,
}

function glance(nodes: Inline[]): { words: string; emphasised: boolean } {
  let words = ''
  let emphasised = false
  const look = (list: Inline[]) => {
    for (const node of list) {
      // Set apart: what has a space beside it in the words may have a mark beside it when it is written.
      if (node.type === 'text') words += `${node.value}\0`
      if (node.type === 'emphasis') emphasised = true
      if ('children' in node) look(node.children)
    }
  }
  look(nodes)
  return { words, emphasised }
}

function write(nodes: Inline[], style: Style): string {
  return nodes.map((node, index) => writeNode(node, nodes[index + 1], style)).join('')
}

function writeNode(node: Inline, next: Inline | undefined, style: Style): string {
  switch (node.type) {
    case 'text':
      return writeText(node.value, next, style)
    case 'strong':
      return `**${write(node.children, style)}**`
    case 'emphasis':
      return `${style.emphasis}${write(node.children, style)}${style.emphasis}`
    case 'delete':
      return `~~${write(node.children, style).replace(/^~/, '\\~')}~~`
    case 'link':
      return writeLink(node.url, node.children, style)
    case 'code':
      return writeCode(node.value)
    case 'image':
      return `![${altText(node.alt)}](${destination(node.url)})`
    case 'break':
      return '\\\n'
    case 'reference':
      return `[^${node.label}]`
  }
}

function writeText(value: string, next: Inline | undefined, style: Style): string {
  const text = escaped(value, style.escape)
  if (next?.type === 'link' || next?.type === 'reference') return text.replace(/!$/, '\\!')
  return text
}

/** A backslash counts as itself unless punctuation, a line end or a mark follows; the end of a text may be any. */
function escaped(words: string, escapes: readonly Escape[]): string {
  const backslashed = words.replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
  return escapes.reduce(
    (text, name) => text.replace(new RegExp(PATTERNS[name].source, 'giu'), '\\$&'),
    backslashed,
  )
}

function writeLink(url: string, children: Inline[], style: Style): string {
  const [only] = children
  if (style.bare && children.length === 1 && only?.type === 'text' && isBare(url, only.value))
    return only.value
  return `[${write(children, style)}](${destination(url)})`
}

function writeCode(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const edge = /^`|`$|^ .* $/.test(value) ? ' ' : ''
  return fence + edge + value + edge + fence
}

function without(...types: Inline['type'][]): (node: Inline) => Inline[] {
  return (node) => {
    if (!types.includes(node.type)) return [node]
    return 'children' in node ? node.children : [{ type: 'text', value: wordsOf([node]) }]
  }
}

/** `foo**(bar)**baz` can be no emphasis, `foo(**bar**)baz` can. */
function withoutOuterPunctuation(node: Inline): Inline[] {
  if (node.type !== 'strong' && node.type !== 'emphasis' && node.type !== 'delete') return [node]
  const children = [...node.children]
  const before = cutMarks(children, 'first')
  const after = cutMarks(children, 'last')
  return [before, { ...node, children }, after]
}

/** Takes the punctuation off one end of the first or last text. */
function cutMarks(nodes: Inline[], end: 'first' | 'last'): Inline {
  const at = end === 'first' ? 0 : nodes.length - 1
  const node = nodes[at]
  if (node?.type !== 'text') return { type: 'text', value: '' }
  const characters = [...node.value]
  const isWord = (character: string) => !/[\p{P}\p{S}]/u.test(character)
  const edge = end === 'first' ? characters.findIndex(isWord) : characters.findLastIndex(isWord) + 1
  const cut = edge < 0 ? characters.length : edge
  const [left, right] = [characters.slice(0, cut).join(''), characters.slice(cut).join('')]
  nodes[at] = { type: 'text', value: end === 'first' ? right : left }
  return { type: 'text', value: end === 'first' ? left : right }
}
