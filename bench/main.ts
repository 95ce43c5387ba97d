import { benchAlignment } from './alignment'
import { benchDesk, serveBare } from './desk'
import { print, type Figure } from './figures'
import { benchReader } from './reader'
import { benchStart } from './start'

const [part, argument] = process.argv.slice(2)

if (part === 'bare') {
  serveBare(argument!)
} else {
  const parts: Record<string, [string, () => Figure[] | Promise<Figure[]>]> = {
    start: ['Starting and stopping', benchStart],
    desk: ['The desk, on a PostgreSQL that syncs every commit', benchDesk],
    reader: ['A reader’s page from memory, beside a bare node:http server', benchReader],
    alignment: ['Identity of paragraphs from version to version', () => benchAlignment(argument)],
  }
  for (const [name, [title, measure]] of Object.entries(parts)) {
    if (part === undefined || part === name) print(title, await measure())
  }
}
