/** What stands above a Markdown file between `---` (YAML) or `+++` (TOML): single values and lists of them. */
export type FrontMatter = Record<string, string | string[]>

/**
 * The front matter of a text, its keys in lower case, and the text under it. Reads what blogs write, not all of YAML; two
 * rules with words between them are no front matter, and stay in the text.
 */
export function frontMatterOf(text: string): { said: FrontMatter; body: string } {
  const found = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n([\s\S]*?)\r?\n\1[ \t]*(?:\r?\n|$)/.exec(text)
  const said = found && saidIn(found[2]!.split(/\r?\n/))
  return said ? { said, body: text.slice(found[0].length) } : { said: {}, body: text }
}

/** What the lines say, or null when one of them says nothing that belongs into front matter. */
function saidIn(lines: string[]): FrontMatter | null {
  const said: FrontMatter = Object.create(null) as FrontMatter
  let key: string | null = null
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const item = /^\s*-\s+(.*)$/.exec(line)
    const pair = /^([A-Za-z][\w-]*)\s*[:=]\s*(.*)$/.exec(line)
    if (pair) {
      key = pair[1]!.toLowerCase()
      const fold = /^([>|])[-+\d]*\s*$/.exec(pair[2]!)?.[1]
      const block = fold ? indentedFrom(lines, at + 1) : []
      said[key] = fold ? block.join(fold === '>' ? ' ' : '\n').trim() : valueOf(pair[2]!)
      at += block.length
    } else if (item && key !== null) {
      const before = said[key]
      said[key] = [...(Array.isArray(before) ? before : []), unquoted(item[1]!)]
    } else if (!SILENT.test(line)) return null
  }
  return key === null ? null : said
}

/** Empty, a comment, indented under what is not read, or a bracket of TOML. */
const SILENT = /^(?:\s*$|\s*#|[ \t]|\[[\w."-]+\]\s*$|[\]}]\s*$)/

function indentedFrom(lines: string[], start: number): string[] {
  const end = lines.findIndex((line, at) => at >= start && !/^(?:[ \t]|\s*$)/.test(line))
  return lines.slice(start, end === -1 ? undefined : end).map((line) => line.trim())
}

function valueOf(written: string): string | string[] {
  const text = written.trim()
  const list = /^\[(.*)\]$/.exec(text)?.[1]
  if (list === undefined) return unquoted(text)
  return (list.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+/g) ?? [])
    .map(unquoted)
    .filter((item) => item !== '')
}

function unquoted(written: string): string {
  const text = written.trim()
  if (/^".*"$/s.test(text) && text.length > 1) return text.slice(1, -1).replace(/\\(["\\])/g, '$1')
  if (/^'.*'$/s.test(text) && text.length > 1) return text.slice(1, -1).replace(/''/g, "'")
  return text.replace(/\s+#.*$/, '')
}

export function line(said: FrontMatter, ...keys: string[]): string {
  for (const key of keys) {
    const value = said[key]
    if (typeof value === 'string' && value !== '') return value
    if (Array.isArray(value) && value[0]) return value[0]
  }
  return ''
}

export function list(said: FrontMatter, ...keys: string[]): string[] {
  const values = keys.flatMap((key) => said[key] ?? [])
  return [...new Set(values.flatMap((value) => value.split(',')).map((value) => value.trim()))].filter(
    (value) => value !== '',
  )
}
