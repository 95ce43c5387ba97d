import { blanked } from '../text/blanking'
import { usualProportion } from '../text/lengths'
import type { Pair } from './pair'
import type { Check, Found } from './rules'

/** English that ends without a mark where the Korean ends with one, and is short or has marks elsewhere: cut off? */
export const cutOff: Check = {
  name: 'cut-off',
  severity: 'warn',
  find: (pair) => (isCutOff(pair) ? missingMark(pair, 'cut-off') : []),
}

/** English of one whole sentence without its mark, as headlines and items of lists are written. */
export const finalMark: Check = {
  name: 'final-mark',
  severity: 'info',
  find: (pair) => (isCutOff(pair) ? [] : missingMark(pair, 'final-mark')),
}

function isCutOff({ proportion, sentences }: Pair): boolean {
  return proportion.ratio < WHOLE || sentences.english > 1
}

/** Of the usual length, from which on nothing seems to be missing. */
const WHOLE = 0.85

function missingMark(pair: Pair, sentence: string): Found[] {
  const end = KOREAN_END.exec(pair.korean.trimEnd())
  if (!end || ENGLISH_END.test(blanked(pair.english).trimEnd())) return []
  const { length } = pair.english.trimEnd()
  return [
    {
      sentence,
      detail: { mark: end[1]! },
      english: [{ from: Math.max(0, length - 1), to: length }],
      repair: isWhole(pair) ? withMark(pair.english.trimEnd(), end[1]!) : null,
    },
  ]
}

const KOREAN_END = /[다요죠까오]([.?!])["”’)\]*_]{0,6}$/
const ENGLISH_END = /[.?!…:;。]["”’'»)\]*_]{0,6}(?:\[\^?[\w#]{1,20}\]_?){0,3}$/

/** Where nothing seems to be cut off, the mark is all that is missing. */
function isWhole({ proportion: { ratio, syllables }, sentences }: Pair): boolean {
  const { low } = usualProportion(syllables)
  return ratio > (low + 1) / 2 && sentences.english >= sentences.korean
}

/** Inside a closing quotation mark, as English has it. */
function withMark(english: string, mark: string): string {
  return english.replace(/["”]?$/, (quote) => mark + quote)
}

/** A question in one language only. */
export const questionMark: Check = {
  name: 'question-mark',
  severity: 'warn',
  find({ korean, english }) {
    const [asks, asked] = [isQuestion(korean), isQuestion(english)]
    if (asks === asked || (asked && mayAsk(korean))) return []
    const end = /\.(["”’)\]*_]{0,6})\s*$/.exec(english)
    return [
      asks
        ? {
            sentence: 'question-missing',
            detail: {},
            repair: end ? `${english.slice(0, end.index)}?${end[1]}` : null,
          }
        : { sentence: 'question-added', detail: {} },
    ]
  },
}

export function isQuestion(text: string): boolean {
  return /\?["”’)\]*_]*$/.test(text.trimEnd().slice(-12))
}

/**
 * Korean that may well end as a question in English: it quotes one and goes on, asks to be told, or asks without a
 * mark, as headings do.
 */
function mayAsk(korean: string): boolean {
  return (
    korean.includes('?') ||
    /(?:[나냐까]|[가-힣]가|주세요|주십시오|궁금[가-힣]{1,4})[.”"’*_]{0,4}$/.test(korean.trimEnd().slice(-20))
  )
}
