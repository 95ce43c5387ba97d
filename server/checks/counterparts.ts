import { blanked } from '../text/blanking'
import type { Pair } from './pair'
import type { ArticleCheck, ArticleFound } from './rules'

/** A paragraph that the other language does not have. */
export const missingParagraph: ArticleCheck = {
  name: 'missing-paragraph',
  severity: 'warn',
  find: (pairs) =>
    pairs.flatMap(({ korean, english }, index) => {
      const [here, there] = [korean.trim() !== '', english.trim() !== '']
      if (here === there) return []
      return [about(here ? 'paragraph-missing' : 'paragraph-added', index)]
    }),
}

/** One English text for two Korean ones: pasted into the wrong place, perhaps. */
export const repeatedParagraph: ArticleCheck = {
  name: 'repeated-paragraph',
  severity: 'warn',
  find(pairs) {
    const seen = new Map<string, number>()
    return pairs.flatMap(({ korean, english }, index) => {
      const words = english.replace(/\s+/g, ' ').trim()
      const earlier = seen.get(words)
      if (words.length < LONG_ENOUGH) return []
      if (earlier === undefined) seen.set(words, index)
      if (earlier === undefined || pairs[earlier]!.korean.trim() === korean.trim()) return []
      const detail = { first: earlier + 1, second: index + 1 }
      return [{ sentence: 'paragraph-twice', detail, pairs: [earlier, index] }]
    })
  },
}

/** Letters; shorter texts repeat by themselves. */
const LONG_ENOUGH = 40

/** Somebody is quoted in one language only. */
export const missingQuotation: ArticleCheck = {
  name: 'missing-quotation',
  severity: 'warn',
  find(pairs) {
    const found: ArticleFound[] = []
    let isOpen = false
    for (const [index, pair] of pairs.entries()) {
      const prose = blanked(pair.english)
      if (!pair.isEmpty && quotesInKorean(pair) && !isOpen && !QUOTATION_MARK.test(prose))
        found.push(about('quotation-missing', index))
      if (quotesInEnglish(prose) && !mentionsSpeech(pair.korean)) found.push(about('quotation-added', index))
      isOpen = staysOpen(prose, isOpen)
    }
    return found
  },
}

/** Quotation marks around whole sentences; what is woven into one, “…”고 물었다, English may well report. */
function quotesInKorean({ korean }: Pair): boolean {
  return [...blanked(korean).matchAll(/[“"]([^“”"]*[.?!…])[”"]/g)].some(
    ([, words = '']) => (words.match(/[가-힣]/g)?.length ?? 0) >= 10,
  )
}

function quotesInEnglish(prose: string): boolean {
  return [...prose.matchAll(/[“"]([^“”"]*)[”"]/g)].some(
    ([, words = '']) => (words.match(/[A-Za-z]+/g)?.length ?? 0) >= 6,
  )
}

const QUOTATION_MARK = /[“”"]|(?<![A-Za-z])[‘']\w/

/** Any mark, or a word that reports what was said: English may quote where Korean reports. */
function mentionsSpeech(korean: string): boolean {
  return /[“”"'‘’「」『』<〈《]|[다라냐자]고|[다라]는|말했|말한|밝혔|전했|덧붙/.test(korean)
}

/** English opens a quotation anew with each paragraph and closes it with the last. */
function staysOpen(prose: string, isOpen: boolean): boolean {
  const [opened, closed] = [prose.split('“').length, prose.split('”').length]
  if (opened !== closed) return opened > closed
  const straight = prose.split('"').length - 1
  return straight % 2 === 1 ? !isOpen || /^\W*"/.test(prose) : isOpen && opened === 1 && straight === 0
}

function about(sentence: string, index: number): ArticleFound {
  return { sentence, detail: { number: index + 1 }, pairs: [index] }
}
