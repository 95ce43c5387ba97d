-- All that a reader's process can see. Each view answers from publications that stand, and from nothing else.
-- A publication stands when there is no later one: said so, one page does not cost a walk through all of them.

create view site.pages with (security_barrier) as
  select p.id as publication_id, p.article_id, a.slug, p.language, p.title, p.content, p.html, p.published_at,
    (select min(f.published_at) from published.publications f where f.article_id = p.article_id and f.language = p.language) as first_published_at,
    v.number as source_number, v.created_at as source_created_at,
    t.number as translation_number,
    (select array_agg(w.name::text order by w.name) from desk.version_authors x join desk.people w on w.id = x.person_id
      where x.translation_version_id = p.translation_version_id) as translators,
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

-- Pages that were public and are taken back: they answer 410.
create view site.gone with (security_barrier) as
  select a.slug, p.language, r.retracted_at
  from published.publications p
  join desk.articles a on a.id = p.article_id
  join published.retractions r on r.publication_id = p.id
  where not exists (select from published.publications l where l.article_id = p.article_id and l.language = p.language and l.id > p.id);

create view site.related with (security_barrier) as
  select r.article_id, r.related_article_id, r.position from desk.related_articles r
  where exists (select from site.pages p where p.article_id = r.article_id)
    and exists (select from site.pages p where p.article_id = r.related_article_id);

create view site.pictures with (security_barrier) as
  select m.public_id, m.width as full_width, m.height as full_height, x.width, x.format, x.bytes
  from desk.media m join desk.media_renditions x on x.media_id = m.id
  where exists (
    select from published.pictures i join site.pages p on p.publication_id = i.publication_id where i.media_id = m.id
  );

create view site.edition with (security_barrier) as select number from published.editions;

grant select on all tables in schema site to daeyeok_reader, daeyeok_web, daeyeok_worker;

-- For the self-check at start.
grant select on desk.migrations to daeyeok_web;
