import type { Block, Kind } from './blocks'
import { isSameFile } from './fileNames'
import { canonical } from './writing'

/** What stands in a field beside the text. */
export interface Said {
  now: string
  /** What the text itself said when the page was made: a field still saying it follows the text. */
  was: string
}

/** What was typed beside one picture of the text. */
export interface FigureSaid {
  /** The address in the text that the fields stood beside. */
  address: string
  alt: Said
  caption: Said
  credit: Said
  decorative: boolean
  /** Public id of the photograph chosen for it, or ''. */
  media: string
}

export interface HeadSaid {
  title: Said
  summary: Said
  byline: Said
}

/** What this needs to know of a kept photograph: the file it came as, and what we call it. */
interface Kept {
  publicId: string
  name: string
}

/** A picture of the text as it will be kept. */
export interface Figure<Photograph extends Kept = Kept> extends Omit<FigureSaid, 'media'> {
  photograph: Photograph | null
}

/** A text cut into blocks, with what was said beside it put in its place. */
export interface Cut<Photograph extends Kept = Kept> {
  blocks: Block[]
  head: HeadSaid
  figures: Figure<Photograph>[]
}

export const nothingSaid: Said = { now: '', was: '' }

export function cutOf<Photograph extends Kept>(
  blocks: Block[],
  said: { head: HeadSaid; figures: FigureSaid[] },
  photographs: Photograph[],
): Cut<Photograph> {
  const say = (kind: 'title' | 'summary' | 'byline') =>
    settled(said.head[kind], blocks.find((block) => block.kind === kind)?.text ?? '')
  const head = { title: say('title'), summary: say('summary'), byline: say('byline') }
  const figures = figuresIn(blocks, said.figures, photographs)
  return { head, figures, blocks: [...headBlocks(head), ...bodyBlocks(blocks, figures)] }
}

function settled({ now, was }: Said, fromText: string): Said {
  return { now: now === was ? fromText : now, was: fromText }
}

function headBlocks(head: HeadSaid): Block[] {
  return (['title', 'summary', 'byline'] as const).flatMap((kind) => blockOf(kind, head[kind].now, {}))
}

function blockOf(kind: Kind, typed: string, attributes: Block['attributes']): Block[] {
  const text = canonical(typed)
  return text === '' ? [] : [{ kind, text, attributes }]
}

/** What stands above the body. */
export function isHead(kind: Kind): kind is 'title' | 'summary' | 'byline' {
  return kind === 'title' || kind === 'summary' || kind === 'byline'
}

const besideFigures = ['alt', 'caption', 'credit'] as const

function bodyBlocks(blocks: Block[], figures: Figure[]): Block[] {
  let next = 0
  return blocks
    .filter(({ kind }) => !isHead(kind) && !(besideFigures as readonly Kind[]).includes(kind))
    .flatMap((block) => (block.kind === 'figure' ? figureBlocks(figures[next]!, ++next) : [block]))
}

function figureBlocks({ photograph, address, decorative, ...said }: Figure, figure: number): Block[] {
  return [
    {
      kind: 'figure',
      text: '',
      attributes: photograph ? { figure, media: photograph.publicId } : { figure, src: address },
    },
    ...besideFigures
      .filter((kind) => !(kind === 'alt' && decorative))
      .flatMap((kind) => blockOf(kind, said[kind].now, { figure })),
  ]
}

/** Fields belong to the picture whose address they stood beside, wherever in the text it has gone. */
function figuresIn<Photograph extends Kept>(
  blocks: Block[],
  said: FigureSaid[],
  photographs: Photograph[],
): Figure<Photograph>[] {
  const unheard = [...said]
  return blocks
    .filter(({ kind }) => kind === 'figure')
    .map((block) => {
      const at = unheard.findIndex(({ address }) => address === addressIn(block))
      return figureOf(block, blocks, at < 0 ? undefined : unheard.splice(at, 1)[0], photographs)
    })
}

function figureOf<Photograph extends Kept>(
  block: Block,
  blocks: Block[],
  said: FigureSaid | undefined,
  photographs: Photograph[],
): Figure<Photograph> {
  const address = addressIn(block)
  const say = (kind: 'alt' | 'caption' | 'credit') => {
    const inText = blocks.find(
      (one) => one.kind === kind && one.attributes.figure === block.attributes.figure,
    )
    return settled(said?.[kind] ?? nothingSaid, inText?.text ?? '')
  }
  const chosen = said?.media || block.attributes.media
  return {
    address,
    alt: say('alt'),
    caption: say('caption'),
    credit: say('credit'),
    decorative: said?.decorative ?? false,
    photograph:
      photographs.find(({ publicId }) => publicId === chosen) ??
      photographs.findLast(({ name }) => isSameFile(name, address)) ??
      null,
  }
}

function addressIn({ attributes }: Block): string {
  return attributes.src ?? attributes.media ?? ''
}
