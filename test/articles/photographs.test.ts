import sharp from 'sharp'
import { develop } from '../../server/articles/photographs'
import { Refused } from '../../server/errors'
import { drawn, jpeg, pngClaiming, transparentPng } from '../support/pictures'

describe('a photograph', () => {
  test('is kept in three widths, as webp and as jpeg', async () => {
    const { width, height, widths, fallback, renditions } = await develop(await jpeg(3000, 2000), '사진.jpg')

    expect({ width, height, widths, fallback }).toEqual({
      width: 3000,
      height: 2000,
      widths: [480, 960, 1600],
      fallback: 'jpeg',
    })
    expect(renditions.map((one) => `${one.width} ${one.format}`)).toEqual([
      ...['480 webp', '480 jpeg', '960 webp', '960 jpeg', '1600 webp', '1600 jpeg'],
    ])
    for (const rendition of renditions) {
      const made = await sharp(rendition.bytes).metadata()
      expect(made).toMatchObject({ width: rendition.width, format: rendition.format })
    }
  })

  test.each([
    [300, [300]],
    [480, [480]],
    [700, [480, 700]],
    [1600, [480, 960, 1600]],
  ])('of %d pixels is not enlarged', async (width, widths) => {
    expect((await develop(await jpeg(width, 200), '사진.jpg')).widths).toEqual(widths)
  })

  test('that is very tall is made as wide as webp can hold it', async () => {
    const { widths, renditions } = await develop(await jpeg(1000, 30_000), '긴 그림.jpg')

    expect(widths).toEqual([480, 546])
    expect((await sharp(renditions.at(-2)!.bytes).metadata()).height).toBeLessThanOrEqual(16_383)
  })

  test('with transparent places falls back to png; one that could be transparent and is not, to jpeg', async () => {
    expect((await develop(await transparentPng(), '표.png')).fallback).toBe('png')
    const opaque = await drawn(600, 400).ensureAlpha().png().toBuffer()
    expect((await develop(opaque, '표.png')).fallback).toBe('jpeg')
  })

  test('is turned upright, and says nothing about where and with what it was taken', async () => {
    const sideways = await drawn(800, 600)
      .withExif({
        IFD0: { Make: 'SecretCamera', Artist: 'SecretName' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 59/1' },
      })
      .withMetadata({ orientation: 6 })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SecretPlace</a></x:xmpmeta>')
      .jpeg()
      .toBuffer()
    expect((await sharp(sideways).metadata()).exif!.includes('SecretCamera')).toBe(true)

    const { width, height, renditions } = await develop(sideways, '사진.jpg')

    expect([width, height]).toEqual([600, 800])
    const { data, info } = await sharp(renditions[1]!.bytes).raw().toBuffer({ resolveWithObject: true })
    const brightness = (x: number, y: number) => data[(y * info.width + x) * info.channels]!
    expect(brightness(240, 20)).toBeGreaterThan(200)
    expect(brightness(240, info.height - 20)).toBeLessThan(100)
    for (const rendition of renditions) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(rendition.bytes).metadata()
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
      expect(rendition.bytes.toString('latin1')).not.toMatch(/Secret|GPS|Exif/)
    }
  })

  test('with another file hidden behind it is kept without that file', async () => {
    const polyglot = Buffer.concat([await jpeg(500, 300), Buffer.from('<script>alert(1)</script>PK\x03\x04')])

    for (const { bytes } of (await develop(polyglot, '사진.jpg')).renditions) {
      expect(bytes.includes('script')).toBe(false)
      expect(bytes.includes('PK\x03\x04')).toBe(false)
    }
  })

  test.each(['png', 'webp', 'avif', 'gif', 'jpeg'] as const)(
    'may come as %s, whatever it is called',
    async (format) => {
      const { widths } = await develop(await drawn(320, 200).toFormat(format).toBuffer(), '사진.txt')
      expect(widths).toEqual([320])
    },
  )
})

describe('what is no photograph is refused by name', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  test.each([
    ['photograph-no-picture', 'an SVG', svg],
    ['photograph-no-picture', 'an SVG after an XML declaration', `<?xml version="1.0"?>\n${svg}`],
    ['photograph-no-picture', 'HTML called .png', '<!doctype html><script>alert(1)</script>'],
    ['photograph-no-picture', 'a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
    ['photograph-no-picture', 'an archive', 'PK\x03\x04\x14\0\0\0'],
    ['photograph-no-picture', 'a TIFF', 'II*\0\x08\0\0\0'],
    ['photograph-no-picture', 'a script', 'push graphic-context\nimage over 0,0 0,0 "https://127.0.0.1/x"'],
    ['photograph-no-picture', 'nothing', ''],
    ['photograph-no-picture', 'one byte', '\xff'],
    ['photograph-no-picture', 'a sound with the head of a webp', 'RIFF\x24\0\0\0WAVEfmt '],
    ['photograph-heic', 'what a telephone makes', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['photograph-damaged', 'the head of a GIF before a script', 'GIF89a/*<script>alert(1)</script>*/=1;'],
    ['photograph-damaged', 'the head of a JPEG before HTML', '\xff\xd8\xff\xe0<script>alert(1)</script>'],
    ['photograph-damaged', 'the head of a PNG', '\x89PNG\r\n\x1a\n'],
    ['photograph-damaged', 'the head of a webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['photograph-damaged', 'the head of an AVIF', '\0\0\0\x18ftypavif\0\0\0\0'],
  ])('%s: %s', async (rule, _what, text) => {
    await expect(develop(Buffer.from(text, 'latin1'), '사진.jpg')).rejects.toEqual(
      new Refused(rule, { name: '사진.jpg' }),
    )
  })

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('a %s that breaks off', async (format) => {
    const noisy = sharp({
      create: {
        width: 400,
        height: 300,
        channels: 3,
        background: '#345',
        noise: { type: 'gaussian', sigma: 30 },
      },
    })
    const whole = await noisy.toFormat(format).toBuffer()
    await expect(develop(whole.subarray(0, whole.length / 2), '사진.jpg')).rejects.toMatchObject({
      rule: 'photograph-damaged',
    })
  })

  test('50,000 by 50,000 pixels in a few hundred bytes, without unfolding them', async () => {
    const before = process.memoryUsage().rss
    await expect(develop(pngClaiming(50_000, 50_000), '폭탄.png')).rejects.toMatchObject({
      rule: 'photograph-too-many-pixels',
      detail: { name: '폭탄.png', width: 50_000, height: 50_000 },
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })
})
