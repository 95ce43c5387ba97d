/**
 * Whether an English text says an abbreviation in full: its letters begin neighbouring words, little ones aside —
 * PR is a pull request, CDC the Centers for Disease Control, SaaS software as a service — or it is one of those that
 * Korean writes and English hardly does. Full words that are followed by another abbreviation in parentheses are
 * those of the other one.
 */
export function isSpelledOut(abbreviation: string, english: string): boolean {
  if (!/^[A-Z][A-Za-z]{0,6}[A-Z]$|^[A-Z]{2,8}s?$/.test(abbreviation)) return false
  if (OTHERWISE[abbreviation]?.test(english)) return true
  const letters = abbreviation.toLowerCase()
  const words = [...english.toLowerCase().matchAll(/[a-z]+/g)]
  return words.some(([word], at) => {
    if (word[0] !== letters[0]) return false
    const last = lastSpelling(words, at, letters)
    return last !== null && !ANOTHER.test(english.slice(last.index + last[0].length))
  })
}

/** The last of the words that begin with the letters, from `first` on; little words may be left out. */
function lastSpelling(words: RegExpExecArray[], first: number, letters: string): RegExpExecArray | null {
  let next = 0
  for (let at = first; at < words.length && at < first + 2 * letters.length; at++) {
    const word = words[at]!
    if (word[0][0] === letters[next]) next++
    else if (!LITTLE.has(word[0])) return null
    if (next === letters.length) return word
  }
  return null
}

/** What an abbreviation is introduced by, behind the words of a link as well. */
const ANOTHER = /^[\]"”]*\s?\([A-Z][A-Za-z]{1,9}\)/

const LITTLE = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'in', 'of', 'on', 'the', 'to'])

const OTHERWISE: Record<string, RegExp> = {
  AS: /repair|service|after-sales/i,
  CCTV: /(?:security|surveillance) (?:camera|footage)/i,
  DB: /database/i,
  ID: /identif|account|user ?name|login/i,
  IT: /tech/i,
  MC: /host|emcee|presenter/i,
  OS: /operating system|macOS|iOS/,
  OT: /orientation/i,
  PC: /computer|desktop/i,
  PD: /producer|director/i,
  SNS: /social (?:media|network)/i,
  TV: /television|broadcast/i,
  UN: /U\.N\./,
  US: /U\.S\.|America/,
}
