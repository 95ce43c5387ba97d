import { rowsOf, type Db } from '../db/connection'
import { forbiddenIn, renderingIn, termFinder, termsIn } from '../text/terms'
import { namePattern } from '../text/names'
import { heldTerm, keyOf, type TermEntry } from './rules'

/** A paragraph of the workshop that has a term, and how its English says it; null where it does not. */
export interface Use {
  slug: string
  title: string
  number: number
  way: string | null
  isAgreed: boolean
}

/** As many paragraphs as are looked at, the newest articles first. */
export const mostUses = 400

/** How a term is said wherever its Korean stands and has English: across articles, series and what was brought in. */
export async function usesOf(db: Db, entry: TermEntry): Promise<Use[]> {
  const rows = await rowsOf<Omit<Use, 'way' | 'isAgreed'> & { korean: string; english: string }>(
    db.raw(
      `select article.slug, version.title, segment.number, source.text as korean, target.text as english
       from source_versions version
       join articles article on article.id = version.article_id
       join source_segments source on source.source_version_id = version.id
       join segments segment on segment.id = source.segment_id
       join targets target on target.segment_id = source.segment_id
       where not exists (select from source_versions later where later.article_id = version.article_id and later.number > version.number)
         and position(? in replace(source.text, ' ', '')) > 0 and target.text ~ '[^[:space:]]'
         and (?::bigint is null or article.id = ?) and (?::bigint is null or article.series_id = ?)
       order by article.id desc, source.position limit ${mostUses}`,
      [keyOf(entry), entry.articleId, entry.articleId, entry.seriesId, entry.seriesId] as string[],
    ),
  )
  const finder = termFinder([heldTerm(entry)])
  return rows
    .filter(({ korean }) => termsIn(korean, finder).length > 0)
    .map(({ slug, title, number, english }) => ({ slug, title, number, ...wayIn(english, entry) }))
}

function wayIn(english: string, entry: TermEntry): Pick<Use, 'way' | 'isAgreed'> {
  const term = heldTerm(entry)
  const [wrong] = forbiddenIn(english, term)
  if (wrong) return { way: english.slice(wrong.from, wrong.to), isAgreed: false }
  const own = [...term.english, ...(term.short ? [term.short] : [])].find((form) =>
    renderingIn(english, form, term.exactCase),
  )
  if (own) return { way: own, isAgreed: true }
  const otherwise = entry.kind === 'person' ? namePattern(entry.korean)?.exec(english)?.[0] : null
  return { way: otherwise ?? null, isAgreed: false }
}
