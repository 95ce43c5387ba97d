import sharp from 'sharp'
import { coverSize, otherThan, type Cover } from '../reader/rules'
import { set, type Frame, type Setting, type Word } from './rules'
import { outlined, settable, type Face } from './typefaces'

type Language = Cover['language']

/** The tokens of the house by day: a picture cannot know whether its reader sits in the dark. */
const colours = {
  paper: '#fbf9f4',
  ink: '#211e1a',
  soft: '#575148',
  faint: '#a39b8d',
  rule: '#d8d0c0',
  ko: '#35437f',
  en: '#b03b1b',
}

const edge = 80
const measure = coverSize.width - 2 * edge
/** Between these two heights the words stand; the publisher is below. */
const [head, foot] = [80, 496]
const placeHeight = 60
/** Above and below the rule between the two languages. */
const gap = 25
const names: Record<Language, string> = { ko: '한국어', en: 'English' }

const bold: Record<Language, Face> = { ko: 'sans', en: 'serif' }
const light: Record<Language, Face> = { ko: 'plainSans', en: 'plainSerif' }

/** As tall as the letters, and no taller than is left for them. */
const titleFrame: Record<Language, Omit<Frame, 'height'>> = {
  ko: { width: measure, sizes: [84, 76, 68, 60, 54, 48, 43], leading: 1.34, mostLines: 5 },
  en: { width: measure, sizes: [92, 84, 76, 68, 60, 53, 47], leading: 1.14, mostLines: 6 },
}
const acrossFrame: Record<Language, Omit<Frame, 'height'>> = {
  ko: { width: measure, sizes: [34, 31], leading: 1.45, mostLines: 2 },
  en: { width: measure, sizes: [38, 34], leading: 1.26, mostLines: 2 },
}

/** More than any cover has room for. */
const mostCharacters = 400

/** A cover as PNG: a page of the house, with its two languages. */
export async function drawn(cover: Cover): Promise<Buffer> {
  const svg = await svgOf(cover)
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64, effort: 4, dither: 0 }).toBuffer()
}

async function svgOf(cover: Cover): Promise<string> {
  const { language, publisher, place, title } = cover
  const other = otherThan(language)
  const { width, height } = coverSize
  const room = foot - head - (place ? placeHeight : 0)

  const [face, faceAcross] = [bold[language], light[other]]
  const { leading } = titleFrame[language]
  const across = cover.across
    ? await fitted(cover.across, faceAcross, { ...acrossFrame[other], height: 110 })
    : null
  const acrossHeight = across ? heightOf(across, acrossFrame[other].leading) + 2 * gap : 0
  const main = await fitted(title, face, { ...titleFrame[language], height: room - acrossHeight })
  const mainHeight = heightOf(main, leading)

  // A little above the middle, where the eye expects it.
  const top = head + (room - mainHeight - acrossHeight) * 0.42
  const below = top + (place ? placeHeight : 0)
  const parts = [
    place
      ? await line(place, {
          face: 'sans',
          size: 27,
          x: edge,
          y: top + 22,
          colour: colours[language],
          room: measure,
        })
      : '',
    await block(main, { face, leading, top: below, colour: colours.ink }),
    across ? rect(edge, below + mainHeight + gap, 56, 3, colours[other]) : '',
    across
      ? await block(across, {
          ...{ face: faceAcross, leading: acrossFrame[other].leading, colour: colours.soft },
          top: below + mainHeight + 2 * gap,
        })
      : '',
    publisher === title
      ? ''
      : await line(publisher, { face, size: 32, x: edge, y: 556, colour: colours.ink, room: 700 }),
    await languagesOf(cover, other),
    rect(0, height - 14, width / 2, 14, colours.ko),
    rect(width / 2, height - 14, width / 2, 14, colours.en),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${colours.paper}"/>${parts.join('')}</svg>`
}

/** In which languages it can be read: the one of this page in its colour. */
async function languagesOf({ language, across: title }: Cover, other: Language): Promise<string> {
  const shown: Language[] = title ? ['ko', 'en'] : [language]
  const size = 25
  let right = coverSize.width - edge
  let all = ''
  for (const one of shown.reverse()) {
    const { width } = await outlined(names[one], 'plainSans')
    right -= width * size
    const colour = one === other ? colours.faint : colours[one]
    all += await line(names[one], { face: 'plainSans', size, x: right, y: 554, colour, room: 300 })
    right -= 28
  }
  return all
}

async function fitted(text: string, face: Face, frame: Frame): Promise<Setting> {
  const room = frame.width / frame.sizes.at(-1)!
  const words: Word[] = []
  const opening = [...text].slice(0, mostCharacters).join('')
  for (const word of (await settable(opening, face)).split(' '))
    words.push(...(await piecesOf(word, face, room)))
  const [space, dots] = [(await outlined(' ', face)).width, (await outlined('…', face)).width]
  return set(words, space, dots, frame)
}

/** A word as it is; one that is wider than a line, such as an address, in pieces. */
async function piecesOf(word: string, face: Face, room: number): Promise<Word[]> {
  const { width } = await outlined(word, face)
  if (width <= room) return [{ text: word, width }]
  const characters = [...word]
  const half = Math.ceil(characters.length / 2)
  const [first, second] = [characters.slice(0, half).join(''), characters.slice(half).join('')]
  return [...(await piecesOf(first, face, room)), ...(await piecesOf(second, face, room))]
}

function heightOf({ size, lines }: Setting, leading: number): number {
  return lines.length * size * leading
}

async function block(
  { size, lines }: Setting,
  how: { face: Face; leading: number; top: number; colour: string },
): Promise<string> {
  const { face, leading, top, colour } = how
  // The middle of a line is the middle of its letters: 0.36 em above the baseline.
  const baseline = (nth: number) => top + size * (leading * (nth + 0.5) + 0.36)
  const all: string[] = []
  for (const [nth, text] of lines.entries())
    all.push(await line(text, { face, size, x: edge, y: baseline(nth), colour, room: measure + 20 }))
  return all.join('')
}

/** One line on this baseline; made smaller where it has no room. */
async function line(
  text: string,
  how: { face: Face; size: number; x: number; y: number; colour: string; room: number },
): Promise<string> {
  const { face, x, y, colour, room } = how
  const { width, glyphs } = await outlined(
    await settable([...text].slice(0, mostCharacters).join(''), face),
    face,
  )
  const size = Math.min(how.size, room / Math.max(width, 1))
  const paths = glyphs.map(({ path, x: dx, y: dy, scale }) => {
    const unit = short(scale * size, 6)
    return `<path transform="matrix(${unit} 0 0 -${unit} ${short(x + dx * size)} ${short(y + dy * size)})" d="${path}"/>`
  })
  return `<g fill="${colour}">${paths.join('')}</g>`
}

function rect(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${x}" y="${short(y)}" width="${width}" height="${height}" fill="${colour}"/>`
}

function short(number: number, digits = 2): string {
  return String(Number(number.toFixed(digits)))
}
