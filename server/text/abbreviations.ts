/**
 * Whether an English text says an abbreviation in full: its letters begin neighbouring words, little ones aside —
 * PR is a pull request, CDC the Centers for Disease Control, SaaS software as a service — or it is one of those that
 * Korean writes and English hardly does.
 */
export function isSpelledOut(abbreviation: string, english: string): boolean {
  if (!/^[A-Z][A-Za-z]{0,6}[A-Z]$|^[A-Z]{2,8}s?$/.test(abbreviation)) return false
  if (OTHERWISE[abbreviation]?.test(english)) return true
  const letters = abbreviation.toLowerCase()
  const words = english.toLowerCase().match(/[a-z]+/g) ?? []
  return words.some((word, at) => word[0] === letters[0] && spells(words, at, letters))
}

/** Whether the words from `first` on begin with the letters, where little words may be left out. */
function spells(words: string[], first: number, letters: string): boolean {
  let next = 0
  for (let at = first; at < words.length && at < first + 2 * letters.length; at++) {
    if (words[at]![0] === letters[next]) next++
    else if (!LITTLE.has(words[at]!)) return false
    if (next === letters.length) return true
  }
  return false
}

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
