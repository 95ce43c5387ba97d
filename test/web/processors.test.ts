import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { allowed, beside, sharesOf } from '../../server/processors'
import { root } from '../../server/root'

describe('one processor for answers, the rest for work', () => {
  test.each([
    ['0-1', { answers: '0', work: '1' }],
    ['0-3', { answers: '0', work: '1-3' }],
    ['2,3', { answers: '2', work: '3' }],
    ['1-2,6,8-9', { answers: '1', work: '2,6,8-9' }],
    ['5,7-8', { answers: '5', work: '7-8' }],
  ])('of %s', (list, shares) => {
    expect(sharesOf(list)).toEqual(shares)
  })

  test.each(['', '0', '7', 'all', ','])('of “%s” nothing is shared out', (list) => {
    expect(sharesOf(list)).toBeNull()
  })
})

/** On a machine that has nothing to share out, the same has to be said of it: all stays where it was. */
const shares = spawnSync('taskset', ['-V']).status === 0 ? sharesOf(allowed()) : null

test('the thread that answers keeps one, and every other thread goes to the rest, those begun later too', () => {
  const { first, others, program } = placesIn([])
  expect(first).toBe(shares?.answers ?? allowed())
  expect(others.length).toBeGreaterThan(4)
  expect(new Set(others)).toEqual(new Set([shares?.work ?? allowed()]))
  expect(program).toEqual(
    shares ? { command: 'taskset', args: ['-c', shares.work, 'postgres', '-D', 'x'] } : asItIs,
  )
})

test('with one processor everything stays where it is', () => {
  const { first, others, program } = placesIn(shares ? ['taskset', '-c', shares.work.split(/[,-]/)[0]!] : [])
  expect(new Set(others)).toEqual(new Set([first]))
  expect(program).toEqual(asItIs)
})

test('nothing is moved by whoever has not asked for it', () => {
  expect(beside('postgres', ['-D', 'x'])).toEqual(asItIs)
})

const asItIs = { command: 'postgres', args: ['-D', 'x'] }

/** Where the threads of a process of its own are, one of them begun after the processors were shared out. */
function placesIn(prefix: string[]): { first: string; others: string[]; program: typeof asItIs } {
  const [command, ...words] = [...prefix, process.execPath, '--import', 'tsx', '--input-type=module', '-e']
  const program = `
    import { readdirSync, readFileSync } from 'node:fs'
    import { Worker } from 'node:worker_threads'
    import { beside, leaveOneToAnswers, threadsBeside } from ${JSON.stringify(join(root, 'server/processors.ts'))}
    leaveOneToAnswers()
    const late = new Worker('setInterval(() => {}, 1000)', { eval: true })
    threadsBeside()
    const placeOf = (thread) => /Cpus_allowed_list:\\s*(\\S+)/.exec(readFileSync('/proc/self/task/' + thread + '/status', 'utf8'))[1]
    let before = ''
    setInterval(() => {
      const threads = readdirSync('/proc/self/task').filter((thread) => thread !== String(process.pid))
      const [first, others] = [placeOf(process.pid), threads.map(placeOf)]
      const places = JSON.stringify({ first, others, program: beside('postgres', ['-D', 'x']) })
      const isSettled = places === before && new Set(others).size === 1
      before = places
      if (isSettled) process.stdout.write(places, () => process.exit())
    }, 200)`
  const how = { cwd: root, encoding: 'utf8', timeout: 30_000 } as const
  return JSON.parse(execFileSync(command!, [...words, program], how)) as ReturnType<typeof placesIn>
}
