import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** One helper process owns the PostgreSQL that all test files share; it ends when we close its standard input. */
export default async function setup() {
  process.env.NODE_ENV = 'test'
  const services = spawn(process.execPath, ['--import', 'tsx', 'test/support/services.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  globalThis.services = services
  services.stdout.setEncoding('utf8')
  let said = ''
  const ready = (async () => {
    for await (const chunk of services.stdout) {
      said += chunk
      const line = /^READY (.*)$/m.exec(said)
      if (line) return line[1]
    }
    throw new Error('The test services ended before they were ready.')
  })()
  process.env.TEST_ADMIN_URL = await ready
}

export async function end() {
  const { services } = globalThis
  if (services.exitCode !== null) return
  services.stdin.end()
  await once(services, 'exit')
}
