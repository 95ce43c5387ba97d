/** What every program of the house does at its beginning and at its end. */

/** Settings from a file called `.env` where the program was started; what the environment says already comes first. */
export function loadSettings(): void {
  try {
    process.loadEnvFile('.env')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** After this many milliseconds a stopping process ends, whatever is still under way. */
const patience = 4500

/** Ctrl+C and a polite kill: `stop` once, then the end. */
export function onSignal(stop: () => Promise<void>): void {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) return
      asked = true
      setTimeout(() => process.exit(1), patience).unref()
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

/** Done when whoever reads has taken it all, so that no line ends in the middle. */
export async function print(lines: string[]): Promise<void> {
  if (lines.length === 0) return
  await new Promise<void>((done, fail) =>
    process.stdout.write(`${lines.join('\n')}\n`, (error) => (error ? fail(error) : done())),
  )
}
