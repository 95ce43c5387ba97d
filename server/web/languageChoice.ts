import type { IncomingMessage } from 'node:http'

/** Keeps which language a reader has chosen, for their next visit to `/`. Where a script runs, it is set there as well. */
export const choiceCookie = 'reading'

/**
 * The language that a reader has just changed to: whoever comes to a page from one of ours in the other language has chosen.
 * `from` is the Referer, which our pages send to our pages only. Null for everybody else.
 */
export function languageChosen(from: string, { url, headers }: IncomingMessage): string | null {
  const chosen = languageOf(url!)
  if (!chosen || !URL.canParse(from)) return null
  const { host, pathname } = new URL(from)
  const left = languageOf(pathname)
  return left && left !== chosen && host === headers.host ? chosen : null
}

function languageOf(path: string): string | null {
  return /^\/(ko|en)\//.exec(path)?.[1] ?? null
}

/** Headers, names and values in turn, for this one reader: they take the cookie along, and no cache that many share keeps them. */
export function remembering(language: string, headers: string[]): string[] {
  const kept = headers.filter((_, at) => !forSharedCaches.has(headers[at - (at % 2)]!.toLowerCase()))
  const cookie = `${choiceCookie}=${language}; Path=/; Max-Age=31536000; SameSite=Lax`
  return [...kept, 'Cache-Control', 'private, no-cache', 'Set-Cookie', cookie]
}

const forSharedCaches = new Set(['cache-control', 'surrogate-control', 'cdn-cache-control', 'surrogate-key'])
