/** The lines of a text that comes in pieces, without their ends. Nothing but a line feed ends one. */
export async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const begun: string[] = []
  for await (const piece of pieces) {
    const [first, ...others] = piece.split('\n')
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
