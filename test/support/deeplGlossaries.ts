import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The glossaries of the stub's account, by DeepL's third version of them: kept, replaced, removed, and used when named. */
export interface DeeplGlossaries {
  all: Map<string, { name: string; entries: Map<string, string> }>
  /** What was asked of it, in order: `POST`, `GET id`, `PUT id`, … */
  calls: string[]
  /** One status for each of the next requests. */
  next(...statuses: number[]): void
  answer(req: IncomingMessage, res: ServerResponse, path: string, body: Buffer): void
  /** The text with the English of the longest terms that begin in it, as a particle does not keep DeepL from finding one. */
  applied(text: string, ids: string[]): string
  has(id: string): boolean
}

export function deeplGlossaries(): DeeplGlossaries {
  const all: DeeplGlossaries['all'] = new Map()
  const planned: number[] = []
  const calls: string[] = []

  function answer({ method = '' }: IncomingMessage, res: ServerResponse, path: string, body: Buffer): void {
    const [, id, part] = /^\/v3\/glossaries(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path) ?? []
    calls.push(id ? `${method} ${id}` : method)
    const form = new URLSearchParams(body.toString())
    const status = planned.shift()
    if (status) return send(res, status, { message: status === 403 ? 'Forbidden' : 'Not now' })
    if (method === 'GET' && !id) return send(res, 200, { glossaries: [...all.keys()].map(told) })
    if (method === 'POST' && !id) {
      const made = randomUUID()
      const [source, target] = ['source_lang', 'target_lang'].map((name) =>
        form.get(`dictionaries[0].${name}`),
      )
      if (source !== 'ko' || target !== 'en')
        return send(res, 400, { message: 'Unsupported glossary source and target' })
      all.set(made, { name: form.get('name') ?? '', entries: entriesIn(form.get('dictionaries[0].entries')) })
      return send(res, 201, told(made))
    }
    if (!id || !all.has(id)) return send(res, 404, { message: 'Glossary not found' })
    if (method === 'GET') return send(res, 200, told(id))
    if (method === 'DELETE') {
      all.delete(id)
      return void res.writeHead(204).end()
    }
    if (method === 'PUT' && part === 'dictionaries') {
      all.get(id)!.entries = entriesIn(form.get('entries'))
      return send(res, 200, told(id).dictionaries[0]!)
    }
    send(res, 405, { message: 'Method not allowed' })
  }

  function told(id: string) {
    const { name, entries } = all.get(id)!
    const dictionaries = [{ source_lang: 'ko', target_lang: 'en', entry_count: entries.size }]
    return { glossary_id: id, name, dictionaries, creation_time: '2026-11-27T00:00:00Z' }
  }

  function applied(text: string, ids: string[]): string {
    const entries = ids.flatMap((id) => [...(all.get(id)?.entries ?? [])])
    const longestFirst = entries.sort(([one], [other]) => other.length - one.length)
    return longestFirst.reduce((told, [ko, en]) => told.replaceAll(ko, en), text)
  }

  return {
    all,
    calls,
    next: (...statuses) => void planned.push(...statuses),
    answer,
    applied,
    has: (id) => all.has(id),
  }
}

function entriesIn(tsv: string | null): Map<string, string> {
  return new Map((tsv ?? '').split('\n').map((line) => line.split('\t') as [string, string]))
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
