/**
 * The text with everything blanked out that is no prose: code, addresses, the targets of links, tags, e-mail,
 * placeholders. Every blank is as long as what it stands for, so a place in the result is a place in the text.
 */
export function blanked(text: string): string {
  return SIGNS.test(text) ? NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, blank), text) : text
}

/** The same with full-width signs as ASCII, one sort of dash, tilde, apostrophe and space; still of the same length. */
export function evened(text: string): string {
  return ODD.test(text) ? text.replace(ALL_ODD, plainSign) : text
}

function blank(match: string): string {
  return match.startsWith('](') ? `]${' '.repeat(match.length - 1)}` : ' '.repeat(match.length)
}

/** Without one of these there is nothing to blank out. */
const SIGNS = /[`<@&%{\\]|\]\(|:\/\/|www\./

/** No pattern may look at the same run twice from two beginnings: a hostile text would make that last for hours. */
const NOT_PROSE = [
  /```[^]*?```/g,
  /``[^`]+``/g,
  /`[^`]*`/g,
  /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+(?:"[^"]*"|'[^']*'))?\s?\)/g,
  /<https?:[^<>]*>/g,
  /<\/?[A-Za-z][^<>]*>/g,
  /(?:https?:\/\/|www\.)[^\s)\]>"'가-힣]+/g,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+/g,
  /\\[nt]/g,
  /&#?\w+;/g,
  /%(?:\(\w*\))?[sdrif]\b/g,
  /\{[^{}]*\}/g,
]

const ODD = /[！-～∼〜–—−’‘\u00a0\u3000]/
const ALL_ODD = new RegExp(ODD, 'g')

function plainSign(sign: string): string {
  if (sign >= '！' && sign <= '～') return String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
  return PLAIN_SIGNS[sign]!
}

const PLAIN_SIGNS: Record<string, string> = {
  '∼': '~',
  '〜': '~',
  '–': '-',
  '—': '-',
  '−': '-',
  '’': "'",
  '‘': "'",
  '\u00a0': ' ',
  '\u3000': ' ',
}
