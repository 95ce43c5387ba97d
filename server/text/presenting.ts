import { mapOutermost, outermost } from './outermost'
import { speakersIn, type Speaker } from './speakers'
import { videoAt, type Video } from './videos'

/**
 * An approved body dressed for its page: whoever speaks in an interview is set apart, and a paragraph that only leads to a
 * video is a card. Not a word of it changes, and nothing is asked of anybody else's server.
 */
export function presented(html: string, language: 'ko' | 'en'): string {
  const paragraphs = outermost(html).map((element) => PARAGRAPH.exec(element))
  const speakers = speakersIn(
    paragraphs.map((paragraph) => {
      const inside = paragraph?.[2] ?? ''
      return { words: wordsIn(inside), isBold: inside.startsWith('<strong>') }
    }),
  )
  return mapOutermost(html, (element, index) => {
    const [, opening, words] = paragraphs[index] ?? []
    if (!opening || words === undefined) return element
    const speaker = speakers[index]
    return (speaker ? spoken(opening, words, speaker) : card(opening, words, language)) ?? element
  })
}

const PARAGRAPH = /^(<p id="p\d+")>(.*)<\/p>$/s

/** The words that readers see; an entity is one character. */
function wordsIn(html: string): string {
  return html.replace(/<[^<>]*>/g, '').replace(ENTITY, ' ')
}

const ENTITY = /&[#\w]+;/g

function spoken(opening: string, words: string, { asks, name, length }: Speaker): string | null {
  const isLetter = name.length <= 1 || /^(?:질문|답변|대답|Question|Answer)$/.test(name)
  const label = cutAfter(words, isLetter ? length : name.length)
  const mark = label && !isLetter ? cutAfter(label.after, length - name.length) : null
  if (!label || (!isLetter && !mark)) return null
  const rest = mark ? `<span class="visually-hidden">${mark.before}</span>${mark.after}` : label.after
  const manner = `${asks ? 'asks' : 'says'} by-${isLetter ? 'letter' : 'name'}`
  return `${opening} class="${manner}"><span class="speaker">${label.before}</span>${rest}</p>`
}

/** Splits HTML after so many characters of its words; marks that are open there are closed and opened again. */
function cutAfter(html: string, characters: number): { before: string; after: string } | null {
  const open: string[] = []
  let left = characters
  let at = 0
  for (const { 0: token } of html.matchAll(/<\/?[a-z][^<>]*>|&[#\w]+;|[^<&]/gsu)) {
    if (left === 0 && !token.startsWith('</')) break
    at += token.length
    if (token.startsWith('</')) open.pop()
    else if (token.startsWith('<')) open.push(token)
    else left -= token.length > 2 && token.startsWith('&') ? 1 : token.length
  }
  if (left > 0 || open.some((tag) => !/^<(?:strong|em|span|del)\b/.test(tag))) return null
  const closing = open.map((tag) => `</${/^<([a-z]+)/.exec(tag)![1]}>`).reverse()
  return { before: html.slice(0, at) + closing.join(''), after: open.join('') + html.slice(at) }
}

const ONLY_A_LINK = /^([^\p{L}\p{N}<&]*)<a href="([^"]*)"([^<>]*)>(.*)<\/a>([^\p{L}\p{N}<&]*)$/su

function card(opening: string, words: string, language: 'ko' | 'en'): string | null {
  const [, before, href, attributes, title, after] = ONLY_A_LINK.exec(words) ?? []
  const video = href && !title!.includes('<a ') ? videoAt(href.replace(/&#x26;|&amp;/g, '&')) : null
  if (!video) return null
  const label = `<span class="video-place">${LABEL[language](video)}</span> `
  return `${opening} class="video">${before}<a href="${href}"${attributes}>${label}<span class="video-title">${title}</span></a>${after}</p>`
}

const LABEL = {
  ko: ({ place }: Video) => `${place} 동영상`,
  en: ({ place }: Video) => `Video on ${place}`,
}
