import { isUtf8 } from 'node:buffer'
import type { Request } from 'express'
import { Refused } from '../errors'
import { clean, UncleanText } from '../text/cleaning'

/** What was typed into one field, cleaned (NFC, line feeds), or '' when it was not sent. A field sent twice counts once. */
export function field(req: Request, name: string): string {
  try {
    return clean(rawField(req, name))
  } catch (error) {
    if (error instanceof UncleanText)
      throw new Refused(error.rule, { position: error.position, line: error.line })
    throw error
  }
}

/** Every value sent under one name: ticked boxes, repeated fields. */
export function fields(req: Request, name: string): string[] {
  const value = (req.body as Record<string, unknown> | undefined)?.[name]
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
}

/** One of the values a field may have, or null when it has none of them. */
export function choice<Choice extends string>(
  req: Request,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  const value = rawField(req, name)
  return choices.find((one) => one === value) ?? null
}

/** Refuses a form whose bytes are no text, before a parser makes other text of them. */
export function asText(_req: unknown, _res: unknown, body: Buffer): void {
  try {
    decodeURIComponent(body.toString('latin1'))
  } catch {
    throw new Refused('not-understood')
  }
  if (!isUtf8(body)) throw new Refused('not-understood')
}

function rawField(req: Request, name: string): string {
  return fields(req, name)[0] ?? ''
}
