/**
 * An address as we keep it, or null when it is empty or could run code. `article:` refers to an article of ours and
 * `media:` to a photograph of ours; both are resolved when a page is made.
 */
export function addressOf(address: string): string | null {
  const tidy = address
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex
    .replace(/[\0-\x1f\x7f-\x9f\u200b\ufeff\u2028\u2029]/g, '')
    .trim()
    .replace(/\s/g, '%20')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(tidy)?.[1]?.toLowerCase()
  return tidy && (!scheme || KNOWN.has(scheme)) ? tidy : null
}

const KNOWN = new Set(['http', 'https', 'mailto', 'tel', 'article', 'media'])
