import { escape } from '../text/html'
import { enclosedIn, endTag, withEnclosed, type Enclosed } from './enclosed'
import type { FeaturedPicture } from './rules'

/**
 * The text of WordPress as HTML: comments of its block editor gone, an empty line between two paragraphs as its old editor
 * meant it, shortcodes with pictures as pictures. Other shortcodes stay as they are, and `shortcodes` says so.
 */
export function htmlOfWordpress(
  body: string,
  attachments: ReadonlyMap<string, FeaturedPicture>,
): { html: string; shortcodes: boolean } {
  const plain = withEnclosed(
    body.replace(/\r\n?/g, '\n'),
    /<!--\s*\/?(?:wp:|more|nextpage)/g,
    () => /-->/g,
    () => '\n\n',
  )
  const pictured = withPictures(plain, attachments)
  return {
    html: paragraphs(pictured),
    shortcodes:
      /\[(?:audio|video|playlist|contact-form(?:-7)?|vc_\w+|et_pb_\w+|su_\w+|fusion_\w+)\b[^[\]]*\]/i.test(
        pictured,
      ),
  }
}

function withPictures(text: string, attachments: ReadonlyMap<string, FeaturedPicture>): string {
  return withEnclosed(text, /\[caption\b([^[\]]*)\]/gi, () => /\[\/caption\]/gi, captioned)
    .replace(/\[gallery\b([^[\]]*)\]/gi, (all, attributes: string) => {
      const ids = (attribute(attributes, 'ids') || attribute(attributes, 'include')).split(',')
      const pictures = ids.flatMap((id) => attachments.get(id.trim()) ?? [])
      return pictures.length > 0 ? `\n\n${pictures.map(figure).join('\n\n')}\n\n` : all
    })
    .replace(/\[embed\b[^[\]]*\]\s*(https?:\/\/[^\s[\]]+)\s*\[\/embed\]/gi, '\n\n$1\n\n')
}

function captioned({ inside, opened }: Enclosed): string {
  const picture = /^\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?/i.exec(inside)?.[0] ?? ''
  const words = inside.slice(picture.length).trim() || attribute(opened[1]!, 'caption')
  return `\n\n<figure>${picture}<figcaption>${words}</figcaption></figure>\n\n`
}

function attribute(attributes: string, name: string): string {
  return (
    new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|(\\S+))`, 'i').exec(attributes)?.slice(1).find(Boolean) ??
    ''
  )
}

export function figure({ src, alt, caption }: FeaturedPicture): string {
  const words = caption ? `<figcaption>${escape(caption)}</figcaption>` : ''
  return `<figure><img src="${escape(src)}" alt="${escape(alt)}">${words}</figure>`
}

/** What opens with a block of its own is one already; `<pre>` and the like keep the empty lines in them. */
function paragraphs(text: string): string {
  const parts: string[] = []
  let at = 0
  for (const { from, to } of enclosedIn(text, BLOCK_OF_ITS_OWN, ([, name]) => endTag(name!))) {
    parts.push(loose(text.slice(at, from)), text.slice(from, to))
    at = to
  }
  return [...parts, loose(text.slice(at))].join('\n')
}

const BLOCK_OF_ITS_OWN = /<(pre|textarea|script|style|table|ul|ol|blockquote|figure)\b/gi

function loose(text: string): string {
  return text
    .split(/\n[ \t]*\n\s*/)
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== '')
    .map((chunk) => (BLOCK.test(chunk) ? chunk : `<p>${chunk.replace(/\n/g, '<br>\n')}</p>`))
    .join('\n')
}

const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video)\b/i
