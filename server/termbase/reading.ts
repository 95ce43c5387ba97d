import { rowsOf, type Db } from '../db/connection'
import type { TermEntry } from './rules'

/** Wordings of terms with their forms and the names of all concerned; `where` speaks of `term`. */
export async function readTerms(
  db: Db,
  where: string,
  values: (string | number | string[])[] = [],
  order = 'term.korean collate "ko-x-icu", term.id',
): Promise<TermEntry[]> {
  return rowsOf<TermEntry>(
    db.raw(
      `select term.id, term.public_id, term.korean, term.kind, term.part_of_speech, term.exact_case, term.title, term.short_form,
         term.name_order, term.note, term.series_id, term.article_id, term.written_at, term.ended_at,
         writer.name as written_by_name, ender.name as ended_by_name,
         series.name_ko as series_name, series.slug as series_slug, article.slug as article_slug,
         (select version.title from source_versions version where version.article_id = term.article_id
          order by version.number desc limit 1) as article_title,
         array(select form.text::text from term_forms form where form.term_id = term.id and form.standing = 'accepted' order by form.position) as accepted,
         array(select form.text::text from term_forms form where form.term_id = term.id and form.standing = 'forbidden' order by form.position) as forbidden
       from terms term
       join people writer on writer.id = term.written_by
       left join people ender on ender.id = term.ended_by
       left join series on series.id = term.series_id
       left join articles article on article.id = term.article_id
       where ${where} order by ${order}`,
      values,
    ),
  )
}
