import { makeAlternative } from './alternatives/actions'
import type { Db } from './db/connection'
import { makeDraft, Paused } from './drafting/actions'
import { keepGlossaries } from './drafting/glossary'
import { enginesIn, pauses as draftPauses, type Means } from './drafting/rules'
import { ImportPaused, makeImport } from './importJob'
import { findPairs } from './pairings/actions'
import { makeTakeover } from './takeovers/actions'

/** The works of the queue that take seconds of computing, in pieces or not; each gets the id of what was asked for. */
export interface LongWork {
  draft(id: string, signals: Signals): Promise<void>
  alternative(id: string, signals: Signals): Promise<void>
  import(id: string, signals: Signals): Promise<void>
  takeover(id: string, signals: Signals): Promise<void>
  /** Of everything that waits, so there is no id. */
  pairs(none: string, signals: Signals): Promise<void>
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
      await keepGlossaries(worker, enginesIn(means), signals.hangUp)
      await makeAlternative(worker, means, id, { ...signals, pauses })
    },
    import: (id, { pause }) => makeImport(desk, id, pause),
    takeover: (id, { pause }) => makeTakeover(desk, id, pause),
    pairs: (_none, { pause }) => findPairs(worker, pause),
  }
}

/** Whether a work was only put off, for the next process to go on with. */
export function isPause(fault: unknown): boolean {
  return fault instanceof Paused || fault instanceof ImportPaused
}
