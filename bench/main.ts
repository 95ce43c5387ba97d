import { benchAlignment } from './alignment'
import { benchChecks } from './checks'
import { benchDesk, serveBare } from './desk'
import { print, type Figure } from './figures'
import { benchMemory } from './memory'
import { benchPairing } from './pairing'
import { benchReader, servePageBare } from './reader'
import { benchSite } from './site'
import { benchStart } from './start'

const [part, ...words] = process.argv.slice(2)

if (part === 'bare') {
  serveBare(words[0]!)
} else if (part === 'bare-page') {
  await servePageBare(Number(words[0]))
} else if (part === 'checks') {
  await benchChecks(words)
} else {
  const parts: Record<string, [string, () => Figure[] | Promise<Figure[]>]> = {
    start: ['Starting and stopping', benchStart],
    desk: ['The desk, on a PostgreSQL that syncs every commit', benchDesk],
    reader: [
      'A reader’s page: from memory beside a bare node:http server, while others work, and in a browser',
      () => benchReader(words[0]),
    ],
    site: ['The site with ten thousand articles', benchSite],
    alignment: ['Identity of paragraphs from version to version', () => benchAlignment(words[0])],
  }
  for (const [name, [title, measure]] of Object.entries(parts)) {
    if (part === undefined || part === name) print(title, await measure())
  }
  if (part === 'pairing' && words[0]) {
    print('Korean and English posts, and their paragraphs, put together again', benchPairing(words[0]))
  } else if (part === undefined || part === 'pairing') {
    console.log('\nPairing is measured with real articles in both languages: npm run bench -- pairing FOLDER')
  }
  if (part === 'memory' && words[0]) {
    for (const entries of words[1] ? [Number(words[1])] : [100_000, 1_000_000])
      print(
        `The translation memory at ${entries} entries, beside pg_trgm`,
        await benchMemory(words[0], entries),
      )
  } else if (part === undefined || part === 'memory') {
    console.log(
      '\nThe translation memory is measured with real pairs: npm run bench -- memory FOLDER [ENTRIES]',
    )
  }
}
