import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../server/root'
import type { Figure } from './figures'

const folder = join(root, '.cache/bench-start')

/** The built product with its demo world: the first start, a warm one, and how long a stop takes. */
export async function benchStart(): Promise<Figure[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const first = await startAndStop()
  const warm = [await startAndStop(), await startAndStop(), await startAndStop()].sort(
    (a, b) => a.listening - b.listening,
  )[1]!
  rmSync(folder, { recursive: true, force: true })
  return [
    { name: 'first start, database and demo world made', value: first.listening, unit: 'ms' },
    { name: 'warm start to listening', value: warm.listening, unit: 'ms', goal: 'at most 2000' },
    { name: 'memory of Node after a warm start', value: warm.megabytes, unit: 'MB', goal: 'at most 150' },
    { name: 'from Ctrl+C to nothing running', value: warm.stopping, unit: 'ms', goal: 'at most 5000' },
  ]
}

async function startAndStop(): Promise<{ listening: number; megabytes: number; stopping: number }> {
  const begun = performance.now()
  const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/main.js'), '--demo'], {
    env: { ...process.env, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((heard) =>
    server.stdout.on('data', (chunk) => String(chunk).includes('listens') && heard()),
  )
  const listening = performance.now() - begun
  await new Promise((done) => setTimeout(done, 1500))
  const megabytes = residentMemory(server.pid!)
  const asked = performance.now()
  server.kill('SIGINT')
  await once(server, 'exit')
  return { listening, megabytes, stopping: performance.now() - asked }
}

function residentMemory(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1000
}
