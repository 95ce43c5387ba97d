import type { Db } from '../db/connection'
import type { Locale } from '../people/rules'
import type { Speech } from '../web/locale'
import { pathTo } from '../web/paths'
import { Unsent, type Mailer } from './mailer'
import { afterFault, noticeSentence, pauses, quoteOf, type Letter } from './rules'
import { claimLetter, giveUpUnanswered, letterFailed, letterSent } from './letters'

/** What letters are written and sent with. */
export interface PostOffice {
  send: Mailer
  /** In the language of whoever reads. */
  speech: Record<Locale, Speech>
  publicUrl: string
  publisher: Record<Locale, string>
}

/** Sends every letter that is due, one after another, and says how many went. Null: this house has no mail set up. */
export async function deliverLetters(
  worker: Db,
  office: PostOffice | null,
  waits: readonly number[] = pauses,
): Promise<number> {
  if (!office) return 0
  await giveUpUnanswered(worker)
  let sent = 0
  for (let letter = await claimLetter(worker); letter; letter = await claimLetter(worker)) {
    if (await deliver(worker, office, letter, waits)) sent++
  }
  return sent
}

async function deliver(
  worker: Db,
  office: PostOffice,
  letter: Letter,
  waits: readonly number[],
): Promise<boolean> {
  try {
    await office.send({ ...written(letter, office), messageId: idOf(letter, office), to: letter.to })
  } catch (error) {
    if (!(error instanceof Unsent)) throw error
    await letterFailed(worker, letter, {
      ...afterFault(error.fault, letter.tries, waits),
      answer: error.answer,
    })
    return false
  }
  await letterSent(worker, letter)
  return true
}

/** Plain text, whole sentences, and one address to follow. */
export function written(
  { to, notice }: Pick<Letter, 'to' | 'notice'>,
  { speech, publicUrl, publisher }: Pick<PostOffice, 'speech' | 'publicUrl' | 'publisher'>,
): { subject: string; text: string } {
  const { t, day } = speech[to.locale]
  const { sentence, values } = noticeSentence(notice)
  const quoted = quoteOf(notice)
  const paragraphs = [
    t('notices:mail-greeting', { name: to.name }),
    t(`notices:${sentence}`, { ...values, day: day(notice.detail.dueOn ?? '') }),
    quoted && quoted.replace(/^/gm, '> '),
    t('notices:mail-link', { link: publicUrl + pathTo.notice(notice.publicId) }),
    t('notices:mail-choose', { publisher: publisher[to.locale], link: publicUrl + pathTo.notices() }),
  ]
  const subject = t(`notices:mail-subject-${notice.kind}`, { title: onOneLine(notice.article.titleKo) })
  return { subject, text: `${paragraphs.filter(Boolean).join('\n\n')}\n` }
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The right side names the house, so that two of them never give a letter the same id. */
function idOf({ publicId }: Letter, { publicUrl }: PostOffice): string {
  return `${publicId}@${new URL(publicUrl).hostname}`
}
