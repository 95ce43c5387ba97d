import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { bread } from './drawing/scenes/bread'
import { kitchen } from './drawing/scenes/kitchen'
import { library } from './drawing/scenes/library'
import { map } from './drawing/scenes/map'
import { market } from './drawing/scenes/market'
import { portrait } from './drawing/scenes/portrait'
import { shop } from './drawing/scenes/shop'
import { solarRoof } from './drawing/scenes/solar-roof'
import { table } from './drawing/scenes/table'
import { villageBus } from './drawing/scenes/village-bus'
import { workshop } from './drawing/scenes/workshop'

const scenes: Record<string, () => string> = {
  kitchen,
  table,
  'village-bus': villageBus,
  portrait,
  'solar-roof': solarRoof,
  bread,
  workshop,
  library,
  shop,
  market,
  map,
}

/** Draws the pictures named on the command line, or all: `npx tsx demo/draw.ts kitchen`. */
const folder = join(import.meta.dirname, 'pictures')
const asked = process.argv.slice(2)
await mkdir(folder, { recursive: true })
for (const [name, scene] of Object.entries(scenes)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const picture = await smallEnough(await sharp(Buffer.from(scene())).png().toBuffer())
  await writeFile(join(folder, `${name}.jpg`), picture)
  console.log(`${name}.jpg ${Math.round(picture.length / 1024)} kB`)
}

async function smallEnough(drawing: Buffer): Promise<Buffer> {
  for (let quality = 82; ; quality -= 3) {
    const picture = await sharp(drawing).jpeg({ quality, mozjpeg: true }).toBuffer()
    if (picture.length <= 150 * 1024 || quality < 60) return picture
  }
}
