-- An address in each language. An article without one of its own in English has there the one that it has in Korean.

alter table articles add column english_slug text
  check (english_slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(english_slug) <= 120);
create unique index articles_english_address on articles ((coalesce(english_slug, slug)));
grant update (english_slug) on articles to daeyeok_web;

-- The slug of a page is the one of its language.
create or replace view site.pages with (security_barrier) as
  select p.id as publication_id, p.article_id,
    case p.language when 'en' then coalesce(a.english_slug, a.slug) else a.slug end as slug, p.language, p.title, p.content, p.html, p.published_at,
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

-- Where articles are or were in public, each language by its own: what English is to be called is nobody's as long as it is not public.
create view site.addresses with (security_barrier) as
  select a.id as article_id, 'ko' as language, a.slug from desk.articles a
    where exists (select from published.publications p where p.article_id = a.id and p.language = 'ko')
  union all
  select a.id, 'en', coalesce(a.english_slug, a.slug) from desk.articles a
    where exists (select from published.publications p where p.article_id = a.id and p.language = 'en');
grant select on site.addresses to daeyeok_reader, daeyeok_web, daeyeok_worker;

-- The article that readers find, or found, by this address; where there is none, the one that they find by it in the other language,
-- whose page has another address then. A function, since what is asked for by a subquery is looked for behind the barrier of a view
-- only when all of it has been read; and with a setting of its own, or it would be put in place as a subquery.
create function site.article_at(in_language text, in_slug text) returns bigint
  language sql stable set search_path = pg_catalog as $$
  select coalesce(
    (select article_id from site.addresses where language = in_language and slug = in_slug),
    (select article_id from site.addresses where language <> in_language and slug = in_slug))
$$;
revoke execute on function site.article_at(text, text) from public;
grant execute on function site.article_at(text, text) to daeyeok_reader, daeyeok_web, daeyeok_worker;

create or replace view site.gone with (security_barrier) as
  select case p.language when 'en' then coalesce(a.english_slug, a.slug) else a.slug end as slug, p.language, r.retracted_at
  from published.publications p
  join desk.articles a on a.id = p.article_id
  join published.retractions r on r.publication_id = p.id
  where not exists (select from published.publications l where l.article_id = p.article_id and l.language = p.language and l.id > p.id);

create or replace function note_former_slug() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into desk.former_slugs (slug, article_id)
    select old.slug, old.id where old.slug <> new.slug
    union
    select coalesce(old.english_slug, old.slug), old.id
      where coalesce(old.english_slug, old.slug) <> coalesce(new.english_slug, new.slug)
        and exists (select from published.publications p where p.article_id = old.id and p.language = 'en')
    on conflict (slug, article_id) do update set left_at = now();
  return null;
end $$;
drop trigger note_former_slug on articles;
create trigger note_former_slug after update of slug, english_slug on articles
  for each row execute function note_former_slug();

-- What a page was made of is told by the slug that the page knows, which is the one or the other.
create or replace function ask_for_purge_of(in_publication bigint) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform desk.ask_for_purge(array(
    select 'lists'
    union select desk.surrogate_key('article', one) from published.publications p
      join desk.articles a on a.id = p.article_id or a.id in (
        select r.article_id from desk.related_articles r where r.related_article_id = p.article_id)
      cross join unnest(array[a.slug, coalesce(a.english_slug, a.slug)]) one
      where p.id = in_publication
    union select desk.surrogate_key('series', s.slug) from published.publications p
      join desk.articles a on a.id = p.article_id join desk.series s on s.id = a.series_id where p.id = in_publication
    union select 'picture-' || m.public_id from published.publications p
      join published.publications every on every.article_id = p.article_id and every.language = p.language
      join published.pictures i on i.publication_id = every.id join desk.media m on m.id = i.media_id where p.id = in_publication
    order by 1));
end $$;

-- As before, but for the address that is asked for.
create or replace function site.report(
  in_language text, in_slug text, in_number integer, in_kind text, in_sentence text, in_text text, in_address inet
) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  page record;
  reporter bytea;
  reported bigint;
  newest bigint;
  shown bigint;
  made bigint;
begin
  select p.publication_id, p.article_id into page from site.pages p
    where p.language = in_language
      and p.article_id = site.article_at(in_language, in_slug)
      and exists (select from jsonb_array_elements(p.content) block
        where block -> 'number' = to_jsonb(in_number) and block ->> 'kind' not in ('figure', 'code', 'break'));
  select s.id into reported from desk.segments s where s.article_id = page.article_id and s.number = in_number;
  if reported is null then
    raise exception 'no such paragraph' using errcode = 'DY404';
  end if;
  if length(in_text) > 2000 then
    raise exception 'too long' using errcode = 'DY400';
  end if;

  perform pg_advisory_xact_lock(hashtextextended('desk.report_counts', 0));
  perform desk.forget_reporters();
  insert into desk.report_keys default values on conflict do nothing;
  select sha256(k.key || convert_to(
      case family(in_address) when 6 then network(set_masklen(in_address, 64))::text else host(in_address) end, 'UTF8'))
    into reporter from desk.report_keys k where k.day = current_date;
  if (select count(*) filter (where c.of_whom = reporter) >= 10 or count(*) filter (where c.article_id = page.article_id) >= 40
        or count(*) >= 200 from desk.report_counts c) then
    raise exception 'too many reports' using errcode = 'DY429';
  end if;
  insert into desk.report_counts (of_whom, article_id) values (reporter, page.article_id);

  -- Where the desk talks about it: at the paragraph itself, at the one it became, or at the title where it is no more.
  select v.id into newest from desk.source_versions v where v.article_id = page.article_id order by v.number desc limit 1;
  with recursive heirs (id, steps) as (
    select reported, 0
    union
    select l.new_segment_id, h.steps + 1 from heirs h join desk.source_links l on l.old_segment_id = h.id
      where l.new_segment_id <> h.id and h.steps < 20
  )
  select s.segment_id into shown from desk.source_segments s left join heirs h on h.id = s.segment_id
    where s.source_version_id = newest order by h.steps nulls last, s.position limit 1;

  insert into desk.reports (article_id, publication_id, language, segment_id, kind, sentence)
    values (page.article_id, page.publication_id, in_language, reported, in_kind, in_sentence) returning id into made;
  insert into desk.comments (article_id, segment_id, text, report_id) values (page.article_id, coalesce(shown, reported), in_text, made);
  perform pg_notify('desk', page.article_id::text);
end $$;
