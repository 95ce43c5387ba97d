import { blanked } from '../text/blanking'
import type { Span } from '../text/spans'
import type { Check } from './rules'

/** Korean words left standing in the English. In brackets or quotation marks they are a gloss; see hangulGloss. */
export const leftoverHangul: Check = {
  name: 'leftover-hangul',
  severity: 'block',
  find: ({ english }) => said('leftover-hangul', english, hangulIn(english).loose),
}

/** Korean words in brackets or quotation marks, as a gloss for those who read Korean. */
export const hangulGloss: Check = {
  name: 'hangul-gloss',
  severity: 'info',
  find: ({ english }) => said('hangul-gloss', english, hangulIn(english).glossed),
}

function said(sentence: string, english: string, spans: Span[]) {
  if (spans.length === 0) return []
  const words = spans.map(({ from, to }) => english.slice(from, to))
  return [{ sentence, detail: { words: [...new Set(words)].slice(0, MOST).join(', ') }, english: spans }]
}

/** A few examples say enough. */
const MOST = 6

function hangulIn(english: string): { loose: Span[]; glossed: Span[] } {
  if (!/[가-힣]/.test(english)) return { loose: [], glossed: [] }
  const prose = blanked(english)
  const glosses = [...prose.matchAll(GLOSS)]
    .filter(([words]) => (words.match(/[A-Za-z]+/g)?.length ?? 0) <= MOST_WORDS)
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
  const spans = [...prose.matchAll(/[가-힣ㄱ-ㅎㅏ-ㅣ]+(?: [가-힣ㄱ-ㅎㅏ-ㅣ]+)*/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }))
  const isGlossed = ({ from, to }: Span) => glosses.some((gloss) => gloss.from <= from && to <= gloss.to)
  return { loose: spans.filter((one) => !isGlossed(one)), glossed: spans.filter(isGlossed) }
}

/** English words that may stand beside the Korean of a gloss: (hallyu, 한류). More are a sentence with a word left over. */
const MOST_WORDS = 2

const GLOSS = /\([^()]*\)|“[^“”]*”|"[^"]*"|‘[^‘’]*’|(?<![A-Za-z])'[^'\n]*'(?![A-Za-z])/g
