import type { Block } from './blocks'
import { joinCaption } from './captions'
import { clean } from './cleaning'
import { blocksFromTree } from './cutting'
import { parseInline } from './inline'
import { wordsOf } from './tidying'
import { isNote, labelFor } from './labels'
import { noteLabelIn, noteMark } from './notes'
import { listsOf, type Item, type List } from './lists'
import { documentTree } from './parsing'
import { withinDepth } from './unreadable'
import { altText, canonical, destination } from './writing'

/**
 * Cuts Markdown into blocks. Throws `UncleanText` or `UnreadableText`, both with a rule that names the sentence.
 *
 * Beyond CommonMark and GFM: the first `# ` is the title; right under it `[요약]` or `[Summary]` opens the summary and
 * `[글]`, `[By]`, `글=…`, `… 기자` or `By …` the byline; a picture alone on its line is a figure, its title a caption
 * with inline Markdown, a trailing `(사진=…)` or `(Photo by …)` the credit; a paragraph or blockquote that opens with
 * `[편집자 주]`, `[역자 주]`, `[Editor’s note]`, `[정정 2026-11-20]` or `[!NOTE]` is a note; `media:ID` addresses a photograph of ours.
 */
export function blocksOf(markdown: string): Block[] {
  const tree = documentTree(clean(markdown))
  return withinDepth(() => blocksFromTree(tree))
}

/** The other way round: `blocksOf(markdownOf(blocks))` gives the same blocks. Blocks without text are left out. */
export function markdownOf(blocks: Block[]): string {
  const said = blocks.filter((block) => block.text !== '' || isSilent(block))
  return runsOf(said)
    .map(writeRun)
    .filter((text) => text !== '')
    .join('\n\n')
    .concat('\n')
    .replace(/^\n$/, '')
}

function isSilent({ kind }: Block): boolean {
  return kind === 'figure' || kind === 'break'
}

/** Blocks that are written together: the items of lists, a blockquote, a figure; any other stands alone. */
function runsOf(blocks: Block[]): [Block, ...Block[]][] {
  const runs: [Block, ...Block[]][] = []
  for (const block of blocks) {
    const run = runs.at(-1)
    if (run && belongs(block, run[0])) run.push(block)
    else runs.push([block])
  }
  return runs
}

function belongs({ kind, attributes }: Block, first: Block): boolean {
  if (kind === 'item') return first.kind === 'item'
  if (kind === 'quotation' || kind === 'note')
    return (
      first.kind === kind && first.attributes.group === attributes.group && attributes.group !== undefined
    )
  const isPart = kind === 'alt' || kind === 'caption' || kind === 'credit'
  return isPart && first.kind === 'figure' && first.attributes.figure === attributes.figure
}

function writeRun(run: [Block, ...Block[]]): string {
  const [{ kind, text, attributes }] = run
  switch (kind) {
    case 'title':
      return `# ${oneLine(text)}`
    case 'heading':
      return `${'#'.repeat(attributes.level ?? 2)} ${oneLine(text)}`
    case 'summary':
    case 'byline': {
      const words = wordsOf(parseInline(text))
      return flow(labelFor(kind, words) + text)
    }
    case 'item':
      return writeChildren(listsOf(run).map((list) => ({ list })))
    case 'quotation':
    case 'note':
      return writeQuote(run)
    case 'figure':
      return writeFigure(run)
    case 'code':
      return writeCode(text, attributes.language ?? '')
    case 'break':
      return '---'
    case 'table':
      return text
    case 'footnote':
      return `[^${attributes.label}]: ${indented(flow(text), 4)}`
    case 'paragraph':
    case 'caption':
    case 'alt':
    case 'credit':
      return flow(text)
  }
}

/** Text as the inside of a paragraph: nothing in it starts a block, on whichever line. */
function flow(text: string): string {
  return canonical(text).split('\n').map(harmless).join('\n')
}

const STARTS = new RegExp(
  [
    '#{1,6}(?=\\s|$)', // heading
    '[-+*](?=\\s|$)', // item
    '>',
    '<(?=[a-z/!?])',
    '=+\\s*$', // underlined heading
    '(?=[\\s|:]*-)[\\s|:-]+$', // the rule under a table head
  ]
    .map((start) => `^(?:${start})`)
    .join('|'),
  'i',
)

/** A fence or a break: no character of it may be left to pair with another. */
const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,}|([-*_])(?:\s*\1){2,}\s*$)/

function harmless(line: string): string {
  // A backslash before one of several backticks would leave them to close, or to open, what stands beside them as code.
  if (FENCE.test(line))
    return line.replace(FENCE, (fence) => fence.replace(/[~*_-]/g, '\\$&').replaceAll('`', '&#96;'))
  const numbered = /^(\d{1,9})([.)])(?=\s|$)/.exec(line)
  if (numbered) return `${numbered[1]}\\${line.slice(numbered[1]!.length)}`
  if (STARTS.test(line)) return `\\${line}`
  return line.replace(/^(\[(?:[^[\]\\]|\\.)+\]):/, '$1\\:')
}

/** For headings, where a line end would end the block and a last run of `#` would be dropped. */
function oneLine(text: string): string {
  return canonical(text)
    .replace(/\\?\n/g, ' ')
    .replace(/(?<=^|\s)(#+)$/, '\\$1')
}

function indented(text: string, columns: number): string {
  return text.replace(/\n(?!\n|$)/g, `\n${' '.repeat(columns)}`)
}

function writeQuote(run: [Block, ...Block[]]): string {
  const [first] = run
  const mark = first.kind === 'note' ? markBefore(first) : ''
  const paragraphs = run.map((block) => flow(block.text)).join('\n\n')
  return `${mark ? `${mark}\n` : ''}${paragraphs}`.replace(/^/gm, '> ').replace(/ +$/gm, '')
}

/** What has to stand before a note so that it is known again. */
function markBefore({ text, attributes: { note, day } }: Block): string {
  if (note) return noteMark(note, day ?? null, text)
  const words = wordsOf(parseInline(text))
  const label = noteLabelIn(words)
  if (label ? label.isMark : !isNote(words)) return '[!NOTE]'
  return ''
}

function writeFigure(run: Block[]): string {
  const part = (kind: Block['kind']) => run.find((block) => block.kind === kind)
  const { media, src = '' } = part('figure')!.attributes
  const title = joinCaption({
    caption: oneLine(part('caption')?.text ?? ''),
    credit: oneLine(part('credit')?.text ?? ''),
  })
  const quoted = title
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/&(?=#?\w+;)/g, '\\&')
  const alt = altText(wordsOf(parseInline(part('alt')?.text ?? '')))
  const address = destination(media === undefined ? src : `media:${media}`)
  return `![${alt}](${address}${title ? ` "${quoted}"` : ''})`
}

function writeCode(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code}\n${fence}`
}

function writeItems(list: List<Block>, other: boolean): string {
  return list.items
    .map(({ children }, index) => {
      const number = Math.min(list.start + index, 999_999_999)
      const mark = list.kind === 'number' ? `${number}${other ? ')' : '.'}` : other ? '*' : '-'
      return `${mark} ${indented(writeChildren(children), mark.length + 1)}`
    })
    .join('\n')
}

/** Paragraphs and lists one after another; a list that follows another of its sort takes the other mark. */
function writeChildren(children: Item<Block>['children']): string {
  let text = ''
  let other = false
  for (const [index, child] of children.entries()) {
    if ('list' in child) other = child.list.fresh && !other
    const close = index === 1 && 'list' in child && child.list.start === 1
    text += index === 0 ? '' : close ? '\n' : '\n\n'
    text += 'list' in child ? writeItems(child.list, other) : flow(child.block.text)
  }
  return text
}
