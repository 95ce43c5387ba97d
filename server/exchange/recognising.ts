import { open } from 'node:fs/promises'
import { encodingOf } from '../text/encoding'

const SNIFFED = 65_536

/** The first bytes of a file, enough to tell what it is. */
export async function startOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The name of the first element, without its prefix; null when it cannot be told from the beginning. */
export function rootIn(start: Buffer): string | null {
  let text = beginningOf(start)
  for (;;) {
    text = text.trimStart()
    const end = endOfProlog(text)
    if (end === null) return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text)?.[1]?.toLowerCase() ?? null
    if (end < 0) return null
    text = text.slice(end)
  }
}

/** Those bytes as text, well enough to look at marks and names. */
export function beginningOf(start: Buffer): string {
  const encoding = encodingOf(start)
  const text = encoding.startsWith('utf-16')
    ? new TextDecoder(encoding).decode(start)
    : start.toString('latin1')
  return text.replace(/^(?:\ufeff|\xef\xbb\xbf)/, '')
}

/** Where an instruction, comment or document type ends; −1 when it does not, null when there is none. */
function endOfProlog(text: string): number | null {
  if (text.startsWith('<?')) return after(text, '?>')
  if (text.startsWith('<!--')) return after(text, '-->')
  if (!/^<!doctype\b/i.test(text)) return null
  const bracket = text.indexOf('[')
  const end = text.indexOf('>')
  return bracket >= 0 && bracket < end ? after(text, ']', '>') : after(text, '>')
}

function after(text: string, ...marks: string[]): number {
  let at = 0
  for (const mark of marks) {
    const found = text.indexOf(mark, at)
    if (found < 0) return -1
    at = found + mark.length
  }
  return at
}
