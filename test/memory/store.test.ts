import type { Db } from '../../server/db/connection'
import type { NewMemoryEntry } from '../../server/memory/rules'
import { exactMatches, forget, remember } from '../../server/memory/store'
import { inTransaction } from '../support/database'

describe('the memory', () => {
  test(
    'finds what was approved, however it is spaced and quoted',
    inTransaction(async (db) => {
      await remember(db, [pair('“김장”하는 날', 'Kimchi day'), pair('배추를 절입니다.', 'Salt the cabbage.')])

      const matches = await exactMatches(db, ['"김장"하는  날', '처음 보는 문장'])
      expect([...matches.keys()]).toEqual(['"김장"하는  날'])
      expect(matches.get('"김장"하는  날')).toMatchObject({
        targetText: 'Kimchi day',
        sourceText: '“김장”하는 날',
      })
    }),
  )

  test(
    'offers the pair approved last',
    inTransaction(async (db) => {
      await remember(db, [pair('김장하는 날', 'The day of kimchi')])
      await remember(db, [pair('김장하는 날', 'Kimchi day')])
      expect(await english(db, '김장하는 날')).toBe('Kimchi day')
    }),
  )

  test(
    'forgets what a version taught it, and nothing else',
    inTransaction(async (db) => {
      const [first, second] = await twoVersions(db)
      await remember(db, [pair('김장하는 날', 'Kimchi day', first)])
      await remember(db, [pair('김장하는 날', 'Cabbage day', second)])
      await forget(db, second)
      expect(await english(db, '김장하는 날')).toBe('Kimchi day')

      await forget(db, first)
      expect(await english(db, '김장하는 날')).toBeUndefined()
    }),
  )

  test(
    'takes a paragraph longer than an index would',
    inTransaction(async (db) => {
      const long = Array.from({ length: 3_000 }, (_, n) =>
        String.fromCharCode(0xac00 + ((n * 977) % 11_172)),
      ).join('')
      await remember(db, [pair(long, 'Long')])
      expect(await english(db, long)).toBe('Long')
    }),
  )

  test(
    'keeps no pair without words, and answers nothing for nothing',
    inTransaction(async (db) => {
      await remember(db, [pair(' ', 'Blank'), pair('빈칸', ' ')])
      await remember(db, [])
      expect(await exactMatches(db, [' ', '빈칸'])).toEqual(new Map())
      expect(await exactMatches(db, [])).toEqual(new Map())
    }),
  )
})

function pair(
  sourceText: string,
  targetText: string,
  translationVersionId: string | null = null,
): NewMemoryEntry {
  return { sourceText, targetText, articleId: null, segmentId: null, translationVersionId, approvedBy: null }
}

async function english(db: Db, korean: string): Promise<string | undefined> {
  return (await exactMatches(db, [korean])).get(korean)?.targetText
}

async function twoVersions(db: Db): Promise<[string, string]> {
  const minji = await insert(db, 'people', { name: 'Minji', email: 'minji@memory.test', passwordHash: '-' })
  const articleId = await insert(db, 'articles', { slug: 'kimchi-day-of-the-memory', broughtInBy: minji })
  const page = { content: '[{"kind":"title","text":"김장하는 날"}]', html: '' }
  const source = { ...page, articleId, number: 1, createdBy: minji }
  const sourceVersionId = await insert(db, 'sourceVersions', source)
  const version = { ...page, articleId, sourceVersionId, submittedBy: minji }
  return [
    await insert(db, 'translationVersions', { ...version, number: 1 }),
    await insert(db, 'translationVersions', { ...version, number: 2 }),
  ]
}

async function insert(db: Db, table: string, values: object): Promise<string> {
  const [row] = (await db(table).insert(values).returning('id')) as { id: string }[]
  return row!.id
}
