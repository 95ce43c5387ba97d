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
