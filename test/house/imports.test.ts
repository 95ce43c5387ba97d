import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../../server/root'

const server = join(root, 'server')

/** Features from the ground up. A feature may lean on those before it, never on those after it. */
const order = [
  ...['people', 'articles', 'notices', 'assignments', 'sources', 'targets'],
  ...['takes', 'live', 'memory', 'termbase', 'checks'],
  ...[
    'engines',
    'drafting',
    'alternatives',
    'submissions',
    'approvals',
    'publications',
    'takeovers',
    'reports',
    'history',
    'effort',
    'desk',
    'review',
    'reader',
    'fonts',
    'covers',
    'feeds',
    'search',
    'previews',
    'exchange',
    'pairings',
    'candidates',
  ],
]

/** What stands at the top and may know everyone. */
const shells = [
  'app.ts',
  'main.ts',
  'serve.ts',
  'jobs.ts',
  'lookUps.ts',
  'lookUpsApart.ts',
  'lookUpsThread.ts',
  'longWork.ts',
  'longWorkApart.ts',
  'longWorkThread.ts',
  'worker.ts',
  'cli.ts',
  'checkCommand.ts',
  'memoryCommand.ts',
  'importCommand.ts',
  'importJob.ts',
]

const pure = ['rules', 'text']
/**
 * What each kind of file may import, wherever it lives; types go anywhere below, since they do nothing. A feature with several
 * pages has a file for each (`sources/alignmentPage.ts`), and so has one with many routes. A file with a name of its own (`engines/deepl.ts`) is a craft of
 * its feature: it may do what a store may, and only files of its own feature and the shells may use it.
 */
const mayImport: Record<string, string[]> = {
  rules: [...pure],
  page: [...pure, 'page'],
  store: [...pure, 'db', 'errors', 'store', 'craft', 'breath.ts'],
  actions: [...pure, 'db', 'errors', 'store', 'actions', 'craft', 'breath.ts'],
  routes: [
    ...pure,
    'db',
    'errors',
    'store',
    'actions',
    'page',
    'routes',
    'web',
    'craft',
    'config.ts',
    'root.ts',
    'breath.ts',
    'workbench.ts',
  ],
  craft: [
    ...pure,
    'db',
    'errors',
    'store',
    'web',
    'craft',
    'root.ts',
    'breath.ts',
    'thread.ts',
    'workbench.ts',
  ],
}

const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.d)\.ts$/.test(file),
)
const importsOf = new Map(files.map((file) => [file, readImports(file)]))
const typesOf = new Map(
  files.map((file) => [file, readImports(file, /import type [^;]*? from '(\.[^']+)'/g)]),
)
const everyImport = files.flatMap((from) => importsOf.get(from)!.map((to) => ({ from, to })))
const featureImports = everyImport.filter(({ from }) => isFeature(from))

test('every folder is a feature of the floor plan or ground', () => {
  const folders = readdirSync(server, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const unknown = folders
    .map(({ name }) => name)
    .filter((name) => ![...order, 'db', 'text', 'web'].includes(name))
  expect(unknown).toEqual([])
})

test('features lean only on features before them', () => {
  const upward = featureImports.filter(({ from, to }) => isFeature(to) && rank(to) > rank(from))
  expect(upward).toEqual([])
})

test('each kind of file imports only the kinds below it', () => {
  const misplaced = featureImports
    .filter(({ from, to }) => !mayImport[kindOf(from)]?.includes(kindOf(to)))
    .filter(({ from, to }) => !typesOf.get(from)!.includes(to) || folderOf(from) !== folderOf(to))
  expect(misplaced).toEqual([])
})

test('a craft is used by its own feature only', () => {
  const borrowed = featureImports.filter(
    ({ from, to }) => isFeature(to) && kindOf(to) === 'craft' && folderOf(from) !== folderOf(to),
  )
  expect(borrowed).toEqual([])
})

test('the ground carries the features and knows none of them, save that web knows people', () => {
  const ground = everyImport.filter(({ from }) => !isFeature(from) && !shells.includes(from))
  const wrong = ground.filter(
    ({ from, to }) => isFeature(to) && !(folderOf(from) === 'web' && folderOf(to) === 'people'),
  )
  expect(wrong).toEqual([])
})

test('no file can reach itself through its imports', () => {
  expect(files.filter((file) => reachableFrom(file).has(file))).toEqual([])
})

test('a view includes only its own folder, shared ones, and features before it', () => {
  const views = join(root, 'views')
  const wrong = readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .flatMap((from) =>
      [...readFileSync(join(views, from), 'utf8').matchAll(/include\('([^']+)'/g)].map(([, path]) => ({
        from,
        to: join(dirname(from), path!),
      })),
    )
    .filter(({ from, to }) => {
      const [own, other] = [folderOf(from), folderOf(to)]
      return (
        own !== other &&
        other !== 'shared' &&
        !(order.includes(other) && (rank(to) < rank(from) || own === 'layouts'))
      )
    })
  expect(wrong).toEqual([])
})

function readImports(file: string, pattern = /(?:from|import\() ?'(\.[^']+)'/g): string[] {
  const text = readFileSync(join(server, file), 'utf8')
  return [...text.matchAll(pattern)]
    .map(([, path]) => relative(server, join(server, dirname(file), `${path}.ts`)))
    .filter((path) => existsSync(join(server, path)))
}

function reachableFrom(start: string, seen = new Set<string>()): Set<string> {
  for (const next of importsOf.get(start) ?? []) {
    if (!seen.has(next)) reachableFrom(next, seen.add(next))
  }
  return seen
}

function isFeature(file: string): boolean {
  return order.includes(folderOf(file))
}

function rank(file: string): number {
  return order.indexOf(folderOf(file))
}

function folderOf(file: string): string {
  return file.split('/')[0]!
}

/** Every check is a rule in a file of its own, pure as rules are, and may be used wherever rules may. */
const foldersOfRules = ['checks']

/** `approvals/store.ts` is a store; `engines/deepl.ts` is a craft; `web/page.ts` is web; `errors.ts` is errors. */
function kindOf(file: string): string {
  const [folder, name] = file.split('/')
  if (!isFeature(file)) return name ? folder! : folder!.replace(/^errors\.ts$/, 'errors')
  const kind = name!.replace(/\.ts$/, '')
  if (kind.endsWith('Page')) return 'page'
  if (kind.endsWith('Routes')) return 'routes'
  if (['rules', 'store', 'actions', 'page', 'routes'].includes(kind)) return kind
  return foldersOfRules.includes(folder!) ? 'rules' : 'craft'
}
