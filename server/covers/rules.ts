/** A word and how wide it is, in ems. */
export interface Word {
  text: string
  width: number
}

/** Words on lines of this width, as many as fit on each. A word never breaks: those that are too wide were cut before. */
export function filled(words: Word[], space: number, room: number): Word[][] {
  const lines: Word[][] = []
  let width = 0
  for (const word of words) {
    const line = lines.at(-1)
    if (line && width + space + word.width <= room) {
      line.push(word)
      width += space + word.width
    } else {
      lines.push([word])
      width = word.width
    }
  }
  return lines
}

/** The same number of lines, and all about as long, so that no line is left with a word of its own. */
export function balanced(words: Word[], space: number, room: number): Word[][] {
  const fewest = filled(words, space, room).length
  let [narrow, wide] = [0, room]
  for (let round = 0; round < 12; round++) {
    const middle = (narrow + wide) / 2
    const fits = filled(words, space, middle).length <= fewest && words.every(({ width }) => width <= middle)
    if (fits) wide = middle
    else narrow = middle
  }
  return filled(words, space, wide)
}

/** How a text is set: in this size, on these lines. */
export interface Setting {
  size: number
  lines: string[]
}

export interface Frame {
  /** In pixels. */
  width: number
  height: number
  /** From the largest to the smallest; the first in which everything fits is taken. */
  sizes: number[]
  /** From line to line, in ems. */
  leading: number
  mostLines: number
}

/**
 * The words in the largest size in which they fit the frame; in the smallest, cut at a word with an ellipsis, where they fit in none.
 * The ellipsis is as wide as `dots`.
 */
export function set(words: Word[], space: number, dots: number, frame: Frame): Setting {
  const widest = Math.max(...words.map(({ width }) => width))
  for (const size of frame.sizes) {
    if (widest > frame.width / size) continue
    const lines = balanced(words, space, frame.width / size)
    if (lines.length <= mostLinesIn(frame, size)) return { size, lines: lines.map(textOf) }
  }
  const size = frame.sizes.at(-1)!
  const room = frame.width / size
  const kept = filled(words, space, room).slice(0, Math.max(1, mostLinesIn(frame, size)))
  const last = kept.at(-1)!
  while (last.length > 1 && widthOf(last, space) + dots > room) last.pop()
  return {
    size,
    lines: kept.map((line, at) =>
      line === last && at === kept.length - 1 ? `${bare(textOf(line))}…` : textOf(line),
    ),
  }
}

function mostLinesIn({ height, leading, mostLines }: Frame, size: number): number {
  return Math.min(mostLines, Math.floor(height / (size * leading)))
}

function textOf(line: Word[]): string {
  return line.map(({ text }) => text).join(' ')
}

function widthOf(line: Word[], space: number): number {
  return line.reduce((sum, { width }) => sum + width, space * (line.length - 1))
}

function bare(text: string): string {
  return text.replace(/[\s.,;:·—-]+$/u, '')
}
