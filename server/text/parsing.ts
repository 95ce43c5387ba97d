import type { PhrasingContent, Root, Table } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified, type Processor } from 'unified'
import { UnreadableText, withinDepth } from './unreadable'

/** A whole document as a tree no deeper than our own recursion can follow. */
export function documentTree(markdown: string): Root {
  if (markdown.length > LONGEST || linesIn(markdown) > MOST_LINES) throw new UnreadableText('text-too-long')
  if (CROWDED_PREFIX.test(markdown)) throw new UnreadableText('text-too-deep')
  if (isTangled(markdown)) throw new UnreadableText('text-too-tangled')

  const tree = withinDepth(() => documentParser.parse(markdown))
  if (depthOf(tree) > DEEPEST) throw new UnreadableText('text-too-deep')
  return tree
}

/** One piece of inline Markdown; nothing in it can start a block. `null` when it is too tangled or deep to be read. */
export function inlineTree(text: string): PhrasingContent[] | null {
  if (isTangled(text)) return null
  try {
    const tree = inlineParser.parse(text)
    if (depthOf(tree) > DEEPEST) return null
    return tree.children.flatMap((node, index) => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      ...(node.type === 'paragraph' ? node.children : []),
    ])
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A text that is one GFM table and nothing else; `null` when it is something else. */
export function tableTree(text: string): Table | null {
  const [head = '', rule = ''] = text.split('\n', 2)
  // In the texts we keep, a backslash before the end of a line is a break, and a table has none.
  if (!head.includes('|') || head.endsWith('\\') || !/^[ \t|:-]+$/.test(rule) || isTangled(text)) return null
  const tree = tableParser.parse(text)
  const [table] = tree.children
  return tree.children.length === 1 && table?.type === 'table' ? table : null
}

/** How many levels the deepest node lies below the top. Looks without recursion. */
export function depthOf(top: { children?: unknown[] }): number {
  let depth = 0
  let level: { children?: unknown[] }[] = [top]
  while ((level = level.flatMap((node) => (node.children ?? []) as typeof level)).length > 0) depth++
  return depth
}

const LONGEST = 2_000_000
const MOST_LINES = 100_000
const DEEPEST = 100
/** Thirty container markers before the first word of a line, or a marker a hundred columns in. */
const CROWDED_PREFIX =
  /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){30}|^[ \t]{100}[ \t]*(?:[-+*>]|\d{1,9}[.)])[ \t]/m

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/**
 * The parser compares each closing mark with every opening one of the same paragraph that is still open, so its time
 * grows with the square of their number (measured: 2,000 runs of asterisks 1.4 s at worst, 7,000 brackets 0.6 s).
 * This counts those that do not plainly belong together, paragraph by paragraph, before it starts.
 */
function isTangled(text: string): boolean {
  if (ADDRESS.test(text) && TRAIL.test(text)) return true
  let stars = 0
  let brackets = 0
  for (const paragraph of text.split(/\n(?=[ \t]*\n| {0,3}[-+*] )/)) {
    const left =
      paragraph.length < SHORT ? paragraph : paragraph.replace(PLAIN_LINK, '').replace(PLAIN_STRONG, '')
    stars += (left.match(/(?<!\\)(?:\*+|_+|~+)/g)?.length ?? 0) ** 2
    brackets += (left.match(/(?<!\\)[[\]]/g)?.length ?? 0) ** 2
  }
  return stars > 4e6 || brackets > 5e7
}

/** After an address the parser looks from every punctuation mark for the end of all of them. */
const ADDRESS = /:\/\/|www\.|@/i
const TRAIL = /[!"'),.:;?\]_~*&]{1000}/

/** Too short to matter. */
const SHORT = 1000
const PLAIN_LINK = /\[[^[\]]*\]\([^()\s]*\)/g
const PLAIN_STRONG = /(?<=^|\s)\*\*[\p{L}\p{N}](?:[^*_~\n]{0,300}[\p{L}\p{N}])?\*\*/gu

const documentParser = parser([]).freeze()

const BLOCKS = [
  ...['blockQuote', 'codeFenced', 'codeIndented', 'definition', 'headingAtx', 'htmlFlow', 'list'],
  ...['setextUnderline', 'thematicBreak', 'gfmFootnoteDefinition'],
]
const inlineParser = parser([...BLOCKS, 'table'])
  .use(everyFootnoteExists)
  .freeze()
const tableParser = parser(BLOCKS).use(everyFootnoteExists).freeze()

/**
 * CommonMark and GFM with the emphasis rules that Korean needs, and without what would surprise a Korean writer:
 * `10~20대와 30~40대` strikes nothing through, `[ ]` in a list is text, an escaped address stays unlinked.
 */
function parser(without: string[]): Processor<Root> {
  return unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkCjkFriendly)
    .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
    .use(linkOnlyWhatTheParserLinks)
    .use(disable, ['tasklistCheck', ...without]) as unknown as Processor<Root>
}

function disable(this: Processor, names: string[]): void {
  extensionsOf(this).push({ disable: { null: names } })
}

/** Without this GFM searches the finished text for addresses once more, and links the escaped ones as well. */
function linkOnlyWhatTheParserLinks(this: Processor): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] }
  data.fromMarkdownExtensions = data.fromMarkdownExtensions
    ?.flat(3)
    .map((extension) => ({ ...(extension as object), transforms: [] }))
}

/** A text alone does not know which footnotes its article has: every `[^label]` counts as a reference. */
function everyFootnoteExists(this: Processor): void {
  const tokenize = function (this: { parser: object }, _effects: unknown, _ok: unknown, nok: unknown) {
    Object.assign(this.parser, { gfmFootnotes: { includes: () => true } })
    return nok
  }
  extensionsOf(this).push({ text: { 91: { name: 'everyFootnoteExists', tokenize } } })
}

function extensionsOf(processor: Processor): unknown[] {
  const data = processor.data() as { micromarkExtensions?: unknown[] }
  return (data.micromarkExtensions ??= [])
}
