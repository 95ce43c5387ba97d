import { create } from 'fontkit'

/** The characters that a typeface file has. Its table ends with a code point that is none. */
export function charactersOfFont(bytes: Buffer): string[] {
  return create(bytes)
    .characterSet.filter((point) => point !== 0xffff)
    .map((point) => String.fromCodePoint(point))
}
