import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { addSourceVersion } from '../../server/sources/actions'
import { latestSourceVersion, linksOf, sourceSegments } from '../../server/sources/store'
import { save } from '../../server/targets/actions'
import { isConfirmed, stateOf, type Pair } from '../../server/targets/rules'
import { confirmationsOf, pairsOf } from '../../server/targets/store'
import { inTransaction } from '../support/database'
import { confirmAll, freshKimchi } from '../support/kimchi'
import { queriesDuring } from '../support/queries'
import { visitAs } from '../support/visit'
import { world, type World } from '../support/world'

const first = `# 김장하는 날

배추를 소금에 절입니다.

하룻밤 **기다립니다**.

이웃과 나눕니다.
`

describe('a new source version, by its page', () => {
  test(
    'is shown aligned before anything is kept, and kept as it was shown',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)
      const changed = first
        .replace('배추를 소금에', '배추 서른 포기를 굵은소금에')
        .replace('하룻밤', '마늘과 생강을 곱게 다집니다.\n\n하룻밤')

      const shown = await visit.align({ text: changed }).expect(200)
      expect(shown.text).toContain('Paragraph 2 was edited')
      expect(shown.text).toContain('A new paragraph')
      expect((await latestSourceVersion(db, article)).number).toBe(1)

      await visit.keep({ text: changed, significance: 'update', note: 'More cabbage.' }).expect(303)
      const version = await latestSourceVersion(db, article)
      expect(version).toMatchObject({ number: 2, significance: 'update', note: 'More cabbage.' })
      expect(await numbers(db, article)).toEqual([1, 2, 5, 3, 4])
      expect((await linksOf(db, version)).map(({ kind }) => kind).sort()).toEqual(['edited', 'new'])
      expect(await states(db, article)).toEqual(['confirmed', 'attention', 'empty', 'confirmed', 'confirmed'])
    }),
  )

  test(
    'takes a note for readers to the end of the text, with its sort and day',
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const note = { 'reader-note-sort': 'correction', 'reader-note-day': '2026-11-20' }
      const said = { ...note, 'reader-note': '소금의 양을 고쳤습니다.\n\n굵은소금 2kg입니다.' }
      const shown = await visit.align({ text: first, ...said }).expect(200)
      const written = `${first}\n> [!정정 2026-11-20]\n> 소금의 양을 고쳤습니다.\n>\n> 굵은소금 2kg입니다.\n`
      expect(shown.text).toContain(written.replaceAll('>', '&gt;'))
      expect(shown.text).not.toContain('소금의 양을 고쳤습니다.</textarea>')

      await visit.keep({ text: written, significance: 'correction' }).expect(303)
      const segments = await sourceSegments(db, await latestSourceVersion(db, article))
      expect(segments.slice(-2)).toMatchObject([
        {
          kind: 'note',
          text: '소금의 양을 고쳤습니다.',
          attributes: { note: 'correction', day: '2026-11-20' },
        },
        { kind: 'note', text: '굵은소금 2kg입니다.', attributes: {} },
      ])
    }),
  )

  test(
    'takes another day of the same note as a change',
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const saying = (day: string) => `${first}\n> [!정정 ${day}] 고쳤습니다.\n`
      await visit.keep({ text: saying('2026-11-20'), significance: 'correction' }).expect(303)
      const shown = await visit.align({ text: saying('2026-11-21'), base: '2' }).expect(200)
      expect(shown.text).toContain('Keep source version 3')
      await visit.keep({ text: saying('2026-11-21'), base: '2', significance: 'typo' }).expect(303)
      expect((await latestSourceVersion(db, article)).number).toBe(3)
    }),
  )

  test(
    'leaves a note in its field while its day is on no calendar',
    inTransaction(async (db) => {
      const { visit } = await desk(db)
      const said = { 'reader-note-day': '2026-02-30', 'reader-note': '고쳤습니다.' }
      const shown = await visit.align({ text: first, ...said }).expect(422)
      expect(shown.text).toContain('Please write the day like 2027-03-01. Your note is still there.')
      expect(shown.text).toMatch(/name="reader-note"[^>]*>\s*고쳤습니다\.<\/textarea>/)
      expect(shown.text).toContain('value="2026-02-30"')
      expect(shown.text).not.toContain('[!정정')
    }),
  )

  test(
    'asks for nothing that is chosen only where an article is brought in',
    inTransaction(async (db) => {
      const { visit } = await desk(db)
      const asked = await queriesDuring(db, () => visit.align({ text: first }).expect(200))
      expect(asked.filter((sql) => /from "(categories|series)"/.test(sql))).toEqual([])
    }),
  )

  test(
    'is corrected by a button, which is remembered while the text is cut again, kept, and can be taken back',
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const changed = first.replace('배추를 소금에 절입니다.', '배추를 굵은소금에 절여 둡니다.')
      const { text: shown } = await visit.align({ text: changed }).expect(200)
      const asNew = /value="([^"]+:new)"/.exec(shown)![1]!

      const { text: corrected } = await visit.align({ text: changed, correct: asNew }).expect(200)
      expect(corrected).toContain('put right by hand')
      expect(corrected).toContain('Paragraph 2 is gone')
      const kept = /name="corrected" value="([^"]+)"/.exec(corrected)![1]!
      expect(kept).toBe(asNew)

      const back = asNew.replace(/:new$/, ':proposed')
      const { text: undone } = await visit
        .align({ text: changed, corrected: kept, correct: back })
        .expect(200)
      expect(undone).toContain('Paragraph 2 was edited')

      const further = changed.replace('이웃과', '온 마을 이웃과')
      await visit.keep({ text: further, corrected: kept, significance: 'update' }).expect(303)
      expect(await numbers(db, article)).toEqual([1, 5, 3, 4])
      const links = await linksOf(db, await latestSourceVersion(db, article))
      expect(links.find(({ kind }) => kind === 'new')).toMatchObject({ corrected: true })
    }),
  )

  test(
    'takes a paragraph by its number, wherever it stood',
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const changed = first.replace('이웃과 나눕니다.', '여럿이 둘러앉아 밥을 먹습니다.')
      const { text: shown } = await visit.align({ text: changed }).expect(200)
      const [, key] = /name="correct" value="([^"]+):other"/.exec(shown)!
      const form = { text: changed, correct: `${key}:other`, [`other:${key}`]: '4' }
      const { text: corrected } = await visit.align(form).expect(200)
      expect(corrected).toContain('Paragraph 4 was edited')
      const [, kept] = /name="corrected" value="([^"]+)"/.exec(corrected)!

      await visit.keep({ text: changed, corrected: kept!, significance: 'update' }).expect(303)
      expect(await numbers(db, article)).toEqual([1, 2, 3, 4])
    }),
  )

  test(
    'from a page that is stale is refused with both in hand, and kept once it was looked at again',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      const segments = await sourceSegments(db, await latestSourceVersion(db, article))
      await addSourceVersion(db, article, cast.sujin, {
        blocks: segments.map(({ kind, text, attributes, number }) => {
          return { kind, attributes, text: number === 4 ? '온 마을과 나눕니다.' : text }
        }),
        significance: 'update',
        note: '',
        identities: segments.map(({ segmentId }) => segmentId),
      })
      const mine = first.replace('소금에', '굵은소금에')

      const refused = await visit.keep({ text: mine, significance: 'typo' }).expect(422)
      expect(refused.text).toContain('Meanwhile Sujin kept source version 2')
      expect(refused.text).toContain('굵은소금에')
      expect(refused.text).toContain('온 마을')
      expect((await latestSourceVersion(db, article)).number).toBe(2)

      await visit.keep({ text: mine, base: '2', significance: 'typo' }).expect(303)
      expect((await latestSourceVersion(db, article)).number).toBe(3)
    }),
  )

  test.each([
    ['no word on what kind of change it is', { text: `${first}\n더.` }, 'typo, an update or a correction'],
    ['a text that changes nothing', { text: first, significance: 'typo' }, 'no new version was made'],
    ['an empty text', { text: '', significance: 'update' }, 'There is no text yet'],
    ['no title', { text: '본문뿐입니다.', significance: 'update' }, 'title'],
  ])('is refused with %s, and what was typed stays', (_, form, sentence) =>
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const answer = await visit.keep(form).expect(422)
      expect(answer.text).toContain(sentence)
      expect((await latestSourceVersion(db, article)).number).toBe(1)
    })(),
  )

  test(
    'of five thousand paragraphs is kept, each with the number it had',
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const many = Array.from(
        { length: 5_000 },
        (_, n) => `${n + 1}번째 집은 배추 ${n * 3 + 2}포기를 절였습니다.`,
      )
      const text = `# 김장하는 날\n\n${many.join('\n\n')}`
      await visit.keep({ text, significance: 'update' }).expect(303)
      const shorter = text.replace(`\n\n${many[2_500]!}`, '')
      const shown = await visit.align({ text: shorter, base: '2' }).expect(200)
      expect(shown.text).toContain('is gone')
      await visit.keep({ text: shorter, base: '2', significance: 'update' }).expect(303)
      expect(await numbers(db, article)).toHaveLength(5_000)
    }),
  )

  test.each([
    ['a paragraph of 200,000 characters', `# 김장\n\n${'배추를 절입니다. '.repeat(20_000)}`],
    ['Hangul in pieces', first.replace('배추를', '배추를'.normalize('NFD'))],
  ])('with %s works', (_, text) =>
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const changed = `${text}\n\n덧붙인 문단입니다.`
      await visit.keep({ text: changed, significance: 'update' }).expect(303)
      const kept = await sourceSegments(db, await latestSourceVersion(db, article))
      expect(kept.every((segment) => segment.text === segment.text.normalize('NFC'))).toBe(true)
    })(),
  )

  test.each([
    ['a lost character', first.replace('배추', '배\ufffd추')],
    ['a control character', first.replace('배추', '배\u0007추')],
  ])('with %s is refused where it stands, and nothing typed is lost', (_, text) =>
    inTransaction(async (db) => {
      const { article, visit } = await desk(db)
      const answer = await visit.keep({ text, significance: 'update' }).expect(422)
      expect(answer.text).toContain('이웃과 나눕니다.')
      expect((await latestSourceVersion(db, article)).number).toBe(1)
    })(),
  )

  test(
    'is nobody’s to make but an editor’s',
    inTransaction(async (db) => {
      const { cast, article } = await desk(db)
      const visit = visitAs(db, cast.minji)
      await visit.get(`/desk/articles/${article.slug}/source/new`).expect(422)
      await visit.post(`/desk/articles/${article.slug}/source/alignment`).field('text', first).expect(422)
      await visit.post(`/desk/articles/${article.slug}/source`).field('text', first).expect(422)
      expect((await latestSourceVersion(db, article)).number).toBe(1)
    }),
  )
})

describe('the English follows the Korean', () => {
  test(
    'a typo carries confirmations over and writes down that it did',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)

      await visit.keep({ text: first.replace('절입니다', '저립니다'), significance: 'typo' }).expect(303)

      expect(await states(db, article)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
      const carried = (await confirmationsOf(db, article)).filter(({ manner }) => manner === 'carried')
      expect(carried).toEqual([expect.objectContaining({ by: 'Daniel' })])
      expect((await pair(db, article, 2)).target.confirmedBy).toBe(cast.minji.id)
    }),
  )

  test(
    'an update carries nothing: its pair waits, and all others stay confirmed',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)

      await visit.keep({ text: first.replace('절입니다', '저립니다'), significance: 'update' }).expect(303)

      expect(await states(db, article)).toEqual(['confirmed', 'attention', 'confirmed', 'confirmed'])
    }),
  )

  test(
    'an older wording that returns brings back the words and the yes made for it, and loses none of the newer',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)
      await visit.keep({ text: first.replace('절입니다', '헹굽니다'), significance: 'update' }).expect(303)
      await write(db, article, 2, cast.jiwoo, 'Rinse the cabbage.', true)

      await visit.keep({ text: first, base: '2', significance: 'update' }).expect(303)

      const back = await pair(db, article, 2)
      expect(back.target).toMatchObject({
        text: 'Salt the cabbage.',
        savedBy: cast.minji.id,
        confirmedBy: cast.minji.id,
      })
      expect(isConfirmed(back)).toBe(true)
      expect((await confirmationsOf(db, article)).map(({ manner }) => manner)).toContain('restored')
      const kept = (await db('targetRevisions')
        .where({ segmentId: back.source.segmentId })
        .pluck('text')) as string[]
      expect(kept).toEqual(['Salt the cabbage.', 'Rinse the cabbage.', 'Salt the cabbage.'])
    }),
  )

  test(
    'a yes that was withdrawn does not come back',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)
      const address = `/desk/articles/${article.slug}/pairs/2/confirmation/withdrawal`
      await visitAs(db, cast.minji).post(address).expect(303)
      await visit.keep({ text: first.replace('절입니다', '헹굽니다'), significance: 'update' }).expect(303)
      await write(db, article, 2, cast.jiwoo, 'Rinse the cabbage.', true)
      await visit.keep({ text: first, base: '2', significance: 'update' }).expect(303)

      const back = await pair(db, article, 2)
      expect(back.target.text).toBe('Salt the cabbage.')
      expect(isConfirmed(back)).toBe(false)
    }),
  )

  test(
    'a paragraph that went and comes back has its number, its English and its yes',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)
      await visit
        .keep({ text: first.replace('하룻밤 **기다립니다**.\n\n', ''), significance: 'update' })
        .expect(303)
      expect(await numbers(db, article)).toEqual([1, 2, 4])

      const shown = await visit.align({ text: first, base: '2' }).expect(200)
      expect(shown.text).toContain('Paragraph 3, which was gone, is back')
      await visit.keep({ text: first, base: '2', significance: 'update' }).expect(303)

      expect(await numbers(db, article)).toEqual([1, 2, 3, 4])
      const back = await pair(db, article, 3)
      expect([back.target.text, isConfirmed(back)]).toEqual(['Wait **overnight**.', true])
    }),
  )

  test(
    '“still right” is one confirmation of the same words, and is written down as such',
    inTransaction(async (db) => {
      const { cast, article, visit } = await desk(db)
      await confirmAll(db, article, cast.minji)
      await visit
        .keep({ text: first.replace('소금에 절입니다', '소금에 잘 절입니다'), significance: 'update' })
        .expect(303)

      await write(db, article, 2, cast.jiwoo, 'Salt the cabbage.', true)

      expect(isConfirmed(await pair(db, article, 2))).toBe(true)
      expect(await confirmationsOf(db, article)).toContainEqual(
        expect.objectContaining({ manner: 'still-right', by: 'Jiwoo' }),
      )
    }),
  )
})

interface Form {
  text: string
  base?: string
  [name: string]: string | undefined
}

async function desk(db: Db) {
  const cast: World = await world(db)
  const article = await freshKimchi(db, cast)
  const browser = visitAs(db, cast.daniel)
  const send = (path: string) => (form: Form) => {
    const request = browser.post(`/desk/articles/${article.slug}/${path}`)
    const all = { cut: 'again', base: '1', ...form }
    for (const [name, value] of Object.entries(all)) if (value !== undefined) void request.field(name, value)
    return request
  }
  return { cast, article, visit: { align: send('source/alignment'), keep: send('source') } }
}

async function pairs(db: Db, article: Article): Promise<Pair[]> {
  return pairsOf(db, await latestSourceVersion(db, article))
}

async function pair(db: Db, article: Article, number: number): Promise<Pair> {
  return (await pairs(db, article)).find(({ source }) => source.number === number)!
}

async function numbers(db: Db, article: Article): Promise<number[]> {
  return (await pairs(db, article)).map(({ source }) => source.number)
}

async function states(db: Db, article: Article): Promise<string[]> {
  return (await pairs(db, article)).map(stateOf)
}

async function write(
  db: Db,
  article: Article,
  number: number,
  person: Person,
  text: string,
  confirm: boolean,
): Promise<void> {
  const { target } = await pair(db, article, number)
  const wording = { text, baseRevision: target.revision, saveId: randomUUID(), confirm }
  await save(db, { slug: article.slug, number }, person, wording)
}
