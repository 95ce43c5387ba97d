import { createHash } from 'node:crypto'
import type { Db } from '../db/connection'
import { EngineFault, type Engine, type WantedGlossary } from '../engines/rules'
import { agreedRenderings } from '../termbase/store'

interface Row {
  engine: string
  name: string
  externalId: string | null
  fingerprint: string | null
}

/**
 * Brings the engine's copy of the terms into step with ours: made, replaced, or removed with the last term. One process at a
 * time, on one connection, since drafts hold another. Never stands in the way of a draft: a fault is written down for the
 * screens to say, and the draft goes without.
 */
export async function keepGlossary(worker: Db, engine: Engine, signal: AbortSignal): Promise<void> {
  const { glossary, id: engineId, label } = engine
  if (!glossary) return
  // Written down before the account has it, so that it is found there under its name whatever happens in between.
  if ((await agreedRenderings(worker)).length > 0)
    await worker('engineGlossaries').insert({ engine: engineId, label }).onConflict().ignore()

  await worker.transaction(async (trx) => {
    const row = await trx<Row>('engineGlossaries').where({ engine: engineId }).forUpdate().first()
    if (!row) return glossary.drop()
    const entries = await agreedRenderings(trx)
    const fingerprint = fingerprintOf(entries)
    const update = (values: object) =>
      trx('engineGlossaries')
        .where({ engine: engineId })
        .update({ ...values, triedAt: trx.fn.now() })
    const { name, externalId } = row
    const isSame = row.fingerprint === fingerprint
    try {
      const id = await glossary.keep({ name, externalId, isSame, entries }, signal)
      const isSent = !(isSame && id === externalId)
      await update({
        ...{ externalId: id, fingerprint: id && fingerprint, fault: null },
        ...(isSent && { sentAt: trx.fn.now() }),
      })
    } catch (error) {
      signal.throwIfAborted()
      glossary.drop()
      const kind = error instanceof EngineFault ? error.kind : 'protocol'
      console.error(
        `Glossary for ${engineId}: ${kind}: ${error instanceof Error ? error.message : String(error)}`,
      )
      await update({ fault: kind })
    }
  })
}

/** The same for each of them, one after the other. */
export async function keepGlossaries(
  worker: Db,
  engines: readonly Engine[],
  signal: AbortSignal,
): Promise<void> {
  for (const engine of engines) await keepGlossary(worker, engine, signal)
}

function fingerprintOf(entries: WantedGlossary['entries']): string {
  return createHash('sha256')
    .update(JSON.stringify(entries.map(({ ko, en }) => [ko, en])))
    .digest('hex')
}
