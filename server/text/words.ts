import { parseInline } from './inline'
import { wordsOf } from './tidying'

type Language = 'ko' | 'en'

/** What translators count: characters without spaces in Korean, words in English. */
export function sizeOf(text: string, language: Language): number {
  const words = wordsOf(parseInline(text))
  return language === 'ko'
    ? [...words.replace(/\s/g, '')].length
    : (words.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu) ?? []).length
}

/** Minutes an article takes to read, at least 1: about 500 Hangul characters or 230 English words a minute. */
export function readingMinutes(text: string, language: Language): number {
  return Math.max(1, Math.round(sizeOf(text, language) / (language === 'ko' ? 500 : 230)))
}

/** The opening of a text in at most `length` characters, cut at a word, with an ellipsis when anything was cut. */
export function openingOf(text: string, length: number): string {
  const words = wordsOf(parseInline(text)).replace(/\s+/g, ' ').trim()
  const characters = [...words]
  if (characters.length <= length) return words
  const cut = characters.slice(0, length).join('')
  const atWord = characters[length] === ' ' ? cut : cut.replace(/\s\S*$/, '')
  return `${atWord.replace(/[\s.,;:·—-]+$/u, '')}…`
}
