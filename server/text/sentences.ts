import { plainProse } from './blanking'

/** How many sentences a Korean text has; a piece without two syllables of Hangul is none. */
export function koreanSentences(text: string): number {
  const pieces = plainProse(text)
    .split(KOREAN_ENDS)
    .filter((piece) => /[가-힣]{2}/.test(piece))
  return pieces.filter((piece, index) => index === 0 || !isTag(pieces[index - 1]!, piece)).length
}

const KOREAN_ENDS = /(?<=(?<![A-Z])[.!?。…]["”’')\]]{0,3}) (?=\S)|(?<=[다요죠까]\.)(?=[가-힣])/

/** “…습니다.” 그가 말했다: with what is said before, one sentence. */
function isTag(before: string, piece: string): boolean {
  return /["”’']$/.test(before) && piece.length < LONGEST_TAG && SPEECH.test(piece)
}

const LONGEST_TAG = 60
const SPEECH =
  /말[하했한]|물[었으]|밝[혔히]|전[했하]|덧붙|설명[했하]|대답|답[했하]|외[쳤치]|주장[했하]|강조[했하]|궁금/

export function englishSentences(text: string): number {
  return plainProse(text)
    .replace(ABBREVIATIONS, '$&\u0002')
    .split(ENGLISH_ENDS)
    .filter((piece) => /[A-Za-z]{2}/.test(piece)).length
}

/** As many whole sentences of words in either language as fit into so many characters. */
export function sentencesWithin(words: string, length: number): string {
  const marked = words.slice(0, length + 1).replace(ABBREVIATIONS, (short) => short.replaceAll('.', '\u0002'))
  const last = [...marked.matchAll(/[.!?。…]["”’')\]]{0,3}(?= )/g)].at(-1)
  return last ? words.slice(0, last.index + last[0].length) : ''
}

const ENGLISH_ENDS = /(?<=[.!?…]["”’')\]]{0,3}) (?=["“‘'([]?[A-Z0-9])/
/** A full stop after one of these ends no sentence. */
const ABBREVIATIONS =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|No|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|Inc|Ltd|Co|Corp|e\.g|i\.e|etc|cf|U\.S|U\.K|U\.N|a\.m|p\.m|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\./g
