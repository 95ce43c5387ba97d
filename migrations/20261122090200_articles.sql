-- The thing readers read, where it belongs, and its photographs.

create table categories (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$' and length(slug) <= 120),
  name_ko prose not null check (length(btrim(name_ko)) between 1 and 200),
  name_en prose not null check (length(btrim(name_en)) between 1 and 200)
);

create table series (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$' and length(slug) <= 120),
  name_ko prose not null check (length(btrim(name_ko)) between 1 and 200),
  name_en prose not null check (length(btrim(name_en)) between 1 and 200)
);

create table articles (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$' and length(slug) <= 120),
  category_id bigint references categories,
  series_id bigint references series,
  part integer check (part between 1 and 999),
  brought_in_by bigint not null references people,
  created_at timestamptz not null default now(),
  check ((series_id is null) = (part is null)),
  unique (series_id, part)
);

create table related_articles (
  article_id bigint not null references articles,
  related_article_id bigint not null references articles,
  position integer not null,
  primary key (article_id, related_article_id),
  check (article_id <> related_article_id)
);

create table media (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  name prose not null,
  brought_in_by bigint not null references people,
  created_at timestamptz not null default now()
);

create table media_renditions (
  media_id bigint not null references media,
  width integer not null check (width > 0),
  format text not null check (format in ('webp', 'jpeg', 'png')),
  bytes bytea not null,
  primary key (media_id, width, format)
);
call freeze('desk.media');
call freeze('desk.media_renditions');

-- A photograph comes in all its sizes at once: what an editor has seen gets no other bytes later.
create function check_rendition() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from desk.media m where m.id = new.media_id and m.created_at = now()) then
    raise exception 'a photograph that is kept gets no further sizes' using errcode = 'DY001';
  end if;
  return new;
end $$;
-- Origin-only on purpose: a restore replays photographs of other days.
create trigger rules before insert on media_renditions for each row execute function check_rendition();
revoke execute on function check_rendition() from public;

alter table events add foreign key (article_id) references articles;

grant select, insert on categories, series, articles, media, media_renditions to daeyeok_web;
grant update (name_ko, name_en) on categories, series to daeyeok_web;
grant update (slug, category_id, series_id, part) on articles to daeyeok_web;
grant select, insert, delete on related_articles to daeyeok_web;
grant select on categories, series, articles, related_articles to daeyeok_worker;
