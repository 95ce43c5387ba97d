/**
 * Where to go next, as asked for in an address or a form: a path of this site beginning with `beginning`, or null.
 * It is read the way browsers read it (`/desk/..//evil` leads to another host) before it is believed.
 */
export function safePath(asked: unknown, beginning: `/${string}`): string | null {
  if (typeof asked !== 'string' || asked.length > 2000 || !asked.startsWith('/')) return null
  if (unclear.test(asked) || !URL.canParse(asked, here)) return null

  const { origin, pathname, search, hash } = new URL(asked, here)
  if (origin !== here || pathname.startsWith('//')) return null
  const within = pathname === beginning || pathname.startsWith(beginning.replace(/\/?$/, '/'))
  return within ? pathname + search + hash : null
}

const here = 'http://here.invalid'

/** Backslashes and control characters, plain or encoded, which browsers drop or turn into slashes; and a second slash in front. */
// eslint-disable-next-line no-control-regex
const unclear = /[\\\x00-\x20\x7f]|%(0|1|5c|7f)|^\/\/|^[^?#]*%2f/i
