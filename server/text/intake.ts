import mammoth from 'mammoth'
import { clean } from './cleaning'
import { blocksFromTree } from './cutting'
import { treeFromHtml } from './html'
import { markdownOf } from './markdown'
import { UnreadableText, withinDepth } from './unreadable'

/** A picture found inside a document. `type` is what the document says it is. */
export interface FoundPicture {
  bytes: Buffer
  type: string
}

/** Whether a pasted text is HTML: it opens with a tag, or holds block tags that Markdown has no need for. */
export function isHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<(?:html|head|body|article|section|div|p|h[1-6]|ul|ol|table|figure|blockquote|meta|span)\b[^>]*>)/i.test(
    text,
  )
}

/** HTML as Markdown. Throws `UncleanText` or `UnreadableText`. */
export function markdownFromHtml(html: string): string {
  const tree = treeFromHtml(clean(html))
  return withinDepth(() => markdownOf(blocksFromTree(tree)))
}

/**
 * A .docx file as Markdown, by way of mammoth's HTML, because its own Markdown breaks emphasis around Korean quotation
 * marks. Each picture goes through `keep`, which answers with the address to write for it. Throws `UnreadableText`.
 */
export async function markdownFromDocx(
  bytes: Buffer,
  keep: (picture: FoundPicture) => Promise<string>,
): Promise<string> {
  const convertImage = mammoth.images.imgElement(async (image) => ({
    src: await keep({ bytes: await image.readAsBuffer(), type: image.contentType }),
  }))
  const { value } = await mammoth
    .convertToHtml({ buffer: bytes }, { convertImage, styleMap })
    .catch((error: unknown) => {
      if (
        error instanceof Error &&
        /zip|central directory|docx|document\.xml|body element/i.test(error.message)
      ) {
        throw new UnreadableText('not-a-docx')
      }
      throw error
    })
  return markdownFromHtml(value)
}

/** Korean Word names its styles in Korean, and mammoth knows only the English names. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='제목'] => h1:fresh",
  ...[1, 2, 3].map((level) => `p[style-name='제목 ${level}'] => h${level + 1}:fresh`),
  ...[1, 2, 3].map((level) => `p[style-name='Heading ${level}'] => h${level + 1}:fresh`),
  "p[style-name='Quote'] => blockquote:fresh",
  "p[style-name='인용'] => blockquote:fresh",
]
