import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../server/root'

test.each([
  ['2026-03-02', '2026-03-02T00:00:00.000Z'],
  ['2026-03-02 09:30:00', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30', '2026-03-02T09:30:00.000Z'],
  ['2026/03/02', '2026-03-02T00:00:00.000Z'],
  ['March 2, 2026 9:30', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30:00+09:00', '2026-03-02T00:30:00.000Z'],
  ['2026-03-02 09:30:00 +0900', '2026-03-02T00:30:00.000Z'],
  ['Mon, 02 Mar 2026 00:10:00 GMT', '2026-03-02T00:10:00.000Z'],
  ['nothing', null],
  ['', null],
])('a document that says %j means %s, whatever zone the machine is in', (text, expected) => {
  const program = `
    const { dateSaid } = await import('${join(root, 'server/exchange/dates.ts')}')
    console.log(dateSaid(${JSON.stringify(text)})?.toISOString() ?? 'null')`
  const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    env: { ...process.env, TZ: 'Asia/Seoul', NODE_OPTIONS: '' },
    encoding: 'utf8',
  })
  expect(out.trim()).toBe(String(expected))
})
