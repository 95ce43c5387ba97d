/** A moment as archives write it (RFC 3339, RFC 822), or null for none: drafts have the year 0 or −1. */
export function dateFrom(text: string): Date | null {
  const date = new Date(text.trim())
  const year = date.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? date : null
}

/** `2026-03-02 00:10:00`, which means UTC. */
export function dateFromUtc(text: string): Date | null {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/.exec(text.trim())
  return found ? dateFrom(`${found[1]}T${found[2]}Z`) : null
}

/** A moment as documents write it; one without a zone means UTC, wherever this machine is. */
export function dateSaid(text: string): Date | null {
  const said = text.trim()
  if (HAS_ZONE.test(said) || DAY_ALONE.test(said)) return dateFrom(said)
  return dateFrom(`${said}Z`) ?? dateFrom(`${said} UTC`)
}

const HAS_ZONE = /(?:\dZ|[+-]\d\d:?\d\d|\b(?:GMT|UTC|[ECMP][SD]T))(?: \([^()]*\))?$/i
const DAY_ALONE = /^\d{4}-\d\d-\d\d$/
