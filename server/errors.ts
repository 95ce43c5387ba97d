/** No such thing, or none that this person may see. The two look alike from outside on purpose. */
export class NotFound extends Error {
  readonly status = 404

  constructor() {
    super('not found')
  }
}

/** Nobody is signed in, or the session has ended. */
export class SignedOut extends Error {
  readonly status = 401

  constructor() {
    super('signed out')
  }
}

/** The request was understood, but a rule says no. `rule` names the sentence in `refusals.json`. */
export class Refused extends Error {
  readonly status: number = 422

  /** `detail` fills the blanks of the sentence. */
  constructor(
    readonly rule: string,
    readonly detail: Record<string, string | number> = {},
  ) {
    super(rule)
  }
}

/** The request does not come from our own pages. */
export class Foreign extends Refused {
  override readonly status = 403

  constructor() {
    super('foreign-origin')
  }
}

/** Another person than the one whose words these are is signed in by now in this browser. */
export class SomeoneElse extends Refused {
  override readonly status = 403

  constructor() {
    super('someone-else')
  }
}

/** Too many tries; `detail.minutes` says how long to wait. */
export class TooMany extends Refused {
  override readonly status = 429
}

export function refuseIf(rule: string | null): void {
  if (rule) throw new Refused(rule)
}
