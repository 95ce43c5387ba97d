import { endTag, withEnclosed } from './enclosed'

/** A title or label in which a program left HTML: references read, marks taken out, on one line. */
export function plainFromHtml(text: string): string {
  return onOneLine(withoutReferences(text.replace(INLINE_TAGS, '')))
}

export function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** The words of an HTML or Markdown body, well enough to tell what it is written in. */
export function wordsOfBody(body: string): string {
  const blank = () => ' '
  const prose = withEnclosed(body, /<(script|style|pre|code)\b/gi, ([, name]) => endTag(name!), blank)
  const spoken = withEnclosed(prose, /<!--/g, () => /-->/g, blank)
  return withoutReferences(
    withEnclosed(spoken, /```/g, () => /```/g, blank)
      .replace(/<[^<>]*>/g, ' ')
      .replace(/\]\([^)\s]*/g, '] ')
      .replace(/\bhttps?:\/\/[^\s<>"')\]]+/gi, ' ')
      .replace(/\[\/?(?:caption|gallery|embed|audio|video|playlist)\b[^[\]]*\]/gi, ' '),
  )
}

function withoutReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (all, decimal, hex, name) => {
    if (name) return NAMED[(name as string).toLowerCase()] ?? all
    const code = decimal ? Number(decimal) : parseInt(hex as string, 16)
    return code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : ''
  })
}

const INLINE_TAGS = /<\/?(?:a|abbr|b|big|br|code|em|font|i|mark|s|small|span|strong|sub|sup|u)\b[^<>]*>/gi
const NAMED: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', middot: '·' },
  ...{ mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»' },
}
