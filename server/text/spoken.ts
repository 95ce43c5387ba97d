import { hangulShare } from './hangulShare'

/** The language of what somebody typed, by its letters. */
export function languageOf(text: string): 'ko' | 'en' {
  return hangulShare(text) >= 0.25 ? 'ko' : 'en'
}

/** Of what stands on the tab of a page in this language: a title of ours or of an article, without parts that could differ. */
export function languageOfTitle(title: string, locale: 'ko' | 'en'): 'ko' | 'en' {
  if (locale === 'en') return languageOf(title)
  return hangulShare(title) === 0 && (title.match(/[A-Za-z]{2,}/g) ?? []).length >= 3 ? 'en' : 'ko'
}

/**
 * A sentence of the screen as HTML, in which words of the other language say so, for those who have it read out: Korean titles
 * and numbers in an English sentence, English of three words and more in a Korean one.
 */
export function spoken(sentence: string, locale: 'ko' | 'en'): string {
  const other = locale === 'ko' ? 'en' : 'ko'
  let html = ''
  let done = 0
  for (const { index, 0: words } of sentence.matchAll(foreign[locale])) {
    html += escaped(sentence.slice(done, index)) + `<span lang="${other}">${escaped(words)}</span>`
    done = index + words.length
  }
  return html + escaped(sentence.slice(done))
}

const foreign: Record<'ko' | 'en', RegExp> = {
  en: /(?:\d[\d,.]{0,30})?\p{Script=Hangul}(?:[^\p{Script=Latin}\n“”]*\p{Script=Hangul})?/gu,
  // No word is longer than sixty: each would be begun anew at every one of its letters.
  ko: /[A-Za-z][\w’'.,-]{0,60}(?: [A-Za-z0-9][\w’'.,-]{0,60}){2,}(?<![’'.,-])/g,
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
