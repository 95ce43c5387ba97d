import type { Sharp } from 'sharp'
import { Refused } from '../errors'
import type { PictureSize, Rendition } from './rules'

/** A photograph as it is kept: upright, without a word about where and with what it was taken. */
export interface Developed extends Omit<PictureSize, 'publicId'> {
  renditions: Rendition[]
}

const widths = [480, 960, 1600]
/** What libwebp can hold on a side. */
const tallest = 16_383
/** More than any camera has; what a few kilobytes of a hostile file can claim to unfold to. */
const mostPixels = 120_000_000

/**
 * Makes all sizes of one photograph. Every pixel is decoded and written anew, so nothing but the picture survives:
 * no EXIF, no place, no file hidden behind it. `name` is for the sentence when the bytes are refused.
 */
export async function develop(bytes: Buffer, name: string): Promise<Developed> {
  if (isHeic(bytes)) throw new Refused('photograph-heic', { name })
  if (!isRaster(bytes)) throw new Refused('photograph-no-picture', { name })
  try {
    return await sizesOf(bytes, name)
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused('photograph-damaged', { name })
  }
}

type Decoder = (typeof import('sharp'))['default']

async function sizesOf(bytes: Buffer, name: string): Promise<Developed> {
  // Twenty megabytes of memory, which a server carries from its first photograph on.
  const { default: sharp } = await import('sharp')
  const { autoOrient, hasAlpha } = await sharp(bytes, { limitInputPixels: false }).metadata()
  const { width, height } = autoOrient
  if (width * height > mostPixels) {
    throw new Refused('photograph-too-many-pixels', { name, width, height })
  }
  const fallback = !hasAlpha || (await opened(sharp, bytes).stats()).isOpaque ? 'jpeg' : 'png'
  const [widest, ...narrower] = wantedWidths(width, height).reverse()
  const largest = await unfolded(
    sharp,
    opened(sharp, bytes).autoOrient().resize({ width: widest, withoutEnlargement: true }),
  )
  const renditions = await Promise.all(
    [widest!, ...narrower].reverse().flatMap((wanted) => {
      const sized = wanted === widest ? largest : largest.clone().resize({ width: wanted })
      return [
        rendition(wanted, 'webp', sized.clone().webp({ quality: 80 })),
        rendition(wanted, fallback, plainly(sized.clone(), fallback)),
      ]
    }),
  )
  const kept = [...new Set(renditions.map((one) => one.width))]
  return { width, height, widths: kept, fallback, renditions }
}

/** Its pixels as they are, so that a large file is read once and not once a size. */
async function unfolded(sharp: Decoder, picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: mostPixels })
}

async function rendition(width: number, format: Rendition['format'], picture: Sharp): Promise<Rendition> {
  return { width, format, bytes: await picture.toBuffer() }
}

function opened(sharp: Decoder, bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
}

function plainly(sized: Sharp, format: 'jpeg' | 'png'): Sharp {
  return format === 'jpeg'
    ? sized.jpeg({ quality: 82, progressive: true })
    : sized.png({ palette: true, quality: 90, effort: 4 })
}

/** Never larger than it came, and never so tall that webp could not hold it. */
function wantedWidths(width: number, height: number): number[] {
  const widest = Math.max(1, Math.min(width, widths.at(-1)!, Math.floor((width * tallest) / height)))
  return [...widths.filter((one) => one < widest), widest]
}

/** By their first bytes, whatever the file is called. What is not listed (SVG above all) is no photograph. */
function isRaster(bytes: Buffer): boolean {
  const begins = (text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text
  return (
    begins('\xff\xd8\xff') ||
    begins('\x89PNG\r\n\x1a\n') ||
    begins('GIF87a') ||
    begins('GIF89a') ||
    (begins('RIFF') && begins('WEBP', 8)) ||
    (begins('ftyp', 4) && (begins('avif', 8) || begins('avis', 8)))
  )
}

/** What telephones make; its codec is patented and not in our decoder, so it gets a sentence of its own. */
function isHeic(bytes: Buffer): boolean {
  return /^ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/.test(bytes.subarray(4, 12).toString('latin1'))
}
