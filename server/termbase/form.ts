import type { Request } from 'express'
import { field } from '../web/form'
import { emptyForm, kinds, type TermForm, type TermSearch } from './rules'

export function formIn(req: Request): TermForm {
  const typed = { ...emptyForm }
  for (const name of Object.keys(emptyForm) as (keyof TermForm)[]) typed[name] = field(req, name)
  return typed
}

/** What is looked for; what nobody can look for is left out. */
export function searchIn(req: Request): TermSearch {
  const { query } = req
  const number = typeof query.page === 'string' && /^[1-9]\d{0,4}$/.test(query.page) ? Number(query.page) : 1
  return {
    words: wordsIn(req, 'words').slice(0, 200),
    kind: kinds.find((kind) => kind === query.kind) ?? null,
    scope: typeof query.scope === 'string' && /^(all|series:\d{1,18})$/.test(query.scope) ? query.scope : '',
    retired: query.retired === '1',
    page: number,
  }
}

/** Of an address: what no text may hold is no word anybody looks for. */
export function wordsIn({ query }: Request, name: string): string {
  const value = query[name]
  return typeof value === 'string'
    ? value
        .normalize('NFC')
        .replace(/[\p{C}\ufffd]+/gu, ' ')
        .trim()
    : ''
}
