import type { Response } from 'express'

export type Layout = 'desk' | 'reader'

/** Renders a view, then the layout around it. EJS has no layouts of its own; two renders are all it takes. */
export function page(res: Response, view: string, locals: object, layout: Layout = 'desk'): void {
  res.render(view, locals, (error: Error | null, body?: string) => {
    if (error) return res.req.next!(error)
    res.render(`layouts/${layout}`, { here: hereOf(res), ...locals, body })
  })
}

/** Where a choice of language leads back to; the answer to a form has no address to come back to. */
function hereOf({ req }: Response): string {
  return req.method === 'GET' ? req.originalUrl : ''
}
