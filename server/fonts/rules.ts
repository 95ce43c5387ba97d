import { createHash } from 'node:crypto'

/**
 * A typeface as it comes from its package: in files (`119`, `latin`) that have some of its characters each, of which every page
 * may have any whole.
 */
export interface Slices {
  /** The slice that has a code point. */
  with: Map<number, string>
  /** How many characters each has. */
  sizes: Map<string, number>
}

/** What a page needs of one slice: these characters, in the order of their code points. */
export interface Cut {
  slice: string
  characters: string
}

export const family = 'Noto Sans KR Variable'
/** What the faces of the package are said to have: browsers put together only faces that are said to have the same. */
const saidWeights = '100 900'
/** What is in a cut. Nothing of the house is set lighter than plain. */
export const weights = { min: 400, max: 900 }

/**
 * What browsers ask of a typeface by themselves. All others would bring glyphs of other characters with them, upright and wide
 * ones, which nothing of the house asks for.
 */
export const features = [
  'calt',
  'ccmp',
  'chws',
  'clig',
  'halt',
  'kern',
  'liga',
  'locl',
  'mark',
  'mkmk',
  'rlig',
]

/** By the package's own table (`{ "[119]": "U+20,U+2c-2e" }`). The Latin alphabet goes before the others, which have some of it as well. */
export function slicesIn(table: Record<string, string>): Slices {
  const slices: Slices = { with: new Map(), sizes: new Map() }
  const rows = Object.entries(table).sort(
    ([one], [other]) => Number(other === 'latin') - Number(one === 'latin'),
  )
  for (const [row, ranges] of rows) {
    const name = row.replace(/^\[(.*)\]$/, '$1')
    let size = 0
    for (const range of ranges.split(',')) {
      const [from, to = from] = range.replace(/^U\+/i, '').split('-')
      const last = parseInt(to!, 16)
      for (let point = parseInt(from!, 16); point <= last; point++, size++)
        if (!slices.with.has(point)) slices.with.set(point, name)
    }
    slices.sizes.set(name, size)
  }
  return slices
}

/**
 * Every character that a page may come to show: of its body as it is written, attributes included, since alt texts stand in for
 * pictures and scripts put in the sentences that they find there.
 */
export function charactersOf(html: string): Set<string> {
  const body = html.slice(Math.max(0, html.indexOf('<body')))
  const written = body.replace(
    /&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi,
    (_, hex?: string, decimal?: string) => {
      const point = hex ? parseInt(hex, 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : ''
    },
  )
  return new Set([...new Set(written)].filter((character) => !/\p{C}/u.test(character)))
}

/**
 * What is cut for a page with these characters. A slice that it needs most of is not cut: it costs little more whole, and then
 * the next article need not fetch it again.
 */
export function cutsFor(characters: Set<string>, slices: Slices): Cut[] {
  const needed = new Map<string, string[]>()
  for (const character of characters) {
    const slice = slices.with.get(character.codePointAt(0)!)
    const some = slice && needed.get(slice)
    if (some) some.push(character)
    else if (slice) needed.set(slice, [character])
  }
  return [...needed]
    .filter(([slice, some]) => some.length < most * slices.sizes.get(slice)!)
    .map(([slice, some]) => ({ slice, characters: inOrder(some).join('') }))
    .sort((one, other) => (one.slice < other.slice ? -1 : 1))
}

/** Six in ten: measured with the articles of the demo, one alone and five in a row. */
const most = 0.6

function inOrder(characters: string[]): string[] {
  return characters.sort((one, other) => one.codePointAt(0)! - other.codePointAt(0)!)
}

/** Its address beside the sheet: another one whenever it is cut of anything else, or in another way. */
export function fileOf(cut: Cut, edition: string): string {
  return `${cut.slice}-${fingerprintOf(cut, edition)}.woff2`
}

export function fingerprintOf({ slice, characters }: Cut, edition: string): string {
  return createHash('sha256')
    .update(JSON.stringify([edition, weights, features, slice, characters]))
    .digest('hex')
    .slice(0, 20)
}

/**
 * The sheet of a page: all slices, and after them its cuts, which therefore come first. What no cut has is looked for in the
 * slices, and so is everything where a cut does not arrive.
 */
export function sheetOf(cuts: Cut[], wholeSheet: string, edition: string): string {
  const faces = cuts.map(
    (cut) =>
      `@font-face{font-family:'${family}';font-style:normal;font-display:swap;font-weight:${saidWeights};` +
      `src:url(${fileOf(cut, edition)}) format('woff2');unicode-range:${rangesOf(cut.characters)}}\n`,
  )
  return `@import url(${wholeSheet});\n${faces.join('')}`
}

/** `U+20,U+2c-2e`, of characters in their order. */
export function rangesOf(characters: string): string {
  const ranges: [from: number, to: number][] = []
  for (const character of characters) {
    const point = character.codePointAt(0)!
    const last = ranges.at(-1)
    if (last && last[1] + 1 === point) last[1] = point
    else ranges.push([point, point])
  }
  return ranges.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',')
}

function hex(point: number): string {
  return point.toString(16)
}
