import { makeAlternative } from './alternatives/actions'
import type { Db } from './db/connection'
import { makeDraft } from './drafting/actions'
import { keepGlossary } from './drafting/glossary'
import { enginesIn, pauses as draftPauses, type Means } from './drafting/rules'
import { makeImport } from './importJob'

/** The works of the queue that take seconds of computing, in pieces or not; each gets the id of what was asked for. */
export interface LongWork {
  draft(id: string, signals: Signals): Promise<void>
  alternative(id: string, signals: Signals): Promise<void>
  import(id: string, signals: Signals): Promise<void>
}

export type KindOfWork = keyof LongWork

export interface Signals {
  /** The process stops: nothing new is begun. */
  pause: AbortSignal
  /** The time to end by itself is over. */
  hangUp: AbortSignal
}

export interface LongWorkNeeds {
  /** As the worker role. */
  worker: Db
  /** As the role of the desk, for what is done there in the name of a person. */
  desk: Db
  means: Means
  /** Milliseconds before an engine is asked again after a fault that time may mend. */
  pauses?: readonly number[]
}

/** The long works, done by whoever calls. */
export function longWork({ worker, desk, means, pauses = draftPauses }: LongWorkNeeds): LongWork {
  return {
    draft: (id, signals) => makeDraft(worker, means, id, { ...signals, pauses }),
    alternative: async (id, signals) => {
      for (const engine of enginesIn(means)) await keepGlossary(worker, engine, signals.hangUp)
      await makeAlternative(worker, means, id, { ...signals, pauses })
    },
    import: (id, { pause }) => makeImport(desk, id, pause),
  }
}
