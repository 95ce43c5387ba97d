import type { Block, Kind } from '../blocks'
import { englishSentences, koreanSentences } from '../sentences'
import { anchorsOf, lengthOf, type Anchors, type Language } from './anchors'

/**
 * Paragraphs that say the same, by their places from 0, in reading order: usually one and one, several where a side was cut or
 * joined, and none on one side for what the other does not have.
 */
export interface Bead {
  korean: number[]
  english: number[]
  /** How sure it is, from 0 to 1: how much better than the next best way to lay it out. */
  sure: number
}

/**
 * Aligns a Korean text and its English, neither of which keeps the other's paragraphs: length by length as Gale and Church do,
 * with everything that both languages write alike as anchors, and kinds of paragraphs. The order is taken to be the same.
 */
export function alignBitext(korean: Block[], english: Block[]): Bead[] {
  const text = bitextOf(korean, english)
  return beadsOf(text, layOut(text))
}

interface Side {
  blocks: Block[]
  lengths: number[]
  /** Sentences. */
  sentences: number[]
}

interface Bitext {
  korean: Side
  english: Side
  /** What anchors speak for a Korean and an English place being one, by `place × english.length + place`; 0 where not set. */
  shared: Float32Array | Map<number, number>
  /** What their kinds say of that, by the same. */
  kin(korean: number, english: number): number
  /** The logarithm of how long this English is beside this Korean. */
  usual: number
  /** Mean and spread of the logarithms of the English lengths. */
  mean: number
  spread: number
}

function bitextOf(korean: Block[], english: Block[]): Bitext {
  const ko = sideOf(korean, 'ko')
  const en = sideOf(english, 'en')
  const logarithms = en.lengths.filter((length) => length > 0).map((length) => Math.log(length + EVENING))
  const mean = logarithms.reduce((sum, one) => sum + one, 0) / (logarithms.length || 1)
  const variance = logarithms.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (logarithms.length || 1)
  return {
    korean: ko,
    english: en,
    shared: sharedBetween(
      korean.map((block) => anchorsOf(block, 'ko')),
      english.map((block) => anchorsOf(block, 'en')),
    ),
    kin: kinOf(korean, english),
    usual: usualOf(ko, en),
    mean,
    spread: Math.max(0.5, Math.sqrt(variance)),
  }
}

function sideOf(blocks: Block[], language: Language): Side {
  const count = language === 'ko' ? koreanSentences : englishSentences
  return {
    blocks,
    lengths: blocks.map((block) => lengthOf(block, language)),
    sentences: blocks.map(({ kind, text }) => (kind === 'code' ? 0 : count(text))),
  }
}

/** From the middle of the lengths, so that what is missing on a side tells little. */
function usualOf(korean: Side, english: Side): number {
  const middle = ({ lengths }: Side) => {
    const sorted = lengths.filter((length) => length >= 30).sort((one, other) => one - other)
    const half = sorted.slice(sorted.length >> 2, sorted.length - (sorted.length >> 2))
    return half.reduce((sum, length) => sum + length, 0) / (half.length || 1)
  }
  const [ko, en] = [middle(korean), middle(english)]
  return ko > 0 && en > 0 ? Math.max(-0.3, Math.min(0.3, Math.log(en / ko))) : 0
}

const WEIGHTS = { number: 1, name: 1, word: 1, sound: 0.4, link: 1.2, picture: 2, code: 1 }
const MOST_OF_ONE = 3

/** An anchor tells the more, the fewer paragraphs have it. */
function sharedBetween(korean: Anchors[], english: Anchors[]): Bitext['shared'] {
  const [here, there] = [placesOf(korean), placesOf(english)]
  const shared = new Map<number, number>()
  for (const [key, { sort, places }] of here) {
    const others = there.get(key)?.places
    if (!others || places.length * others.length > MOST_MEETINGS) continue
    const rarity = (Math.log(korean.length / places.length) + Math.log(english.length / others.length)) / 2
    const weight = Math.min(MOST_OF_ONE, rarity) * WEIGHTS[sort]
    for (const one of places)
      for (const other of others) {
        const at = one * english.length + other
        shared.set(at, (shared.get(at) ?? 0) + weight)
      }
  }
  for (const [at, weight] of shared) shared.set(at, ENOUGH * Math.log(1 + (0.7 * weight) / ENOUGH))
  const cells = korean.length * english.length
  if (cells > MOST_CELLS) return shared
  const table = new Float32Array(cells)
  for (const [at, weight] of shared) table[at] = weight
  return table
}

/** Looked up for every cell and shape, so in a table as long as that fits. */
const MOST_CELLS = 4_000_000

/** Many anchors are often one and the same, seen several times: each tells less than the one before. */
const ENOUGH = 4

/** What stands everywhere tells nothing, and would cost the most. */
const MOST_MEETINGS = 2_500

function placesOf(all: Anchors[]) {
  const places = new Map<string, { sort: keyof typeof WEIGHTS; places: number[] }>()
  for (const [place, anchors] of all.entries())
    for (const [key, sort] of anchors) {
      const there = places.get(key)
      if (there) there.places.push(place)
      else places.set(key, { sort, places: [place] })
    }
  return places
}

/** How many paragraphs of each side are laid beside each other, and the logarithm of how often that is so. */
const SHAPES: readonly [korean: number, english: number, prior: number][] = [
  [1, 1, Math.log(0.88)],
  [1, 0, Math.log(0.02)],
  [0, 1, Math.log(0.02)],
  [2, 1, Math.log(0.025)],
  [1, 2, Math.log(0.025)],
  [3, 1, Math.log(0.005)],
  [1, 3, Math.log(0.005)],
  [2, 2, Math.log(0.002)],
]

interface Layout {
  /** The shape that ends at each cell; −1 where no way leads. */
  shapes: Int8Array
  /** How much better it is there than with any other shape. */
  margins: Float64Array
  /** Where a pair of places is kept; −1 far from the diagonal, where no text wanders. */
  cellAt(row: number, column: number): number
}

/** The best way to every pair of places, from the beginning on. */
function layOut(text: Bitext): Layout {
  const [rows, columns] = [text.korean.blocks.length, text.english.blocks.length]
  const band = BAND + Math.min(Math.abs(rows - columns), FURTHEST)
  const middleOf = (row: number) => (rows === 0 ? 0 : Math.round((row * columns) / rows))
  const width = Math.min(2 * band, columns) + 1
  const firstOf = (row: number) => Math.max(0, Math.min(middleOf(row) - band, columns + 1 - width))
  const cellAt = (row: number, column: number) => {
    const at = column - firstOf(row)
    return at < 0 || at >= width ? -1 : row * width + at
  }
  const scores = new Float64Array((rows + 1) * width).fill(-Infinity)
  const margins = new Float64Array((rows + 1) * width)
  const shapes = new Int8Array((rows + 1) * width).fill(-1)
  scores[0] = 0
  for (let row = 0; row <= rows; row++) {
    for (let column = firstOf(row); column < firstOf(row) + width; column++) {
      if (row === 0 && column === 0) continue
      let [best, second, which] = [-Infinity, -Infinity, -1]
      for (const [shape, [ko, en, prior]] of SHAPES.entries()) {
        const from = ko > row || en > column ? -1 : cellAt(row - ko, column - en)
        if (from === -1 || scores[from] === -Infinity) continue
        const score = scores[from]! + prior + fitOf(text, row - ko, ko, column - en, en)
        if (score > best) [best, second, which] = [score, best, shape]
        else if (score > second) second = score
      }
      const cell = cellAt(row, column)
      scores[cell] = best
      shapes[cell] = which
      margins[cell] = best - second
    }
  }
  return { shapes, margins, cellAt }
}

const BAND = 150
const FURTHEST = 500

function beadsOf({ korean, english }: Bitext, { shapes, margins, cellAt }: Layout): Bead[] {
  const beads: Bead[] = []
  let [row, column] = [korean.blocks.length, english.blocks.length]
  while (row > 0 || column > 0) {
    const cell = cellAt(row, column)
    const [ko, en] = SHAPES[shapes[cell]!]!
    const sure = Math.round((1 - Math.exp(-margins[cell]! / 2)) * 100) / 100
    beads.push({ korean: placesFrom(row - ko, ko), english: placesFrom(column - en, en), sure })
    row -= ko
    column -= en
  }
  return beads.reverse()
}

function placesFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

/** How much likelier these paragraphs are to say the same than to have come together by chance; 0 for those left alone. */
function fitOf(text: Bitext, row: number, ko: number, column: number, en: number): number {
  if (ko === 0 || en === 0) return 0
  const { korean, english } = text
  let [anchors, kinds] = [0, 0]
  for (let one = row; one < row + ko; one++)
    for (let other = column; other < column + en; other++) {
      anchors += sharedAt(text, one, other)
      kinds += text.kin(one, other)
    }
  // Two beside two share no more than the better of the two ways to part them: or everything would be joined to its neighbour.
  if (ko === 2 && en === 2) {
    const straight = sharedAt(text, row, column) + sharedAt(text, row + 1, column + 1)
    anchors = Math.max(straight, anchors - straight)
  }
  const [here, there] = [sum(korean.lengths, row, ko), sum(english.lengths, column, en)]
  const length = here === 0 && there === 0 ? 1 : lengthFit(text, here, there)
  const sentences = sentenceFit(sum(korean.sentences, row, ko), sum(english.sentences, column, en))
  const joins = joinable(korean, row, ko) + joinable(english, column, en)
  return length + sentences + anchors + kinds / (ko * en) + joins
}

function sum(numbers: number[], first: number, count: number): number {
  let total = 0
  for (let at = first; at < first + count; at++) total += numbers[at]!
  return total
}

/** Who translates keeps most sentences. */
function sentenceFit(korean: number, english: number): number {
  return SENTENCES * (1 - Math.abs(korean - english) / Math.sqrt(Math.max(1, Math.min(korean, english))))
}

function sharedAt({ shared, english }: Bitext, one: number, other: number): number {
  const at = one * english.blocks.length + other
  return (shared instanceof Map ? shared.get(at) : shared[at]) ?? 0
}

const EVENING = 6
/** What keeping the number of sentences speaks for. */
const SENTENCES = 0.7
/** How many pairs are of a length that nothing explains. */
const STRANGE = 0.01

/** Short paragraphs vary more than long ones; some few of any length are far from what is usual. */
function lengthFit({ usual, mean, spread }: Bitext, korean: number, english: number): number {
  const said = Math.log(english + EVENING)
  const away = said - Math.log(korean + EVENING) - usual
  const sigma = 0.1 + 1.1 / Math.sqrt(korean + EVENING)
  const likely = (1 - STRANGE) * density(away, sigma) + STRANGE * density(away, 0.8)
  return Math.log(likely) - Math.log(Math.max(density(said - mean, spread), 1e-3))
}

function density(away: number, sigma: number): number {
  return Math.exp(-((away / sigma) ** 2) / 2) / (sigma * Math.sqrt(2 * Math.PI))
}

/** Kinds that only ever stand for themselves. */
const STRICT = new Set<Kind>(['title', 'heading', 'figure', 'code', 'break', 'table', 'footnote'])

/** There are few sorts of blocks, so every two of them are compared once. */
function kinOf(korean: Block[], english: Block[]): Bitext['kin'] {
  const sortsIn = (blocks: Block[]) => {
    const sorts = new Map<string, number>()
    const examples: Block[] = []
    const places = blocks.map((block) => {
      const { level = 0, list = '' } = block.attributes
      const name = `${block.kind} ${level} ${list}`
      if (!sorts.has(name)) sorts.set(name, examples.push(block) - 1)
      return sorts.get(name)!
    })
    return { examples, places }
  }
  const [here, there] = [sortsIn(korean), sortsIn(english)]
  const table = here.examples.map((one) => there.examples.map((other) => kinship(one, other)))
  return (one, other) => table[here.places[one]!]![there.places[other]!]!
}

function kinship(one: Block, other: Block): number {
  if (one.kind === other.kind) {
    if (one.kind === 'heading') return one.attributes.level === other.attributes.level ? 2 : 1
    if (one.kind === 'item') return one.attributes.list === other.attributes.list ? 1 : 0.3
    if (one.kind === 'title') return 4
    return STRICT.has(one.kind) ? 2 : one.kind === 'paragraph' ? 0.3 : 1.5
  }
  if (STRICT.has(one.kind) || STRICT.has(other.kind)) return -6
  return -1.5
}

/** Only neighbours of one kind are cut or joined, and hardly ever what stands for itself. */
function joinable({ blocks }: Side, first: number, count: number): number {
  let fit = 0
  for (let at = first + 1; at < first + count; at++) {
    const [one, other] = [blocks[at - 1]!, blocks[at]!]
    if (STRICT.has(one.kind) || STRICT.has(other.kind)) fit -= 6
    else if (one.kind !== other.kind) fit -= 2
  }
  return fit
}
