import { Refused } from '../errors'

/** The text of a file that somebody made with a spreadsheet: UTF-8, UTF-16 by its mark, or the code page that Korean Excel writes CSV in. */
export function textFromBytes(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  for (const encoding of marked ? [marked] : ['utf-8', 'euc-kr']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new Refused('terms-encoding')
}
