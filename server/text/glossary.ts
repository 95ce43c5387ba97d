import type { Term } from './terms'

/**
 * A glossary as a text of lines: the Korean term, a tab, and the accepted English, `|` between one and another. Empty
 * lines and lines that begin with `#` say nothing. English that begins with a capital in every form is a name.
 */
export function termsFromLines(text: string): { terms: Term[]; unread: number[] } {
  const terms: Term[] = []
  const unread: number[] = []
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [korean = '', renderings = ''] = line.split('\t')
    const english = renderings
      .split('|')
      .map((form) => form.trim())
      .filter(Boolean)
    if (korean.trim() === '' || english.length === 0) unread.push(index + 1)
    else terms.push({ korean: korean.trim(), english, sort: english.every(isCapitalised) ? 'name' : 'term' })
  }
  return { terms, unread }
}

function isCapitalised(form: string): boolean {
  return /^\p{Lu}/u.test(form)
}
