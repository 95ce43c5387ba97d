import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'

export type Layout = 'desk' | 'reader'

/** Renders a view, then the layout around it. EJS has no layouts of its own; two renders are all it takes. */
export function page(res: Response, view: string, locals: object, layout: Layout = 'desk'): void {
  res.render(view, locals, (error: Error | null, body?: string) => {
    if (error) return res.req.next!(error)
    res.render(`layouts/${layout}`, { here: hereOf(res), ...locals, body })
  })
}

/**
 * The same for a page that takes a while: what stands before its body leaves at once, so that the browser fetches styles
 * and scripts meanwhile. Whatever may refuse comes before this; after it a fault can only be said where the body would be.
 * The body is not begun before the head has left.
 */
export async function pageAhead(
  res: Response,
  view: string,
  head: { title: string; titleLang?: string; modules: string[] },
  make: () => Promise<object>,
): Promise<void> {
  const gap = '<!-- body -->'
  const [before, after] = (
    await rendered(res, 'layouts/desk', { here: hereOf(res), ...head, body: gap })
  ).split(gap)
  res.type('html').write(before)
  res.flush()
  // The head is packed in another thread: without a pause the work for the body would be in its way out. The clock of this
  // turn stands since the turn began, so a pause is a pause only in the next one.
  await sleep(0)
  await sleep(1)
  res.end((await bodyOf(res, view, make)) + after)
}

async function bodyOf(res: Response, view: string, make: () => Promise<object>): Promise<string> {
  try {
    return await rendered(res, view, await make())
  } catch (error) {
    console.error(`${res.req.method} ${res.req.path}`, error)
    const text = (res.locals.t as (key: string) => string)('failures:our-fault')
    return rendered(res, 'shared/_notice', { kind: 'wrong', text })
  }
}

function rendered(res: Response, view: string, locals: object): Promise<string> {
  return new Promise((done, refuse) =>
    res.render(view, locals, (error: Error | null, html?: string) => (error ? refuse(error) : done(html!))),
  )
}

/** Where a choice of language leads back to; the answer to a form has no address to come back to. */
function hereOf({ req }: Response): string {
  return req.method === 'GET' ? req.originalUrl : ''
}
