import { benchDesk, serveBare } from './desk'
import { print } from './figures'
import { benchMemory } from './memory'
import { benchReader } from './reader'
import { benchStart } from './start'

const [part, url, count] = process.argv.slice(2)

if (part === 'bare') {
  serveBare(url!)
} else {
  const parts: Record<string, [string, () => ReturnType<typeof benchDesk>]> = {
    start: ['Starting and stopping', benchStart],
    desk: ['The desk, on a PostgreSQL that syncs every commit', benchDesk],
    reader: ['A reader’s page from memory, beside a bare node:http server', benchReader],
  }
  for (const [name, [title, measure]] of Object.entries(parts)) {
    if (part === undefined || part === name) print(title, await measure())
  }
  if (part === 'memory' && url) {
    for (const entries of count ? [Number(count)] : [100_000, 1_000_000])
      print(`The translation memory at ${entries} entries, beside pg_trgm`, await benchMemory(url, entries))
  } else if (part === undefined || part === 'memory') {
    console.log(
      '\nThe translation memory is measured with real pairs: npm run bench -- memory FOLDER [ENTRIES]',
    )
  }
}
