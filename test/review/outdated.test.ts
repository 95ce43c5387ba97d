import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import { addSourceVersion, bringIn } from '../../server/sources/actions'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { isConfirmed } from '../../server/targets/rules'
import { pairsOf } from '../../server/targets/store'
import { inTransaction } from '../support/database'
import { confirmAll } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

const english = { 1: 'Members', 2: 'The village has 30,000 members.', 3: 'They met in March.' }

describe('a pair whose Korean changed', () => {
  test.each([
    ['마을 조합원은 5만 명입니다.', 'A number changed'],
    ['마을 조합원은 3만 명입니다!', 'Only the punctuation changed'],
    ['마을 조합원은 **3만 명**입니다.', 'Only the formatting changed'],
    ['우리 마을 조합원은 모두 3만 명입니다.', 'The wording changed'],
  ])('%s: %s', (korean, sentence) =>
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, korean)
      const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/review?show=attention`)
      expect(text).toContain(sentence)
      expect(text).toContain('Still right')
      expect(text.match(/<li class="pair"/g)).toHaveLength(1)
    })(),
  )

  test(
    'is offered the English with the new number, and one press takes it and says it is right',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, '마을 조합원은 5만 명입니다.')
      const visit = visitAs(db, minji)
      const { text } = await visit.get(`/desk/articles/${article.slug}/review`)
      const [, offered] = /name="text" value="([^"]+)"/.exec(text)!
      expect(offered).toBe('The village has 50,000 members.')

      const address = `/desk/articles/${article.slug}/pairs/2/confirmation`
      await visit.post(address).type('form').send({ text: offered, revision: '1' }).expect(303)
      const pair = (await pairsOf(db, await latestSourceVersion(db, article)))[1]!
      expect([pair.target.text, isConfirmed(pair)]).toEqual(['The village has 50,000 members.', true])
    }),
  )

  test(
    'is offered nothing when more than a number changed',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, '읍내 조합원은 모두 5만 명입니다.')
      const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/review`)
      expect(text).not.toContain('pair__offer')
    }),
  )
})

async function desk(db: Db, changed: string) {
  const { minji, daniel } = await world(db)
  const place = { slug: 'members', categoryId: null, seriesId: null, part: null }
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, text, attributes: {} })
  const article: Article = await bringIn(db, daniel, {
    ...{ ...place, related: [] },
    blocks: [
      { kind: 'title', text: '조합원', attributes: {} },
      paragraph('마을 조합원은 3만 명입니다.'),
      paragraph('3월에 만났습니다.'),
    ],
  })
  await confirmAll(db, article, minji, english)
  const segments = await sourceSegments(db, await latestSourceVersion(db, article))
  await addSourceVersion(db, article, daniel, {
    blocks: segments.map(({ kind, text, attributes, number }) => ({
      kind,
      attributes,
      text: number === 2 ? changed : text,
    })),
    ...{ significance: 'update', note: '' },
    identities: segments.map(({ segmentId }) => segmentId),
  })
  return { article, minji }
}
