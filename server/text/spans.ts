/** A place in a text. */
export interface Span {
  from: number
  to: number
}

/** What stands at a place of a text from now on. */
export interface Replacement extends Span {
  words: string
}

/** The text with all replacements, given in order and apart from each other. */
export function replaced(text: string, replacements: Replacement[]): string {
  let at = 0
  const pieces: string[] = []
  for (const { from, to, words } of replacements) {
    pieces.push(text.slice(at, from), words)
    at = to
  }
  return pieces.join('') + text.slice(at)
}
