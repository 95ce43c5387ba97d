import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A photograph drawn on the spot: one colour, with a lighter left half, so that turning it shows. */
export async function jpeg(width = 1200, height = 800): Promise<Buffer> {
  return drawn(width, height).jpeg().toBuffer()
}

export function drawn(width: number, height: number) {
  const half = { create: { width: Math.ceil(width / 2), height, channels: 3, background: '#eee' } } as const
  return sharp({ create: { width, height, channels: 3, background: '#345' } }).composite([
    { input: half, left: 0, top: 0 },
  ])
}

export async function transparentPng(width = 600, height = 400): Promise<Buffer> {
  const background = { r: 200, g: 30, b: 30, alpha: 0.5 }
  return sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer()
}

/** A few hundred bytes that claim to be a picture of any size, and are well-formed as far as they go. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
