import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAddress } from './pageAddresses'
import { ask, type Draft, type Handler } from './pageAsking'
import { draftOf, mayKeep, packed, passedOn, send, type Page } from './pageForms'
import { wishIn } from './pageWishes'

/** Answers from memory what it keeps, and asks the application for everything else. */
export interface PageCache {
  (req: IncomingMessage, res: ServerResponse, app: Handler): void
  /** The page at an address as anybody has it: from memory, or made now and kept. */
  pageAt(url: string, app: Handler): Promise<Draft>
  /** Forgets every page. An answer that is being made meanwhile is not kept. */
  clear(): void
  /** Bytes held now. */
  size(): number
}

export interface PageCaching {
  /** Folders whose pages are the same for everybody: `/ko/`. */
  under: string[]
  /** Query parameters that are part of an address. An address with any other is not kept. */
  parameters: string[]
  maxBytes?: number
}

/**
 * Keeps pages that the application answers with 200 and `Cache-Control: public`, in the bytes that leave the machine:
 * plain, gzip and brotli, made once. A page is made from its address alone: the application is asked without the
 * visitor's headers, so no cookie, language or X-Forwarded-Host can have a say in what the next visitor gets.
 */
export function pageCache({ under, parameters, maxBytes = 64 * 1024 * 1024 }: PageCaching): PageCache {
  const pages = new Map<string, Page>()
  const inTheMaking = new Map<string, Promise<Page>>()
  let held = 0
  let generation = 0

  function answer(req: IncomingMessage, res: ServerResponse, app: Handler): void {
    const url = req.url!
    if (req.method !== 'GET' && req.method !== 'HEAD') return app(req, res)

    const wish = wishIn(req.rawHeaders)
    if (wish.hasBody) return app(req, res)
    const page = pages.get(url)
    if (page) {
      page.wasRead = true
      return send(page, wish, req, res)
    }
    if (!isAddress(url, under, parameters)) return app(req, res)
    made(url, app).then(
      (fresh) => (fresh.kept || !isSomebody(req) ? send(fresh, wish, req, res) : app(req, res)),
      () => app(req, res),
    )
  }

  async function pageAt(url: string, app: Handler): Promise<Draft> {
    return draftOf(pages.get(url) ?? (await made(url, app)))
  }

  /** Visitors who ask for the same cold page at once wait for one making of it. */
  function made(url: string, app: Handler): Promise<Page> {
    const waiting = inTheMaking.get(url)
    if (waiting) return waiting

    const making = make(url, app).finally(() => {
      if (inTheMaking.get(url) === making) inTheMaking.delete(url)
    })
    inTheMaking.set(url, making)
    return making
  }

  async function make(url: string, app: Handler): Promise<Page> {
    const begun = generation
    const draft = await ask(app, url)
    if (!mayKeep(draft)) return passedOn(draft)

    const page = await packed(draft)
    if (begun === generation) keep(url, page)
    return page
  }

  function keep(url: string, page: Page): void {
    if (page.size > maxBytes / 4) return
    drop(url)
    pages.set(url, page)
    held += page.size
    for (const [oldest, { wasRead }] of pages) {
      if (held <= maxBytes) return
      if (wasRead || oldest === url) standAtTheEnd(oldest)
      else drop(oldest)
    }
  }

  /** A page that was read since it came or last stood here may stay for another round. */
  function standAtTheEnd(url: string): void {
    const page = pages.get(url)!
    page.wasRead = false
    pages.delete(url)
    pages.set(url, page)
  }

  function drop(url: string): void {
    held -= pages.get(url)?.size ?? 0
    pages.delete(url)
  }

  function clear(): void {
    generation += 1
    held = 0
    pages.clear()
    inTheMaking.clear()
  }

  return Object.assign(answer, { pageAt, clear, size: () => held })
}

/** Where there is nothing for everybody there may still be something for this visitor, who is asked for by name. */
function isSomebody({ headers }: IncomingMessage): boolean {
  return headers.cookie !== undefined || headers.authorization !== undefined
}
