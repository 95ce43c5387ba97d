-- No reader's bookmark breaks: where readers had an article before, in an archive or under an earlier slug. Readers' processes
-- learn of it only for what is public now, in the language it is public in.

create table former_paths (
  entry_id bigint not null references archive_entries,
  path text not null,
  host text not null,
  primary key (entry_id, path)
);
create index on former_paths (path);
call freeze('desk.former_paths');

-- The path and what follows it, as the archive wrote it, without a fragment and a last slash, and with a first
-- one; in WordPress also the short address
-- that every post has. The bare front page is nobody's.
create function note_former_paths() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into desk.former_paths (entry_id, path, host)
    select new.id, said.path, lower(coalesce(substring(new.address from '^https?://([^/?#:]*)'), ''))
    from (
      select regexp_replace(regexp_replace(regexp_replace(new.address, '^https?://[^/?#]*', ''), '^(?=[^/#])', '/'), '(/?#.*|/)$', '') as path
      union
      select case new.kind when 'page' then '/?page_id=' else '/?p=' end || new.external_id
        where new.source like 'wordpress:%' and new.external_id ~ '^[0-9]+$'
    ) said
    where said.path like '/_%' and new.status = 'published'
    on conflict do nothing;
  return null;
end $$;
create trigger note_former_paths after insert on archive_entries for each row execute function note_former_paths();

insert into former_paths (entry_id, path, host)
  select e.id, said.path, lower(coalesce(substring(e.address from '^https?://([^/?#:]*)'), ''))
  from archive_entries e cross join lateral (
    select regexp_replace(regexp_replace(regexp_replace(e.address, '^https?://[^/?#]*', ''), '^(?=[^/#])', '/'), '(/?#.*|/)$', '') as path
    union
    select case e.kind when 'page' then '/?page_id=' else '/?p=' end || e.external_id
      where e.source like 'wordpress:%' and e.external_id ~ '^[0-9]+$'
  ) said
  where said.path like '/_%' and e.status = 'published';

create table former_slugs (
  slug text not null,
  article_id bigint not null references articles,
  left_at timestamptz not null default now(),
  primary key (slug, article_id)
);

create function note_former_slug() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into desk.former_slugs (slug, article_id) values (old.slug, old.id)
    on conflict (slug, article_id) do update set left_at = now();
  return null;
end $$;
create trigger note_former_slug after update on articles for each row when (old.slug is distinct from new.slug)
  execute function note_former_slug();

insert into former_slugs (slug, article_id, left_at)
  select e.detail ->> 'from', e.article_id, max(e.at) from events e
  where e.action = 'details-changed' and e.detail ->> 'from' <> e.detail ->> 'to' and e.article_id is not null
  group by 1, 2;

create view site.former_addresses with (security_barrier) as
  select f.path, f.host, p.slug, p.language
  from desk.former_paths f join desk.archive_articles m on m.entry_id = f.entry_id
  join site.pages p on p.article_id = m.article_id and p.language = 'ko'
  union all
  select f.path, f.host, p.slug, p.language
  from desk.former_paths f join desk.pairings m on m.entry_id = f.entry_id
  join site.pages p on p.article_id = m.article_id and p.language = 'en';

create view site.former_slugs with (security_barrier) as
  select f.slug as former, f.left_at, p.slug, p.language
  from desk.former_slugs f join site.pages p on p.article_id = f.article_id;

revoke execute on function note_former_paths(), note_former_slug() from public;
grant select on former_paths, former_slugs to daeyeok_web;
grant select on site.former_addresses, site.former_slugs to daeyeok_reader, daeyeok_web, daeyeok_worker;
