/** `2026-11-20`, or null for a day that no calendar has. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isThere =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isThere ? date.toISOString().slice(0, 10) : null
}

/** A day as a form sends it, `2026-11-20`, if a calendar has it. */
export function calendarDayFrom(written: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written.trim()) ?? []
  return year ? calendarDay(Number(year), Number(month), Number(day)) : null
}

/** The day of the calendar it is at a moment, by the clocks of a time zone. */
export function dayIn(moment: Date, timeZone: string): string {
  const parts = calendarOf(timeZone).formatToParts(moment)
  const part = (type: string) => parts.find((one) => one.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The year it is at a moment, by the same clocks. */
export function yearOf(moment: Date, timeZone: string): number {
  return Number(dayIn(moment, timeZone).split('-')[0])
}

/** To make a calendar takes a hundred times as long as to ask it, and a list asks for a day in each row. */
const calendars = new Map<string, Intl.DateTimeFormat>()

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone)
  if (known) return known
  const calendar = new Intl.DateTimeFormat('en-u-ca-gregory', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  })
  calendars.set(timeZone, calendar)
  return calendar
}
