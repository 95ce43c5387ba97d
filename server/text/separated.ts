/** One line of a table in a file: its cells, and the number of the line of the file that it begins on, from 1. */
export interface SeparatedRow {
  line: number
  cells: string[]
}

/**
 * A text of comma, semicolon or tab separated values, by whichever stands in its first line. A cell in quotation marks may
 * hold separators, line breaks and doubled quotation marks. Lines without any word are left out.
 */
export function rowsIn(text: string): SeparatedRow[] {
  const whole = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(whole)
  const rows: SeparatedRow[] = []
  let [line, begun, at] = [1, 1, 0]
  let cells: string[] = []
  while (at <= whole.length) {
    const { cell, end } = whole[at] === '"' ? quoted(whole, at, separator) : bare(whole, at, separator)
    cells.push(cell)
    line += whole.slice(at, end).split('\n').length - 1
    at = end + 1
    if (whole[end] === separator) continue
    rows.push({ line: begun, cells: cells.map(withoutGuard) })
    cells = []
    begun = ++line
  }
  return rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
}

/** Tabs are never typed by chance; of commas and semicolons the first line has more of the one that counts. */
function separatorOf(text: string): string {
  const first = /^.*$/m.exec(text.trimStart())?.[0] ?? ''
  if (first.includes('\t')) return '\t'
  const count = (sign: string) => first.split(sign).length
  return count(';') > count(',') ? ';' : ','
}

interface Cell {
  cell: string
  /** Where the separator or the line break behind it stands, or the end of the text. */
  end: number
}

function bare(text: string, from: number, separator: string): Cell {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
  return { cell: text.slice(from, end), end }
}

/** A quotation mark that is never closed was none. */
function quoted(text: string, from: number, separator: string): Cell {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at++
      continue
    }
    const isEnd = at + 1 === text.length || text[at + 1] === separator || text[at + 1] === '\n'
    if (isEnd) return { cell: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 }
    return bare(text, from, separator)
  }
  return bare(text, from, separator)
}

/** Rows as a file that spreadsheets open: a cell that one would take for a formula stands behind an apostrophe. */
export function separated(rows: string[][], separator: ',' | '\t'): string {
  const needsQuotes = separator === ',' ? /[",\n\r]/ : /["\t\n\r]/
  const written = (cell: string) => {
    const guarded = formula.test(cell) ? `'${cell}` : cell
    return needsQuotes.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
  }
  return rows.map((cells) => `${cells.map(written).join(separator)}\r\n`).join('')
}

const formula = /^'*[=+\-@]/

function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
