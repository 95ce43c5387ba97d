import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { importEntry, type Import } from '../../server/exchange/actions'
import { archivesAt } from '../../server/exchange/archive'
import { counted, noCounts, type Counts, type Outcome } from '../../server/exchange/rules'

let place: string

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'archives-'))
})

afterAll(() => rm(place, { recursive: true }))

/** Writes a file under the folder of these tests and gives back its path. */
export async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(place, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  return path
}

export function folder(name: string): string {
  return join(place, name)
}

/** How a test imports: dry and without a database unless it says otherwise. */
export function run(how: Partial<Import> = {}): Import {
  return { db: null, person: null, isDry: how.db === undefined, fetcher: null, met: new Map(), ...how }
}

export async function imported(
  paths: string | string[],
  how: Partial<Import> = {},
): Promise<{ outcomes: Outcome[]; counts: Counts }> {
  const importing = run(how)
  const outcomes: Outcome[] = []
  const counts = noCounts()
  for (const path of [paths].flat()) {
    for (const archive of await archivesAt(path)) {
      for await (const entry of archive.read()) {
        const outcome = await importEntry(importing, archive, entry)
        outcomes.push(outcome)
        counted(counts, outcome)
      }
    }
  }
  return { outcomes, counts }
}

/** What became of each entry, in short: `taken`, or why not. */
export function fates(outcomes: Outcome[]): string[] {
  return outcomes.map(({ entry, fate }) =>
    [entry.title || entry.externalId, fate.fate, ...('reason' in fate ? [fate.reason] : [])].join(': '),
  )
}

const BLOG = 'tag:blogger.com,1999:blog-77'

/** The legacy back-up of a blog: `app` is not declared, as in real ones. */
export function legacy(...entries: string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="x.css"?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'>
<id>${BLOG}.archive</id><title type='text'>남도 소식</title>${entries.join('\n')}</feed>`
}

export function legacyEntry(kind: string, id: string, title: string, html: string, more = ''): string {
  return `<entry><id>${BLOG}.${id}</id><published>2019-03-02T09:10:00.000+09:00</published>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#${kind}'/>
${more}<title type='text'>${title}</title><content type='html'>${escaped(html)}</content>
<author><name>한새벽</name></author></entry>`
}

export function takeout(...entries: string[]): string {
  return `<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>${BLOG}</id><title>남도 소식</title>${entries.join('\n')}</feed>`
}

export function takeoutEntry(
  type: string,
  status: string,
  id: string,
  title: string,
  html: string,
  more = '',
): string {
  return `<entry><id>${BLOG}.${id}</id><blogger:type>${type}</blogger:type><blogger:status>${status}</blogger:status>
<author><name>한새벽</name><blogger:type>BLOGGER</blogger:type></author><title>${title}</title>
<content type='html'>${escaped(html)}</content><published>2025-12-03T01:00:00Z</published>${more}</entry>`
}

export function wxr(...items: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>들판</title><link>https://field.example</link>
<language>ko-KR</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://field.example</wp:base_blog_url>
<wp:author><wp:author_login>saebyeok</wp:author_login><wp:author_display_name><![CDATA[한새벽]]></wp:author_display_name></wp:author>
${items.join('\n')}</channel></rss>`
}

export function item(
  type: string,
  status: string,
  id: number,
  title: string,
  body: string,
  more = '',
): string {
  return `<item><title><![CDATA[${title}]]></title><link>https://field.example/?p=${id}</link>
<dc:creator>saebyeok</dc:creator><content:encoded><![CDATA[${body}]]></content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2026-03-02 00:10:00</wp:post_date_gmt><wp:status>${status}</wp:status>
<wp:post_type>${type}</wp:post_type>${more}</item>`
}

export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}
