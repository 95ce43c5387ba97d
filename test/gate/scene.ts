import { randomUUID } from 'node:crypto'
import { approve, returnVersion } from '../../server/approvals/actions'
import type { Article } from '../../server/articles/rules'
import { rowsOf, type Db } from '../../server/db/connection'
import { grantRole, revokeRole } from '../../server/people/store'
import { publish, retract, schedule } from '../../server/publications/actions'
import { submit } from '../../server/submissions/actions'
import { comment } from '../../server/targets/actions'
import {
  approvedKimchi,
  confirmAll,
  correctKorean,
  freshKimchi,
  publishedKimchi,
  submitAgain,
  submittedKimchi,
} from '../support/kimchi'
import { personWith, world } from '../support/world'
import { anArticle, aPhotograph, publishKorean } from '../reader/published'

/**
 * A house in which every kind of row stands at least once, and the ids by which attacks name them: an article in each
 * stage of its life (its id, and `Version`, `Source`, `Approval`, `Publication` after its name), and the people.
 */
export async function sceneOf(db: Db): Promise<Record<string, string>> {
  const cast = await world(db)
  const { minji, jiwoo, daniel, sujin } = cast
  const hana = await personWith(db, 'Hana', ['admin'], sujin.id)
  const boram = await personWith(db, 'Boram', ['editor'], sujin.id)
  const formerAdmin = await personWith(db, 'Former', ['admin'], sujin.id)
  const sora = await personWith(db, 'Sora', ['editor', 'translator'], sujin.id)

  const submitted = await submittedKimchi(db, cast)
  const other = await freshKimchi(db, cast)
  await submitAgain(db, other, minji, { 1: 'Another day' })
  const approved = await approvedKimchi(db, cast)
  const published = await publishedKimchi(db, cast)
  await submitAgain(db, published, minji, { 2: 'Salt the cabbages.' })
  await approve(db, published, 2, daniel)
  await publish(db, published, 2, daniel)
  const retracted = await publishedKimchi(db, cast)
  await retract(db, retracted, 'en', daniel, 'A wrong name.')
  const returned = await approvedKimchi(db, cast)
  await returnVersion(db, returned, 1, sujin, 'Not yet.')
  const scheduled = await approvedKimchi(db, cast)
  await schedule(db, scheduled, 1, daniel, new Date(Date.now() + 24 * 3600 * 1000))
  const ownWork = await freshKimchi(db, cast)
  await confirmAll(db, ownWork, sora)
  await submit(db, ownWork, minji, '')
  const movedOn = await submittedKimchi(db, cast)
  await correctKorean(db, movedOn, daniel)
  const fresh = await freshKimchi(db, cast)
  await comment(db, { slug: published.slug, number: 2 }, minji, 'Which cabbage?')

  const picture = await aPhotograph(db, minji)
  const secretPicture = await aPhotograph(db, minji)
  const illustrated = await anArticle(db, minji)
  await publishKorean(db, illustrated, minji, daniel, { title: '빵', body: ['굽는다.'], pictures: [picture] })
  await revokeRole(db, boram, 'editor', sujin)
  await grantRole(db, jiwoo, 'translator', formerAdmin.id)
  await revokeRole(db, formerAdmin, 'admin', sujin)

  const people = { minji, jiwoo, daniel, sujin, hana, boram, sora, formerAdmin }
  const articles = { submitted, other, approved, published, retracted, returned, scheduled, ownWork, movedOn }
  return {
    ...mapped(people, ({ id }) => id),
    ...(await idsOf(db, { ...articles, fresh })),
    illustrated: illustrated.id,
    illustratedPublication: await one(db, 'select max(publication_id) as id from published.pictures'),
    picture: await one(db, 'select id from media where public_id = ?', picture),
    secretPicture: await one(db, 'select id from media where public_id = ?', secretPicture),
    newSave: randomUUID(),
    // A pair that has been saved twice, and one that nobody has touched.
    segment: await one(
      db,
      'select segment_id as id from targets where article_id = ? and revision = 2',
      published.id,
    ),
    freshSegment: await one(
      db,
      "select segment_id as id from source_segments where article_id = ? and kind = 'title'",
      fresh.id,
    ),
    freshSourceSegment: await one(
      db,
      "select id from source_segments where article_id = ? and kind = 'title'",
      fresh.id,
    ),
  }
}

async function idsOf(db: Db, articles: Record<string, Article>): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const [name, { id }] of Object.entries(articles)) {
    const last = (table: string) => one(db, `select max(id) as id from ${table} where article_id = ?`, id)
    ids[name] = id
    ids[`${name}Source`] = await last('source_versions')
    ids[`${name}FirstSource`] = await one(
      db,
      'select min(id) as id from source_versions where article_id = ?',
      id,
    )
    ids[`${name}Version`] = await last('translation_versions')
    ids[`${name}Approval`] = await last('approvals')
    ids[`${name}SourceApproval`] = await last('source_approvals')
    ids[`${name}Publication`] = await last('published.publications')
  }
  return ids
}

async function one(db: Db, query: string, ...values: string[]): Promise<string> {
  const [row] = await rowsOf<{ id: string | null }>(db.raw(query, values))
  return row?.id ?? 'null'
}

function mapped<Value>(
  values: Record<string, Value>,
  change: (value: Value) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}
