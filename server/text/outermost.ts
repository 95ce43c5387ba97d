const TAG = /<(\/?)([a-z][a-z0-9]*)[^<>]*>/g
const EMPTY = ['br', 'hr', 'img', 'source']

/** The outermost elements of HTML that our renderer wrote: everything in it is closed, and no attribute holds a `<`. */
export function outermost(html: string): string[] {
  return spansIn(html).map(([start, end]) => html.slice(start, end))
}

/** Changes the outermost elements and leaves what stands between them. */
export function mapOutermost(html: string, change: (element: string, index: number) => string): string {
  let end = 0
  const parts = spansIn(html).map(([start, until], index) => {
    const between = html.slice(end, start)
    end = until
    return between + change(html.slice(start, until), index)
  })
  return parts.join('') + html.slice(end)
}

function spansIn(html: string): [start: number, end: number][] {
  const spans: [number, number][] = []
  let depth = 0
  let start = 0
  for (const { 0: tag, 1: closing, 2: name, index } of html.matchAll(TAG)) {
    if (depth === 0) start = index
    if (closing) depth--
    else if (!EMPTY.includes(name!)) depth++
    if (depth === 0) spans.push([start, index + tag.length])
  }
  return spans
}
