// One file a program, packages left outside: a start reads three files instead of two hundred. And one file for the review
// screen, so that a browser asks once and not seven times; without a build it reads the modules as they are.
import { build } from 'esbuild'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const programs = {
  main: 'server/main.ts',
  cli: 'server/cli.ts',
  worker: 'server/worker.ts',
  recall: 'server/memory/recallThread.ts',
  covers: 'server/covers/coverThread.ts',
  longWork: 'server/longWorkThread.ts',
  lookUps: 'server/lookUpsThread.ts',
  fonts: 'server/fonts/fontThread.ts',
  bench: 'bench/main.ts',
}

await build({
  absWorkingDir: root,
  entryPoints: Object.entries(programs)
    .filter(([, path]) => existsSync(join(root, path)))
    .map(([out, path]) => ({ in: path, out })),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
})

await build({
  absWorkingDir: root,
  entryPoints: ['public/elements/review.js'],
  outdir: 'dist/elements',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: true,
  logLevel: 'warning',
})
