import { isSpelledOut } from '../text/abbreviations'
import { blanked } from '../text/blanking'
import { renderingIn } from '../text/terms'
import { MOST, type Check } from './rules'

/** Names and abbreviations in Latin letters that the Korean has and the English has not: NATO, React, H1N1. */
export const latinNames: Check = {
  name: 'latin-names',
  severity: 'warn',
  find(pair) {
    const names = namesIn(pair.korean)
    if (names.length === 0) return []
    const words = wordsOf(pair.englishWords)
    const gone = names.filter((name) => !isSaid(name, words))
    return gone.length === 0
      ? []
      : [{ sentence: 'latin-names', detail: { names: gone.slice(0, 8).join(', ') } }]
  },
}

interface Words {
  text: string
  small: string
  /** Letters and digits alone: React-DOM and “React DOM” are one name. */
  joined: string
}

function wordsOf(text: string): Words {
  return { text, small: text.toLowerCase(), joined: joined(text.toLowerCase()) }
}

/** Words of two letters or more with a capital and another letter, or a digit. */
export function namesIn(korean: string): string[] {
  const prose = blanked(korean).replace(/:[\w+-]{1,40}:/g, ' ')
  const words = prose.match(/[A-Za-z][A-Za-z0-9]*(?:[.'+#-][A-Za-z0-9]+)*/g) ?? []
  return [...new Set(words)]
    .filter((word) => word.length >= 2 && word.length <= LONGEST && /[A-Z].*[A-Z]|[A-Z][a-z]|\d/.test(word))
    .slice(0, MOST)
}

/** Nobody's name is longer. */
const LONGEST = 100

function isSaid(name: string, words: Words): boolean {
  const { text, small } = words
  if (startsWord(name.toLowerCase(), small) || isJoinedIn(name, words)) return true
  // Capitalised words are inflected like any other: Boundary, boundaries.
  return /^[A-Z][a-z]{3,}$/.test(name) ? renderingIn(text, name) !== null : isSpelledOut(name, text)
}

/** Where a word begins; a name of two or three letters has to be the whole word. */
function startsWord(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const after = text.slice(at + word.length, at + word.length + 2).replace(/^s/, '')
    if (!isLetter(text[at - 1]) && (word.length > 3 || !isLetter(after[0]))) return true
  }
  return false
}

function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && sign >= 'a' && sign <= 'z'
}

/** Written in one or in several words: iPhone 15 Pro, React-DOM. */
function isJoinedIn(name: string, { joined: letters }: Words): boolean {
  const word = joined(name.toLowerCase())
  return word.length >= LONG && letters.includes(word)
}

/** A name of fewer letters is found inside too many other words. */
const LONG = 6

function joined(text: string): string {
  return text.replace(/[-\s.']/g, '')
}
