import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import { kinds, usualWay, type Choices, type Kind, type Notice, type Telling, type Way } from './rules'

/**
 * Tells people what was done, inside the transaction of the deed or not at all, each in the way they chose. Never
 * whoever did it, and nobody who works here no more. Answers with the ids of those who were told. One statement.
 */
export async function tell(trx: Db, { kind, articleId, by, to, detail = {} }: Telling): Promise<string[]> {
  if (to.length === 0) return []
  const rows = await rowsOf<{ personId: string }>(
    trx.raw(
      `with receivers as (
         select person.id, coalesce(choice.way, :usualWay) as way
         from people person
         left join notice_choices choice on choice.person_id = person.id and choice.kind = :kind
         where person.id = any(:to) and person.id is distinct from :by
           and exists (select from role_grants held where held.person_id = person.id and held.revoked_at is null)
       ), told as (
         insert into notices (person_id, kind, article_id, caused_by, detail)
         select id, :kind, :articleId, :by, :detail from receivers where way <> 'none'
         returning id, person_id
       ), posted as (
         insert into letters (notice_id)
         select told.id from told join receivers on receivers.id = told.person_id
         where receivers.way = 'mail' and exists (select from settings where name = 'mail' and value = 'true')
         returning public_id
       ), asked as (
         select graphile_worker.ask_for_job('deliver-letters', '{}', 'letter-' || public_id, now())::text from posted
       )
       select told.person_id, (select count(*) from asked) from told`,
      { kind, to, by: by?.id ?? null, articleId, usualWay, detail: JSON.stringify(detail) },
    ),
  )
  return rows.map(({ personId }) => personId)
}

/** Ids of those who have an article in hand: who wrote English that stands in it, and whoever it was given to. */
export async function handsOn(db: Db, articleId: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db.raw(
      `select saved_by as id from targets where article_id = :articleId and origin = 'person' and saved_by is not null
       union
       select person_id from assignments where article_id = :articleId and ended_at is null and person_id is not null`,
      { articleId },
    ),
  )
  return rows.map(({ id }) => id)
}

/** Everybody who can be called by name. */
export async function namesHere(db: Db): Promise<{ id: string; name: string }[]> {
  return rowsOf<{ id: string; name: string }>(
    db.raw(
      `select id, name from people person
       where exists (select from role_grants held where held.person_id = person.id and held.revoked_at is null)`,
    ),
  )
}

/** How a notice is read, with the article it is about and whoever caused it. */
export const noticeColumns = `notice.public_id, notice.kind, notice.at, notice.read_at, notice.detail, doer.name as by, article.slug,
  (select title from source_versions where article_id = article.id order by number desc limit 1) as title_ko`
export const noticeTables = `notices notice
  left join people doer on doer.id = notice.caused_by
  join articles article on article.id = notice.article_id`

export type NoticeRow = Omit<Notice, 'article'> & { slug: string; titleKo: string }

export function toNotice({ publicId, kind, at, readAt, by, detail, slug, titleKo }: NoticeRow): Notice {
  return { publicId, kind, at, readAt, by, detail, article: { slug, titleKo } }
}

/** The notices of a person, the newest first, from the one after `skip`. */
export async function noticesOf(db: Db, person: Person, limit: number, skip: number): Promise<Notice[]> {
  const rows = await rowsOf<NoticeRow>(
    db.raw(
      `select ${noticeColumns} from ${noticeTables} where notice.person_id = ? order by notice.id desc limit ? offset ?`,
      [person.id, limit, skip],
    ),
  )
  return rows.map(toNotice)
}

/** One of somebody's own notices. Throws NotFound for those of others. */
export async function noticeByPublicId(db: Db, person: Person, publicId: string): Promise<Notice> {
  const [row] = await rowsOf<NoticeRow>(
    db.raw(
      `select ${noticeColumns} from ${noticeTables} where notice.person_id = ? and notice.public_id = ?`,
      [person.id, publicId],
    ),
  )
  if (!row) throw new NotFound()
  return toNotice(row)
}

export async function unreadCountOf(db: Db, person: Person): Promise<number> {
  const [row] = await rowsOf<{ unread: number }>(
    db.raw('select count(*)::int as unread from notices where person_id = ? and read_at is null', [
      person.id,
    ]),
  )
  return row!.unread
}

/** All that are unread, or the one with this public id. */
export async function markRead(db: Db, person: Person, publicId?: string): Promise<void> {
  await db('notices')
    .where({ personId: person.id, readAt: null, ...(publicId && { publicId }) })
    .update({ readAt: db.fn.now() })
}

export async function choicesOf(db: Db, person: Person): Promise<Choices> {
  const rows = await db<{ personId: string; kind: Kind; way: Way }>('noticeChoices')
    .where({ personId: person.id })
    .select('kind', 'way')
  const chosen = new Map(rows.map(({ kind, way }) => [kind, way]))
  return Object.fromEntries(kinds.map((kind) => [kind, chosen.get(kind) ?? usualWay])) as Choices
}

export async function keepChoices(db: Db, person: Person, choices: Choices): Promise<void> {
  await db('noticeChoices')
    .insert(kinds.map((kind) => ({ personId: person.id, kind, way: choices[kind] })))
    .onConflict(['person_id', 'kind'])
    .merge(['way'])
}
