import type { Response } from 'express'
import { Refused } from '../errors'

/** Why a form is shown once more. */
export interface Refusal {
  rule: string
  /** In the language of the screen. */
  sentence: string
}

/** Does what a form asks for; when a rule refuses it, shows the form again, with the sentence beside what was typed. */
export async function orAgain(
  res: Response,
  deed: () => Promise<void>,
  again: (refusal: Refusal) => void | Promise<void>,
): Promise<void> {
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const t = res.locals.t as (key: string, detail?: object) => string
    res.status(error.status)
    await again({ rule: error.rule, sentence: t(`refusals:${error.rule}`, error.detail) })
  }
}
