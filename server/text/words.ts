import { parseInline } from './inline'
import { sentencesWithin } from './sentences'
import { wordsOf } from './tidying'

type Language = 'ko' | 'en'

/** What translators count: characters without spaces in Korean, words in English. */
export function sizeOf(text: string, language: Language): number {
  return sizeOfWords(wordsOf(parseInline(text)), language)
}

function sizeOfWords(words: string, language: Language): number {
  if (language === 'ko') return words.length - countOf(blanksAndSecondHalves, words)
  return countOf(beyondLatin.test(words) ? wordInAnyScript : wordInLatin, words)
}

/** Whatever is no character of its own in a string: blanks, and the second halves of rare characters. */
const blanksAndSecondHalves = /[\s\udc00-\udfff]/g

const wordInAnyScript = /[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu
/** The same where only Latin and its punctuation stand, in a third of the time: lists count the words of twenty articles. */
const wordInLatin = /[0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ɏ]+(?:[’'.,-][0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ɏ]+)*/g
const beyondLatin = /[^\0-ɏ\u2010-\u2027]/

function countOf(what: RegExp, words: string): number {
  return words.match(what)?.length ?? 0
}

/** Minutes that words without any marks take to read, at least 1: about 500 Hangul characters or 230 English words a minute. */
export function readingMinutes(words: string, language: Language): number {
  return Math.max(1, Math.round(sizeOfWords(words, language) / (language === 'ko' ? 500 : 230)))
}

/** The opening of a text in at most `length` characters, cut at a word, with an ellipsis when anything was cut. */
export function openingOf(text: string, length: number): string {
  const words = onOneLine(text)
  const characters = [...words]
  if (characters.length <= length) return words
  const cut = characters.slice(0, length).join('')
  const atWord = characters[length] === ' ' ? cut : cut.replace(/\s\S*$/, '')
  return `${atWord.replace(/[\s.,;:·—-]+$/u, '')}…`
}

/** The same, but ended rather after a sentence, where that leaves more than half. */
export function firstSentencesOf(text: string, length: number): string {
  const words = onOneLine(text)
  const sentences = [...words].length > length ? sentencesWithin(words, length) : words
  return sentences.length > length / 2 ? sentences : openingOf(text, length)
}

function onOneLine(text: string): string {
  return wordsOf(parseInline(text)).replace(/\s+/g, ' ').trim()
}
