import { blanked } from '../text/blanking'
import { replaced } from '../text/spans'
import type { Check } from './rules'

/** A word written twice: “the the”. */
export const doubledWord: Check = {
  name: 'doubled-word',
  severity: 'warn',
  find({ korean, english }) {
    for (const match of blanked(english).matchAll(TWICE)) {
      const [all, word = ''] = match
      const again = all.slice(-word.length)
      if (MEANT_TWICE.has(word.toLowerCase()) || (word !== again && match.index > 0)) continue
      if (korean.includes(`${word} ${word}`)) continue
      const place = { from: match.index, to: match.index + all.length }
      return [
        {
          sentence: 'doubled-word',
          detail: { word: all },
          english: [place],
          repair: replaced(english, [{ ...place, words: word }]),
        },
      ]
    }
    return []
  },
}

const TWICE = /(?<![\w'’-])([A-Za-z]{1,40})\s\s?\1(?![\w'’-])/gi

/** “had had” and “that that” may be right, and these are said twice for the sound of it. */
const MEANT_TWICE = new Set(
  'had that so very bye ha ho blah knock chop tut plus no yeah really many much far long again wow'.split(
    ' ',
  ),
)
