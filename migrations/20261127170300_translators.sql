-- Whom readers are told a text was translated by. Whoever only brought an archive in answers for its words here, and has
-- translated none of them.
create view version_translators as
  select x.translation_version_id, w.name::text as name
  from version_authors x
  join people w on w.id = x.person_id
  join translation_versions v on v.id = x.translation_version_id
  where not exists (
    select from pairings g join archive_entries e on e.id = g.entry_id
    where g.article_id = v.article_id and coalesce(e.imported_by, g.paired_by) = x.person_id
  ) or exists (
    select from target_revisions r
    where r.article_id = v.article_id and r.saved_by = x.person_id and r.origin = 'person' and r.outcome = 'saved'
      and r.saved_at <= v.submitted_at
  );

create or replace view site.pages with (security_barrier) as
  select p.id as publication_id, p.article_id, a.slug, p.language, p.title, p.content, p.html, p.published_at,
    (select min(f.published_at) from published.publications f where f.article_id = p.article_id and f.language = p.language) as first_published_at,
    v.number as source_number, v.created_at as source_created_at,
    t.number as translation_number,
    (select array_agg(w.name order by w.name) from desk.version_translators w
      where w.translation_version_id = p.translation_version_id) as translators,
    approver.name as approver, coalesce(e.approved_at, k.approved_at) as approved_at, e.own_work_reason is not null as own_work,
    c.slug as category_slug, c.name_ko as category_ko, c.name_en as category_en,
    s.slug as series_slug, s.name_ko as series_ko, s.name_en as series_en, a.part
  from published.publications p
  join desk.articles a on a.id = p.article_id
  join desk.source_versions v on v.id = p.source_version_id
  left join desk.translation_versions t on t.id = p.translation_version_id
  left join desk.approvals e on e.id = p.approval_id
  left join desk.source_approvals k on k.id = p.source_approval_id
  left join desk.people approver on approver.id = coalesce(e.approved_by, k.approved_by)
  left join desk.categories c on c.id = a.category_id
  left join desk.series s on s.id = a.series_id
  where not exists (select from published.publications l where l.article_id = p.article_id and l.language = p.language and l.id > p.id)
    and not exists (select from published.retractions r where r.publication_id = p.id);

grant select on version_translators to daeyeok_web;
