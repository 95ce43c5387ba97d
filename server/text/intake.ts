import type { Block } from './blocks'
import { clean } from './cleaning'
import { blocksFromTree } from './cutting'
import { treeFromHtml } from './html'
import { markdownOf } from './markdown'
import { UnreadableText, withinDepth } from './unreadable'

export { UncleanText } from './cleaning'
export { UnreadableText } from './unreadable'

/** Takes a picture out of a file and gives back the address that stands for it, such as `media:ID`. */
export type Keep = (picture: { bytes: Buffer; type: string }) => Promise<string>

/** HTML as our Markdown. Throws `UncleanText` or `UnreadableText`. */
export function markdownFromHtml(html: string): string {
  return markdownOf(blocksFromHtml(html))
}

/** A Word file as our Markdown; its pictures go through `keep`, in the order of the text. */
export async function markdownFromDocx(file: Buffer, keep: Keep): Promise<string> {
  return markdownFromHtml(await htmlFromDocx(file, keep))
}

/** A file as our Markdown, by the end of its name: .md, .markdown, .txt, .html, .htm or .docx. */
export async function markdownFromFile(name: string, file: Buffer, keep: Keep): Promise<string> {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === 'docx') return markdownFromDocx(file, keep)
  if (ending === 'html' || ending === 'htm') return markdownFromHtml(textOf(file))
  if (ending === 'md' || ending === 'markdown' || ending === 'txt') return clean(textOf(file))
  throw new UnreadableText('unknown-file-kind')
}

/** The bytes of a text file as text: UTF-8, UTF-16 with its mark, or the EUC-KR of older Korean programs. */
export function textOf(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return decode(file, 'utf-16le')
  if (file[0] === 0xfe && file[1] === 0xff) return decode(file, 'utf-16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return decode(file, 'euc-kr')
  }
}

function decode(file: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch {
    throw new UnreadableText('unknown-encoding')
  }
}

/** HTML cut into blocks, as its Markdown would be. Throws as `markdownFromHtml` does. */
export function blocksFromHtml(html: string): Block[] {
  const tree = treeFromHtml(clean(html))
  return withinDepth(() => blocksFromTree(tree))
}

async function htmlFromDocx(file: Buffer, keep: Keep): Promise<string> {
  if (unpackedSize(file) > LARGEST) throw new UnreadableText('text-too-long')
  const { default: mammoth } = await import('mammoth')
  let refusal: { error: unknown } | null = null
  const convertImage = mammoth.images.imgElement(async (image) => {
    try {
      return { src: await keep({ bytes: await image.readAsBuffer(), type: image.contentType }) }
    } catch (error) {
      refusal ??= { error }
      throw error
    }
  })
  try {
    const { value } = await mammoth.convertToHtml({ buffer: file }, { convertImage, styleMap: STYLES })
    if (refusal) throw new Error('a picture was refused')
    return value
  } catch (error) {
    const refused = refusal as { error: unknown } | null
    if (refused) throw refused.error
    throw new UnreadableText(error instanceof RangeError ? 'text-too-deep' : 'not-a-docx')
  }
}

/** Word files made in Korean name some styles in Korean, which mammoth does not know. */
const STYLES = [
  ...["p[style-name='Title'] => h1:fresh", "p[style-name='제목'] => h1:fresh"],
  ...["p[style-name='Subtitle'] => p.summary:fresh", "p[style-name='부제'] => p.summary:fresh"],
  ...[1, 2, 3, 4].map((level) => `p[style-name='제목 ${level}'] => h${level}:fresh`),
  ...["p[style-name='Quote'] => blockquote:fresh", "p[style-name='인용'] => blockquote:fresh"],
]
const LARGEST = 200_000_000

/**
 * What the archive says its files come to, in bytes: a few kilobytes can hold gigabytes of zeros. Layout from the ZIP
 * specification (APPNOTE 4.3.12 and 4.3.16); 0 when this is no archive.
 */
function unpackedSize(file: Buffer): number {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 20 > file.length) return 0
  let size = 0
  let at = file.readUInt32LE(end + 16)
  while (at + 46 <= file.length && file.readUInt32LE(at) === 0x02014b50) {
    size += file.readUInt32LE(at + 24)
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return size
}
