import type { Db } from './connection'

/** What was done, for the audit. Written inside the transaction of the deed, or not at all. */
export interface Deed {
  /** In the past tense, as people say it: `submitted`, `source-approved`. */
  action: string
  personId: string | null
  articleId?: string
  detail?: object
}

export async function record(trx: Db, { action, personId, articleId, detail = {} }: Deed): Promise<void> {
  await trx('events').insert({
    action,
    personId,
    articleId: articleId ?? null,
    detail: JSON.stringify(detail),
  })
}
