/** What stands above a Markdown file between `---` (YAML) or `+++` (TOML): single values and lists of them. */
export type FrontMatter = Record<string, string | string[]>

/** The front matter of a text, its keys in lower case, and the text under it. Reads what blogs write, not all of YAML. */
export function frontMatterOf(text: string): { said: FrontMatter; body: string } {
  const found = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n([\s\S]*?)\r?\n\1[ \t]*(?:\r?\n|$)/.exec(text)
  if (!found) return { said: {}, body: text }
  const body = text.slice(found[0].length)
  const lines = found[2]!.split(/\r?\n/)
  const said: FrontMatter = Object.create(null) as FrontMatter
  let key: string | null = null
  for (const line of lines) {
    const item = /^\s*-\s+(.*)$/.exec(line)
    const pair = /^([A-Za-z][\w-]*)\s*[:=]\s*(.*)$/.exec(line)
    if (pair) {
      key = pair[1]!.toLowerCase()
      said[key] = valueOf(pair[2]!)
    } else if (item && key !== null) {
      const before = said[key]
      said[key] = [...(Array.isArray(before) ? before : []), unquoted(item[1]!)]
    }
  }
  return { said, body }
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
