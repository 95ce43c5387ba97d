import type { Request } from 'express'
import { Refused } from '../errors'
import { field } from './form'

/** The moment written into a `datetime-local` field, which knows no time zone: it means the clock of the house. */
export function timeFrom(req: Request, name: string, timeZone: string): Date {
  const moment = momentOf(field(req, name), timeZone)
  if (!moment) throw new Refused('time-not-understood')
  return moment
}

/** `2027-03-01T09:30` by the clocks of a time zone, or null when no clock ever shows that. */
export function momentOf(written: string, timeZone: string): Date | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(written.trim())
  if (!match) return null
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  // A clock is off from UTC by its offset; near a change of the clocks the offset of the first guess may be the other one.
  const guess = wanted - offsetAt(wanted, timeZone)
  const moment = wanted - offsetAt(guess, timeZone)
  return writtenAt(new Date(moment), timeZone) === written.trim().slice(0, 16) ? new Date(moment) : null
}

/** The same moment as a `datetime-local` field wants it written. */
export function writtenAt(moment: Date, timeZone: string): string {
  return new Date(moment.getTime() + offsetAt(moment.getTime(), timeZone)).toISOString().slice(0, 16)
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(moment / 1000) * 1000
}
