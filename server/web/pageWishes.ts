/** What of a request decides between the forms of a page. */
export interface Wish {
  coding: Coding
  /** The ETags of what the visitor has, as they came. */
  known: string | undefined
  hasBody: boolean
  /** The address that the visitor comes from, where a browser says it. */
  from: string | undefined
}

export type Coding = 'br' | 'gzip' | 'plain'

/** Names and values in turn, as they came: to make an object of all of them costs more than to send the page. */
export function wishIn(rawHeaders: string[]): Wish {
  let accepted: string | undefined
  let known: string | undefined
  let from: string | undefined
  let hasBody = false
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    const value = rawHeaders[at + 1]!
    // Most names are passed over by their length alone.
    if (name.length === 15 && name.toLowerCase() === 'accept-encoding') accepted = joined(accepted, value)
    else if (name.length === 13 && name.toLowerCase() === 'if-none-match') known = joined(known, value)
    else if (name.length === 14 && name.toLowerCase() === 'content-length') hasBody ||= value !== '0'
    else if (name.length === 7 && name.toLowerCase() === 'referer') from = value
    else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') hasBody = true
  }
  return { coding: accepted === undefined ? 'plain' : codingFor(accepted), known, hasBody, from }
}

function joined(one: string | undefined, other: string): string {
  return one === undefined ? other : `${one}, ${other}`
}

/** Browsers say one of a handful of things; what was made of them is remembered. */
const understood = new Map<string, Coding>()
const memorable = 100

function codingFor(accepted: string): Coding {
  const known = understood.get(accepted)
  if (known) return known
  const coding = accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'plain'
  if (understood.size < memorable && accepted.length < memorable) understood.set(accepted, coding)
  return coding
}

function accepts(header: string, coding: string): boolean {
  return header.split(',', 20).some((part) => {
    const [name, ...parameters] = part.split(';')
    return name!.trim().toLowerCase() === coding && !parameters.some((one) => /^\s*q=0(\.0*)?\s*$/i.test(one))
  })
}

export function isKnown(etag: string, known: string | undefined): boolean {
  if (known === undefined) return false
  return (
    known === etag ||
    known.trim() === '*' ||
    known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
  )
}
