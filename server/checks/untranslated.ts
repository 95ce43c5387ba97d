import type { Check } from './rules'

/** English that is the Korean itself, or Korean for the better part. */
export const untranslated: Check = {
  name: 'untranslated',
  severity: 'block',
  find({ korean, english }) {
    if (korean === english && syllablesIn(korean) >= FEWEST) return [{ sentence: 'untranslated', detail: {} }]
    const words = english.replace(/`[^`]*`/g, '').replace(/\]\([^()\s]*\)/g, '')
    const syllables = syllablesIn(words)
    const letters = words.match(/[A-Za-z]/g)?.length ?? 0
    const isKorean = syllables > 0 && syllables >= letters
    return isKorean ? [{ sentence: 'mostly-korean', detail: {} }] : []
  },
}

/** Two equal texts of fewer syllables may be an example of a Korean word. */
const FEWEST = 4

function syllablesIn(text: string): number {
  return text.match(/[가-힣]/g)?.length ?? 0
}
