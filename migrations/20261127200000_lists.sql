-- What lists are read from: a row for each public article in each language, in the order readers expect, by category, series,
-- byline and day. A row comes and goes in the transaction of the publication and of the retraction, as those of search do, and
-- holds nothing that the page itself does not say.

create table site.listed (
  publication_id bigint primary key references published.publications,
  article_id bigint not null,
  language text not null,
  category_id bigint references categories,
  series_id bigint references series,
  -- As it was approved, cut where no byline is that long; '' where there is none.
  byline text not null,
  -- Since when readers have it, here or where it was before it came here.
  first_published_at timestamptz not null,
  -- When another version replaced the first one here; null while it is the first.
  changed_at timestamptz,
  unique (article_id, language)
);
create index on site.listed (language, first_published_at, article_id) include (publication_id);
create index on site.listed (language, category_id, first_published_at, article_id) include (publication_id);
create index on site.listed (language, byline, first_published_at, article_id) include (publication_id);
create index on site.listed (category_id, language);
create index on site.listed (series_id, language);

-- An archive says when it had published a text: the Korean by the entry that became the article, the English by the one paired with it.
create function published.readers_have_since(in_article bigint, in_language text) returns timestamptz
  language sql stable security definer set search_path = pg_catalog as $$
  select least(
    (select min(p.published_at) from published.publications p where p.article_id = in_article and p.language = in_language),
    (select min(e.published_at) from desk.archive_entries e where e.status = 'published' and e.id in (
      select m.entry_id from desk.archive_articles m where m.article_id = in_article and in_language = 'ko'
      union all
      select m.entry_id from desk.pairings m where m.article_id = in_article and in_language = 'en')))
$$;

create function published.byline_of(in_content jsonb) returns text
  language sql immutable set search_path = pg_catalog as $$
  select left(coalesce(jsonb_path_query_first(in_content, '$[*] ? (@.kind == "byline")') ->> 'text', ''), 200)
$$;

create function published.make_listed() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from site.listed where article_id = new.article_id and language = new.language;
  insert into site.listed (publication_id, article_id, language, category_id, series_id, byline, first_published_at, changed_at)
    select new.id, a.id, new.language, a.category_id, a.series_id, published.byline_of(new.content),
      published.readers_have_since(a.id, new.language),
      (select new.published_at from published.publications p
        where p.article_id = a.id and p.language = new.language and p.id < new.id limit 1)
    from desk.articles a where a.id = new.article_id;
  return null;
end $$;
create trigger make_listed after insert on published.publications for each row execute function published.make_listed();

create function published.make_unlisted() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from site.listed where publication_id = new.publication_id;
  return null;
end $$;
create trigger make_unlisted after insert on published.retractions for each row execute function published.make_unlisted();

create function published.follow_place() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update site.listed set category_id = new.category_id, series_id = new.series_id where article_id = new.id;
  return null;
end $$;
create trigger follow_place after update of category_id, series_id on articles for each row execute function published.follow_place();

create function published.follow_archive() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update site.listed set first_published_at = published.readers_have_since(article_id, language) where article_id = new.article_id;
  if found then
    update published.editions set number = number + 1;
    perform pg_notify('edition', '');
  end if;
  return null;
end $$;
create trigger follow_archive after insert on archive_articles for each row execute function published.follow_archive();
create trigger follow_archive after insert on pairings for each row execute function published.follow_archive();

insert into site.listed (publication_id, article_id, language, category_id, series_id, byline, first_published_at, changed_at)
  select p.publication_id, p.article_id, p.language, a.category_id, a.series_id, published.byline_of(p.content),
    published.readers_have_since(p.article_id, p.language),
    (select p.published_at from published.publications f
      where f.article_id = p.article_id and f.language = p.language and f.id < p.publication_id limit 1)
  from site.pages p join articles a on a.id = p.article_id;

-- Categories and series in which there is something to read, and in which languages.
create view site.categories with (security_barrier) as
  select c.id, c.slug, c.name_ko as ko, c.name_en as en, array_remove(array[
    case when exists (select from site.listed l where l.category_id = c.id and l.language = 'ko') then 'ko' end,
    case when exists (select from site.listed l where l.category_id = c.id and l.language = 'en') then 'en' end], null) as languages
  from categories c where exists (select from site.listed l where l.category_id = c.id);

create view site.series with (security_barrier) as
  select s.id, s.slug, s.name_ko as ko, s.name_en as en, array_remove(array[
    case when exists (select from site.listed l where l.series_id = s.id and l.language = 'ko') then 'ko' end,
    case when exists (select from site.listed l where l.series_id = s.id and l.language = 'en') then 'en' end], null) as languages
  from series s where exists (select from site.listed l where l.series_id = s.id);

revoke execute on function published.readers_have_since(bigint, text), published.byline_of(jsonb), published.make_listed(),
  published.make_unlisted(), published.follow_place(), published.follow_archive() from public;
grant select on site.listed, site.categories, site.series to daeyeok_reader, daeyeok_web, daeyeok_worker;
