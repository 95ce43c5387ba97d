-- What caches in front of the site have to be told: keys that pages carry of what they were made of (server/web/surrogateKeys.ts),
-- written in the transaction of the publication or retraction, and kept until a cache has heard them twice.

create table purges (
  id bigint generated always as identity primary key,
  keys text[] not null,
  asked_at timestamptz not null default now(),
  -- The second telling is for what a cache fetched in between from a process that had not heard yet itself.
  told smallint not null default 0,
  tries smallint not null default 0,
  next_try_at timestamptz not null default now()
);
create index on purges (next_try_at);

-- No cache is allowed to keep a page for longer than a day: what nobody could be told for a week no longer matters. A house without
-- such a cache has nothing here but the week.
create function ask_for_purge(in_keys text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from desk.purges where asked_at < now() - interval '7 days';
  insert into desk.purges (keys) values (in_keys);
end $$;

-- A slug by a name that tells nobody of an article they cannot read.
create function surrogate_key(in_kind text, in_slug text) returns text language sql immutable set search_path = pg_catalog as $$
  select in_kind || '-' || left(encode(sha256(convert_to(in_slug, 'UTF8')), 'hex'), 12)
$$;

-- Every page that shows this publication or names its article: its own in both languages, all lists, its series, and those of
-- articles that are related to it, which named nothing as long as it was not public.
create function ask_for_purge_of(in_publication bigint) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform desk.ask_for_purge(array(
    select 'lists'
    union select desk.surrogate_key('article', a.slug) from published.publications p
      join desk.articles a on a.id = p.article_id or a.id in (
        select r.article_id from desk.related_articles r where r.related_article_id = p.article_id)
      where p.id = in_publication
    union select desk.surrogate_key('series', s.slug) from published.publications p
      join desk.articles a on a.id = p.article_id join desk.series s on s.id = a.series_id where p.id = in_publication
    union select 'picture-' || m.public_id from published.publications p
      join published.publications every on every.article_id = p.article_id and every.language = p.language
      join published.pictures i on i.publication_id = every.id join desk.media m on m.id = i.media_id where p.id = in_publication
    order by 1));
end $$;

create function ask_for_purge_on_publication() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform desk.ask_for_purge_of(new.id);
  return null;
end $$;
create function ask_for_purge_on_retraction() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform desk.ask_for_purge_of(new.publication_id);
  return null;
end $$;
create function ask_for_purge_of_all() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform desk.ask_for_purge(array['site']);
  return null;
end $$;

create trigger ask_for_purge after insert on published.publications for each row execute function ask_for_purge_on_publication();
create trigger ask_for_purge after insert on published.retractions for each row execute function ask_for_purge_on_retraction();
-- Whatever else moves the edition on is rare and shows in places nobody has counted.
create trigger ask_for_purge after update on articles for each statement execute function ask_for_purge_of_all();
create trigger ask_for_purge after update on categories for each statement execute function ask_for_purge_of_all();
create trigger ask_for_purge after update on series for each statement execute function ask_for_purge_of_all();
create trigger ask_for_purge after insert or delete on related_articles for each statement execute function ask_for_purge_of_all();

revoke execute on function ask_for_purge(text[]), surrogate_key(text, text), ask_for_purge_of(bigint), ask_for_purge_on_publication(),
  ask_for_purge_on_retraction(), ask_for_purge_of_all() from public;
grant select, delete on purges to daeyeok_worker;
grant update (told, tries, next_try_at) on purges to daeyeok_worker;
