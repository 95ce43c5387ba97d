import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { articleBySlug } from '../../server/articles/store'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import { importEntry } from '../../server/exchange/actions'
import { archivesAt } from '../../server/exchange/archive'
import type { WaitingEntry } from '../../server/exchange/rules'
import { waitingEntries } from '../../server/exchange/store'
import type { Person } from '../../server/people/rules'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { alignBitext } from '../../server/text/bitext/aligning'
import { placementOf, type Placement } from '../../server/text/bitext/placing'
import { blocksOfEntry } from '../../server/exchange/store'
import { item, wxr } from '../exchange/archives'

/** A bookshop in two languages: the English joins two paragraphs and lacks one. */
export const korean = [
  '<!-- wp:paragraph --><p>2019년 3월, 이춘식 씨는 부산 영도에 작은 책방을 열었다. 첫 달 손님은 37명이었다.</p><!-- /wp:paragraph -->',
  '<!-- wp:paragraph --><p>책방의 이름은 파도서점이다. 바다가 보이는 언덕에 있어서 그렇게 지었다고 한다.</p><!-- /wp:paragraph -->',
  '<!-- wp:paragraph --><p>2021년 여름에는 태풍으로 지붕이 날아갔고, 이웃 120명이 모은 450만 원으로 다시 고쳤다.</p><!-- /wp:paragraph -->',
  '<!-- wp:paragraph --><p>모임은 한 달에 두 번, 화요일 저녁에 열린다.</p><!-- /wp:paragraph -->',
].join('\n')
export const english = [
  '<!-- wp:paragraph --><p>In March 2019 Lee Chun-sik opened a small bookshop in Yeongdo, Busan. In the first month 37 people came. The shop is called Wave Books, he says, because it stands on a hill from which one sees the sea.</p><!-- /wp:paragraph -->',
  '<!-- wp:paragraph --><p>In the summer of 2021 a typhoon took the roof, and it was mended with 4.5 million won that 120 neighbours gave.</p><!-- /wp:paragraph -->',
].join('\n')

export interface Bookshop {
  article: Article
  entry: WaitingEntry
  placement: Placement
}

/** The same number in the same archive is the same post, so every test has numbers of its own. */
let next = 1000

/** Brings the bookshop in, in both languages, by this person. */
export async function bookshop(
  db: Db,
  person: Person | null,
  { status = 'publish', body = english }: { status?: string; body?: string } = {},
): Promise<Bookshop> {
  const [ko, en] = [next++, next++]
  const link = (slug: string) => `<link>https://field.example/2023/05/${slug}/</link>`
  const items = [
    item('post', 'publish', ko, '마을 책방 이야기', korean).replace(
      /<link>.*<\/link>/,
      link(`bookshop-${ko}`),
    ),
    item('post', status, en, 'A village bookshop', body).replace(/<link>.*<\/link>/, link(`bookshop-${en}`)),
  ]
  const slug = await bringIn(db, person, wxr(...items))
  const article = await articleBySlug(db, slug!)
  const entry = (await waitingEntries(db)).at(-1)!
  return { article, entry, placement: await proposedPlacement(db, article, entry) }
}

export async function proposedPlacement(db: Db, article: Article, entry: WaitingEntry): Promise<Placement> {
  const segments = await sourceSegments(db, await latestSourceVersion(db, article))
  const blocks = await blocksOfEntry(db, entry)
  return placementOf(segments, blocks, alignBitext(segments, blocks))
}

/** The address of the first article that was made, or null. */
export async function bringIn(db: Db, person: Person | null, archive: string): Promise<string | null> {
  const place = await mkdtemp(join(tmpdir(), 'pairings-'))
  try {
    const path = join(place, 'archive.xml')
    await writeFile(path, archive)
    let made: string | null = null
    for (const one of await archivesAt(path))
      for await (const entry of one.read()) {
        const run = { db, person, isDry: false, fetcher: null, met: new Map<string, string>() }
        const outcome = await importEntry(run, one, entry)
        made ??= outcome.slug
      }
    return made
  } finally {
    await rm(place, { recursive: true })
  }
}
