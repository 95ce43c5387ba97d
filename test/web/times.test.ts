import { momentOf, writtenAt } from '../../server/web/times'

test.each([
  ['2027-03-01T09:30', 'Asia/Seoul', '2027-03-01T00:30:00.000Z'],
  ['2027-03-01T00:00', 'Asia/Seoul', '2027-02-28T15:00:00.000Z'],
  ['2028-02-29T23:59:30', 'Asia/Seoul', '2028-02-29T14:59:00.000Z'],
  ['2027-07-01T12:00', 'Europe/Berlin', '2027-07-01T10:00:00.000Z'],
  ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
  ['2027-11-07T12:00', 'America/New_York', '2027-11-07T17:00:00.000Z'],
])('%s by the clocks of %s is %s', (written, timeZone, moment) => {
  expect(momentOf(written, timeZone)?.toISOString()).toBe(moment)
  expect(writtenAt(new Date(moment), timeZone)).toBe(written.slice(0, 16))
})

test.each([
  [''],
  ['tomorrow'],
  ['2027-03-01'],
  ['2027-02-30T09:30'],
  ['2027-13-01T09:30'],
  ['2027-03-01T24:30'],
  ['2027-03-01T09:60'],
  ['99999-03-01T09:30'],
  ['２０２７-03-01T09:30'],
])('no clock ever shows “%s”', (written) => {
  expect(momentOf(written, 'Asia/Seoul')).toBeNull()
})

test('nor an hour the clocks leave out in spring', () => {
  expect(momentOf('2027-03-28T02:30', 'Europe/Berlin')).toBeNull()
})
