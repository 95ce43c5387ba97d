/**
 * The lines of a text that comes in pieces, without their ends and without a mark of the encoding before the first. Nothing
 * but a line feed ends one.
 */
export async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const begun: string[] = []
  let isStart = true
  for await (const piece of pieces) {
    const text = isStart ? piece.replace(/^\ufeff/, '') : piece
    if (piece !== '') isStart = false
    const [first, ...others] = text.split('\n')
    begun.push(first!)
    for (const other of others) {
      yield withoutReturn(begun.splice(0).join(''))
      begun.push(other)
    }
  }
  const last = withoutReturn(begun.join(''))
  if (last !== '') yield last
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
