import type { Db } from '../../server/db/connection'
import type { NewMemoryEntry } from '../../server/memory/rules'
import { exactMatches, remember } from '../../server/memory/store'
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

function pair(sourceText: string, targetText: string): NewMemoryEntry {
  const fromNowhere = { articleId: null, segmentId: null, translationVersionId: null, approvedBy: null }
  return { sourceText, targetText, ...fromNowhere }
}

async function english(db: Db, korean: string): Promise<string | undefined> {
  return (await exactMatches(db, [korean])).get(korean)?.targetText
}
