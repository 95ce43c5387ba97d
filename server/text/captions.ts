import { canonical } from './writing'

/** A caption and whose picture it is. Both are inline Markdown, either may be ''. */
export interface Caption {
  caption: string
  credit: string
}

/**
 * Takes the credit off the end of a caption as Korean and English newsrooms write it: `(사진=밀리)`,
 * `(사진 제공: …)`, `사진=…`, `(Photo by …)`, `(Photo: …)`, `©…`.
 */
export function splitCaption(text: string): Caption {
  const cut = inParentheses(text) ?? atTheEnd(text)
  return cut && isWhole(cut) ? cut : { caption: text, credit: '' }
}

/** The other way round; `splitCaption` finds the same two again. */
export function joinCaption({ caption, credit }: Caption): string {
  if (!credit) return caption
  const labelled = CREDIT.test(credit) ? credit : (/[가-힣]/.test(credit) ? '사진=' : 'Photo: ') + credit
  return `${caption} (${labelled})`.trim()
}

const CREDIT = new RegExp(
  [
    '^(?:사진|이미지|그림|일러스트|삽화|자료|영상)\\s*(?:제공|출처)?\\s*[=:：]',
    '^(?:제공|출처|글\\s*[·ㆍ]\\s*사진|사진\\s*[·ㆍ]\\s*글)\\s*[=:：]',
    '^(?:사진|이미지|자료)\\s*제공\\s',
    '^[©Ⓒⓒ]',
    '^(?:photos?|photographs?|images?|illustrations?|graphics?)\\s*(?:(?:by|courtesy|credits?|provided)\\b|[=:：©])',
    '^courtesy of\\b',
    '^(?:credits?|source)\\s*[=:：]',
  ].join('|'),
  'i',
)

function inParentheses(text: string): Caption | null {
  let end = text.length - 1
  while (/[.\s]/.test(text.charAt(end))) end--
  if (!')）'.includes(text.charAt(end) || ' ')) return null
  let open = 0
  for (let at = end; at >= 0; at--) {
    if (')）'.includes(text.charAt(at))) open++
    if ('(（'.includes(text.charAt(at)) && --open === 0) {
      const credit = text.slice(at + 1, end).trim()
      return CREDIT.test(credit) ? { caption: text.slice(0, at).trim(), credit } : null
    }
  }
  return null
}

function atTheEnd(text: string): Caption | null {
  const found =
    /(?:^|\s)((?:사진|이미지|그림|일러스트|자료)\s*(?:제공)?\s*=[^=()（）]{1,60})$/.exec(text) ??
    /(?:^|\s)([©Ⓒⓒ][^()（）]{1,60})$/.exec(text) ??
    /(?:^|[.!?]\s*)(photos?\s*(?:by|courtesy of|:)[^()（）]{1,60})$/i.exec(text)
  if (!found) return null
  const [, credit = ''] = found
  return { caption: text.slice(0, text.length - credit.length).trim(), credit: credit.trim() }
}

/** No mark may open in the caption and close in the credit. */
function isWhole({ caption, credit }: Caption): boolean {
  return canonical(caption) === caption && canonical(credit) === credit
}
