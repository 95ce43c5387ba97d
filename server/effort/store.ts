import { rowsOf, type Db } from '../db/connection'
import type { Period, Reworked } from './rules'

/** As many pairs as a page measures; of more, the newest. */
const mostPairs = 10_000

/** Somebody who saved nothing for so many seconds was somewhere else. */
const longestPause = 300

/**
 * Pairs that were drafted and then confirmed in the last days, the newest first. A pair began as the last words of a
 * machine or the memory that stood in it before the yes: placed by a draft, or taken over from an alternative. The time is
 * counted from one save or yes of the person to the next, anywhere, and belongs to the pair of the later one.
 * No revision is confirmed before it is there: PostgreSQL takes `>=` for many rows and `=` for a handful, and with a handful in
 * mind it compares every pair with every other.
 */
export async function reworkedIn(db: Db, days: Period): Promise<Reworked[]> {
  return rowsOf<Reworked>(
    db.raw(
      `with ready as (
         select * from targets
         where confirmed_revision >= revision and confirmed_at >= now() - make_interval(days => :days) and text ~ '\\S'
       ), given as (
         select piece.segment_id, piece.answered_at as at, piece.text, piece.match_rate, piece.billed_characters,
           case piece.origin when 'memory' then 'memory' else coalesce(draft.engine, 'machine') end as source
         from draft_segments piece join drafts draft on draft.id = piece.draft_id
         where piece.placed and piece.segment_id in (select segment_id from ready)
         union all
         select other.segment_id, taken.at, other.text, null, other.billed_characters, other.engine
         from alternatives other
         cross join lateral (
           select min(kept.saved_at) as at from target_revisions kept
           where kept.segment_id = other.segment_id and kept.outcome = 'saved' and kept.text = other.text
             and kept.saved_at >= other.answered_at
         ) taken
         where taken.at is not null and other.segment_id in (select segment_id from ready)
       ), begun as (
         select distinct on (given.segment_id) given.* from given
         join ready on ready.segment_id = given.segment_id and given.at <= ready.confirmed_at
         order by given.segment_id, given.at desc
       ), deeds as (
         select segment_id, saved_by as person_id, saved_at as at from target_revisions
         where origin = 'person' and saved_at >= now() - make_interval(days => :days + 1)
         union all
         select segment_id, person_id, at from confirmations
         where manner in ('confirmed', 'still-right') and at >= now() - make_interval(days => :days + 1)
       ), spent as (
         select segment_id, person_id, nullif(cast(round(sum(gap)) as integer), 0) as seconds from (
           select segment_id, person_id, extract(epoch from at - lag(at) over (partition by person_id order by at)) as gap from deeds
         ) gaps where gap <= :pause group by segment_id, person_id
       )
       select article.slug, coalesce(version.title, article.slug) as title, segment.number, begun.source, begun.match_rate,
         begun.text as draft, ready.text as english, person.id as person_id, person.name as person_name,
         begun.at as drafted_at, ready.confirmed_at, spent.seconds, begun.billed_characters
       from ready
       join begun on begun.segment_id = ready.segment_id
       join segments segment on segment.id = ready.segment_id
       join articles article on article.id = ready.article_id
       join people person on person.id = ready.confirmed_by
       left join spent on spent.segment_id = ready.segment_id and spent.person_id = ready.confirmed_by
       left join lateral (
         select title from source_versions where article_id = article.id order by number desc limit 1
       ) version on true
       order by ready.confirmed_at desc, segment.number
       limit :most`,
      { days, pause: longestPause, most: mostPairs },
    ),
  )
}
