import { renderInline } from './rendering'

/** Inline Markdown as the letters a browser has on the page, one after the other: what `textContent` says of its HTML. */
export function shownText(text: string): string {
  return renderInline(text)
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos|nbsp));/gi, (all, decimal, hex, name: string) => {
      if (decimal) return String.fromCodePoint(Number(decimal))
      return hex ? String.fromCodePoint(parseInt(String(hex), 16)) : (entities[name] ?? all)
    })
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }
