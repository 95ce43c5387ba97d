import { readFileSync } from 'node:fs'
import { create } from 'fontkit'
import { decompress } from 'wawoff2'
import { cutOut } from '../../server/fonts/cutting'
import { cutsFor, sheetOf } from '../../server/fonts/rules'
import { fileOfSlice, koreanTypeface } from '../../server/fonts/slices'
import { typefaces } from '../../server/web/styles'
import { charactersOfFont } from './reading'

const { slices } = koreanTypeface()
const sliceOf = (character: string) => slices.with.get(character.codePointAt(0)!)!

test('a cut has these characters and no other, in every weight that the house sets', async () => {
  const bytes = await cutOut({ slice: sliceOf('늬'), characters: '늬' })
  expect(charactersOfFont(bytes)).toEqual(['늬'])
  expect(create(bytes).variationAxes.wght).toMatchObject({ min: 400, max: 900 })
  expect(bytes.length).toBeLessThan(2_000)
})

test('its letters are as wide as they were', async () => {
  const cut = await opened(await cutOut({ slice: 'latin', characters: 'AVW' }))
  const whole = await opened(readFileSync(fileOfSlice('latin')))
  for (const wght of [400, 700]) {
    const [ours, theirs] = [cut, whole].map((font) => widthOf(font.getVariation({ wght }).layout('AVAW')))
    expect(Math.abs(ours! - theirs!)).toBeLessThanOrEqual(4)
  }
})

test('what the slice does not have is not in it, and asking for nothing else is no fault', async () => {
  expect(charactersOfFont(await cutOut({ slice: sliceOf('늬'), characters: '늬A' }))).toEqual(['늬'])
})

test('an article with nine hundred syllables, spread as unhappily as can be, stays below 300 kB', async () => {
  const frequent = Array.from({ length: 20 }, (_, nth) => String(100 + nth))
  const rare = Array.from({ length: 10 }, (_, nth) => String(30 + nth))
  const spread = frequent.flatMap((slice) => some(slice, 50)).slice(0, 880)
  const syllables = [...spread, ...rare.flatMap((slice) => some(slice, 2))]
  const cuts = cutsFor(new Set([...syllables, ...'0123456789 ,.?“”‘’']), slices)
  expect(syllables).toHaveLength(900)
  expect(cuts.length).toBeGreaterThan(28)
  const files = await Promise.all(cuts.map(cutOut))
  const bytes = files.reduce((sum, { length }) => sum + length, 0)
  expect(bytes).toBeLessThan(300_000)
})

test('faces are said to be what the faces of the package are, or browsers would not put them together', () => {
  const theirs = readFileSync(`${typefaces['noto-sans-kr']}/wght.css`, 'utf8')
  const ours = sheetOf([{ slice: '7', characters: '가' }], '/all.css', '1')
  for (const name of ['font-family', 'font-style', 'font-weight'])
    expect([name, valueIn(ours, name)]).toEqual([name, valueIn(theirs, name)])
})

/** Fontkit can vary only what is not packed. */
async function opened(woff2: Buffer) {
  return create(Buffer.from(await decompress(woff2)))
}

/** So many syllables of this slice. */
function some(slice: string, count: number): string[] {
  return [...slices.with]
    .filter(([point, name]) => name === slice && point >= 0xac00 && point <= 0xd7a3)
    .slice(0, count)
    .map(([point]) => String.fromCodePoint(point))
}

function widthOf({ positions }: { positions: { xAdvance: number }[] }): number {
  return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
}

function valueIn(sheet: string, name: string): string {
  return new RegExp(`${name}:\\s*([^;]+);`).exec(sheet)![1]!
}
