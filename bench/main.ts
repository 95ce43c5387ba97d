import { benchAlignment } from './alignment'
import { benchChecks } from './checks'
import { benchDesk, serveBare } from './desk'
import { print, type Figure } from './figures'
import { benchReader } from './reader'
import { benchStart } from './start'

const [part, ...words] = process.argv.slice(2)

if (part === 'bare') {
  serveBare(words[0]!)
} else if (part === 'checks') {
  await benchChecks(words)
} else {
  const parts: Record<string, [string, () => Figure[] | Promise<Figure[]>]> = {
    start: ['Starting and stopping', benchStart],
    desk: ['The desk, on a PostgreSQL that syncs every commit', benchDesk],
    reader: ['A reader’s page from memory, beside a bare node:http server', benchReader],
    alignment: ['Identity of paragraphs from version to version', () => benchAlignment(words[0])],
  }
  for (const [name, [title, measure]] of Object.entries(parts)) {
    if (part === undefined || part === name) print(title, await measure())
  }
}
