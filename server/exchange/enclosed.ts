/** Something that opens and is closed again, such as an element or a comment. */
export interface Enclosed {
  from: number
  to: number
  /** What stands between its marks. */
  inside: string
  opened: RegExpExecArray
}

/**
 * What opens with `open` (global) and closes with what `closing` names (global), in order and not nested; what is never closed
 * is none. A single pass however often something opens: a closing mark that did not come once is not looked for again.
 */
export function enclosedIn(
  text: string,
  open: RegExp,
  closing: (opened: RegExpExecArray) => RegExp,
): Enclosed[] {
  const all: Enclosed[] = []
  const never = new Set<string>()
  open.lastIndex = 0
  for (let opened = open.exec(text); opened; opened = open.exec(text)) {
    const close = closing(opened)
    if (never.has(close.source)) continue
    close.lastIndex = open.lastIndex
    const closed = close.exec(text)
    if (!closed) {
      never.add(close.source)
      continue
    }
    const to = close.lastIndex
    all.push({ from: opened.index, to, inside: text.slice(open.lastIndex, closed.index), opened })
    open.lastIndex = to
  }
  return all
}

export function withEnclosed(
  text: string,
  open: RegExp,
  closing: (opened: RegExpExecArray) => RegExp,
  put: (found: Enclosed) => string,
): string {
  let at = 0
  const parts: string[] = []
  for (const found of enclosedIn(text, open, closing)) {
    parts.push(text.slice(at, found.from), put(found))
    at = found.to
  }
  return parts.join('') + text.slice(at)
}

export function endTag(name: string): RegExp {
  return new RegExp(`</${name.toLowerCase()}\\s*>`, 'gi')
}
