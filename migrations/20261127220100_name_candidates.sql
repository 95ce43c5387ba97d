-- Names that stand in Korean and English paragraphs which were paired, as the program reads them: each a proposal for the
-- termbase, with where it stands. Nothing here is agreed on.

create table name_candidates (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  korean prose not null check (korean = btrim(korean) and length(korean) between 2 and 200),
  kind text not null check (kind in ('person', 'organisation')),
  english prose not null check (english = btrim(english) and length(english) between 2 and 200),
  name_order text check (name_order in ('family-first', 'given-first')),
  article_id bigint not null,
  segment_id bigint not null,
  found_at timestamptz not null default now(),
  unique (korean, english, segment_id),
  foreign key (article_id, segment_id) references segments (article_id, id),
  check ((kind = 'person') = (name_order is not null))
);
call freeze('desk.name_candidates');

-- Which pairings were looked through.
create table name_searches (
  entry_id bigint primary key references pairings,
  at timestamptz not null default now()
);

-- Somebody's word that this English is not the name of that Korean. It stands until it is taken back.
create table name_denials (
  id bigint generated always as identity primary key,
  korean prose not null,
  english prose not null,
  said_by bigint not null references people,
  said_at timestamptz not null default now(),
  taken_back_by bigint references people,
  taken_back_at timestamptz,
  check ((taken_back_by is null) = (taken_back_at is null))
);
create unique index one_standing_name_denial on name_denials (korean, english) where taken_back_at is null;
call freeze_but('desk.name_denials', 'taken_back_by', 'taken_back_at');

grant select on name_candidates, name_searches to daeyeok_web, daeyeok_worker;
grant insert on name_candidates, name_searches to daeyeok_worker;
grant select, insert on name_denials to daeyeok_web;
grant update (taken_back_by, taken_back_at) on name_denials to daeyeok_web;
