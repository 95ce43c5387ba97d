import { Refused } from '../errors'

/** What PostgreSQL answers when it keeps a rule itself, under the names the rules go by on screen. */
const rules: Record<string, string> = {
  DY010: 'not-an-editor',
  DY011: 'own-work',
  DY012: 'own-work-reason',
  DY013: 'source-moved-on',
  DY014: 'returned',
  DY015: 'english-there',
  DY400: 'not-understood',
}

/** The rule behind an SQLSTATE, or null when it is none of ours. */
export function ruleOf(code: string | null | undefined): string | null {
  return (code && rules[code]) || null
}

/**
 * A deed the database may refuse in the last moment (a role taken away, a source that moved on): its refusal is the
 * same as ours. `twice` names the rule for a row that somebody else wrote first.
 */
export async function refusing<Result>(deed: Promise<Result>, twice?: string): Promise<Result> {
  try {
    return await deed
  } catch (error) {
    const { code } = error as { code?: string }
    const rule = code === uniqueViolation ? twice : ruleOf(code)
    if (rule) throw new Refused(rule)
    throw error
  }
}

const uniqueViolation = '23505'
