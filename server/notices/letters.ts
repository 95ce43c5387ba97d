import { rowsOf, type Db } from '../db/connection'
import type { Letter, LostLetter } from './rules'
import { noticeColumns, noticeTables, toNotice, type NoticeRow } from './store'

export interface Outbox {
  waiting: number
  sent: number
  lost: LostLetter[]
}

/** How the letters of the last 30 days fare; what was lost, the newest first. */
export async function outbox(db: Db): Promise<Outbox> {
  const [counts] = await rowsOf<{ waiting: number; sent: number }>(
    db.raw(
      `select count(*) filter (where sent_at is null and given_up_at is null)::int as waiting,
         count(*) filter (where sent_at is not null)::int as sent
       from letters where queued_at > now() - interval '30 days'`,
    ),
  )
  const lost = await rowsOf<LostLetter>(
    db.raw(
      `select letter.public_id, receiver.name, notice.kind, letter.given_up_at, letter.tries, letter.fault,
         coalesce(letter.answer, '') as answer,
         (select title from source_versions where article_id = notice.article_id order by number desc limit 1) as title_ko
       from letters letter
       join notices notice on notice.id = letter.notice_id
       join people receiver on receiver.id = notice.person_id
       where letter.given_up_at > now() - interval '30 days'
       order by letter.given_up_at desc, letter.id desc limit 50`,
    ),
  )
  return { ...counts!, lost }
}

/** A process that claimed a letter and was not heard of for this long has died with it. */
const patience = "interval '10 minutes'"

/**
 * The letter that has waited longest, claimed: from here on no other process sends it. Committed before anything is
 * said to a mail server. Null when none is due.
 */
export async function claimLetter(worker: Db): Promise<Letter | null> {
  const [row] = await rowsOf<NoticeRow & Omit<Letter, 'notice' | 'to'> & { letter: string } & Letter['to']>(
    worker.raw(
      `with claimed as (
         update letters set claimed_at = now(), tries = tries + 1
         where id = (
           select id from letters
           where sent_at is null and given_up_at is null and claimed_at is null and next_try_at <= now()
           order by next_try_at, id limit 1 for update skip locked
         )
         returning id, public_id, tries, notice_id
       )
       select claimed.id, claimed.public_id as letter, claimed.tries, receiver.name, receiver.email, receiver.locale,
         ${noticeColumns}
       from claimed join ${noticeTables.replace('notices notice', 'notices notice on notice.id = claimed.notice_id')}
       join people receiver on receiver.id = notice.person_id`,
    ),
  )
  if (!row) return null
  const { id, letter, tries, name, email, locale } = row
  return { id, publicId: letter, tries, to: { name, email, locale }, notice: toNotice(row) }
}

export async function letterSent(worker: Db, { id }: Pick<Letter, 'id'>): Promise<void> {
  await worker('letters').where({ id }).update({ sentAt: worker.fn.now(), fault: null, answer: null })
}

interface Failure {
  fault: string
  answer: string
  /** Milliseconds, or null when it is given up. */
  tryAgainIn: number | null
}

export async function letterFailed(
  worker: Db,
  { id }: Pick<Letter, 'id'>,
  { fault, answer, tryAgainIn }: Failure,
): Promise<void> {
  const said = answer.slice(0, 1000)
  await worker('letters')
    .where({ id })
    .update(
      tryAgainIn === null
        ? { fault, answer: said, givenUpAt: worker.fn.now() }
        : {
            ...{ fault, answer: said, claimedAt: null },
            nextTryAt: worker.raw("now() + ? * interval '1 millisecond'", [tryAgainIn]),
          },
    )
}

/** Letters whose process died between claiming them and saying how it went: nobody knows whether they were sent. */
export async function giveUpUnanswered(worker: Db): Promise<void> {
  await worker.raw(
    `update letters set given_up_at = now(), fault = 'unanswered', answer = ''
     where sent_at is null and given_up_at is null and claimed_at < now() - ${patience}`,
  )
}
