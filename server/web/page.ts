import type { Response } from 'express'

export type Layout = 'desk' | 'reader'

/** Renders a view, then the layout around it. EJS has no layouts of its own; two renders are all it takes. */
export function page(res: Response, view: string, locals: object, layout: Layout = 'desk'): void {
  res.render(view, locals, (error: Error | null, body?: string) => {
    if (error) return res.req.next!(error)
    res.render(`layouts/${layout}`, { ...locals, body })
  })
}
