/**
 * Only an address in its one proper spelling is kept: parts percent-encoded as browsers do, known parameters once
 * and in the order of the alphabet. Every other spelling is left to the application, so that spellings cannot
 * fill the memory and nobody's odd address answers for the plain one.
 */
export function isAddress(url: string, under: string[], parameters: string[]): boolean {
  if (url.length > 2000 || !under.some((folder) => url.startsWith(folder))) return false
  const [path, query, ...rest] = url.split('?')
  return rest.length === 0 && isPath(path!) && (query === undefined || isQuery(query, parameters))
}

function isPath(path: string): boolean {
  const parts = path.split('/').slice(1)
  return parts.every((part, index) => isPart(part) && (part !== '' || index === parts.length - 1))
}

function isPart(part: string): boolean {
  const text = decoded(part)
  return text !== null && encodeURIComponent(text) === part && !/[/\\\p{Cc}]|^\.\.?$/u.test(text)
}

function isQuery(query: string, parameters: string[]): boolean {
  let last = ''
  return query.split('&').every((pair) => {
    const [name, value, ...rest] = pair.split('=')
    const fits = rest.length === 0 && parameters.includes(name!) && name! > last && !!value && isPart(value)
    last = name!
    return fits
  })
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
