import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'
import { decompress } from 'wawoff2'
import { root } from '../root'

/** A typeface as it comes from its package: cut into files by the characters they have. */
interface Typeface {
  folder: string
  fileOf(subset: string): string
  axes: Record<string, number>
}

const typefaces = {
  sans: {
    folder: join(root, 'node_modules/@fontsource-variable/noto-sans-kr'),
    fileOf: (subset) => `noto-sans-kr-${subset}-wght-normal.woff2`,
    axes: { wght: 700 },
  },
  plainSans: {
    folder: join(root, 'node_modules/@fontsource-variable/noto-sans-kr'),
    fileOf: (subset) => `noto-sans-kr-${subset}-wght-normal.woff2`,
    axes: { wght: 500 },
  },
  serif: {
    folder: join(root, 'node_modules/@fontsource-variable/source-serif-4'),
    fileOf: (subset) => `source-serif-4-${subset}-opsz-normal.woff2`,
    axes: { wght: 600, opsz: 60 },
  },
  plainSerif: {
    folder: join(root, 'node_modules/@fontsource-variable/source-serif-4'),
    fileOf: (subset) => `source-serif-4-${subset}-opsz-normal.woff2`,
    axes: { wght: 420, opsz: 24 },
  },
} satisfies Record<string, Typeface>

export type Face = keyof typeof typefaces

/** Where a typeface has no letter, the other one is asked. */
const stead: Record<Face, Face> = {
  sans: 'serif',
  plainSans: 'plainSerif',
  serif: 'plainSans',
  plainSerif: 'plainSans',
}

/** Words as outlines, in ems: the pen starts at 0 on the baseline, and y goes down. */
export interface Outlined {
  width: number
  glyphs: { path: string; x: number; y: number; scale: number }[]
}

const nothing: Outlined = { width: 0, glyphs: [] }

/** These words in this face. A character that no typeface has is left out. */
export async function outlined(words: string, face: Face): Promise<Outlined> {
  let all = nothing
  for (const { text, font } of await runsOf(words, face)) all = joined(all, outlinesOf(text, font))
  return all
}

/** What of these words can be set at all: emoji and their like are left out, and the room they had. */
export async function settable(words: string, face: Face): Promise<string> {
  const runs = await runsOf(words, face)
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.:;!?…])/g, '')
    .trim()
}

function outlinesOf(text: string, font: Font): Outlined {
  const scale = 1 / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  let pen = 0
  const placed = glyphs.map((glyph, at) => {
    const { xAdvance, xOffset, yOffset } = positions[at]!
    const one = { path: glyph.path.toSVG(), x: (pen + xOffset) * scale, y: -yOffset * scale, scale }
    pen += xAdvance
    return one
  })
  return { width: pen * scale, glyphs: placed.filter(({ path }) => path !== '') }
}

function joined(one: Outlined, next: Outlined): Outlined {
  const moved = next.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + one.width }))
  return { width: one.width + next.width, glyphs: [...one.glyphs, ...moved] }
}

/** The words in stretches of one file each. */
async function runsOf(words: string, face: Face): Promise<{ text: string; font: Font }[]> {
  const runs: { text: string; font: Font }[] = []
  for (const character of words.normalize('NFC')) {
    const last = runs.at(-1)
    const point = character.codePointAt(0)!
    const font =
      last && character === ' ' && last.font.hasGlyphForCodePoint(point)
        ? last.font
        : await fontWith(point, face)
    if (!font) continue
    if (last?.font === font) last.text += character
    else runs.push({ text: character, font })
  }
  return runs
}

async function fontWith(point: number, face: Face): Promise<Font | null> {
  for (const asked of [face, stead[face]]) {
    const subset = subsetWith(point, asked)
    const font = subset === null ? null : await fontFrom(subset, asked)
    if (font?.hasGlyphForCodePoint(point)) return font
  }
  return null
}

/** So many files are open at once: an alphabet, and the syllables of a few titles. */
const mostFonts = 160
const fonts = new Map<string, Font>()

async function fontFrom(subset: string, face: Face): Promise<Font> {
  const key = `${face} ${subset}`
  const { folder, fileOf, axes }: Typeface = typefaces[face]
  const font =
    fonts.get(key) ??
    create(Buffer.from(await decompress(readFileSync(join(folder, 'files', fileOf(subset)))))).getVariation(
      axes,
    )
  fonts.delete(key)
  fonts.set(key, font)
  if (fonts.size > mostFonts) fonts.delete(fonts.keys().next().value!)
  return font
}

interface Stretch {
  from: number
  to: number
  subset: string
}

const stretches = new Map<string, Stretch[]>()

/** The file that has this character, by the package's own table. */
function subsetWith(point: number, face: Face): string | null {
  const { folder } = typefaces[face]
  const all = stretches.get(folder) ?? readStretches(folder)
  stretches.set(folder, all)
  return all.find(({ from, to }) => from <= point && point <= to)?.subset ?? null
}

/** The Latin alphabet first: its characters stand in other files as well. */
function readStretches(folder: string): Stretch[] {
  const table = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>
  return Object.entries(table)
    .sort(([one], [other]) => Number(other === 'latin') - Number(one === 'latin'))
    .flatMap(([name, ranges]) =>
      ranges.split(',').map((range) => {
        const [from, to = from] = range.replace(/^U\+/i, '').split('-')
        return {
          from: parseInt(from!, 16),
          to: parseInt(to!, 16),
          subset: name.replace(/^\[(.*)\]$/, '$1'),
        }
      }),
    )
}
