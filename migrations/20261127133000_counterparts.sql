-- What somebody said about a paragraph that has no counterpart in the other language, for this wording of the Korean only:
-- the English needs none, or says something more for foreign readers. It stands until it is taken back or the Korean changes.
create table counterparts (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  segment_id bigint not null,
  source_segment_id bigint not null,
  kind text not null check (kind in ('none', 'added')),
  reason prose not null check (length(btrim(reason)) between 1 and 2000),
  said_by bigint not null references people,
  said_at timestamptz not null default now(),
  taken_back_by bigint references people,
  taken_back_at timestamptz,
  foreign key (article_id, segment_id) references segments (article_id, id),
  foreign key (segment_id, source_segment_id) references source_segments (segment_id, id),
  check ((taken_back_by is null) = (taken_back_at is null))
);
create index on counterparts (article_id);
create unique index one_standing_word on counterparts (segment_id, source_segment_id) where taken_back_at is null;
call freeze_but('desk.counterparts', 'taken_back_by', 'taken_back_at');

grant select, insert on counterparts to daeyeok_web;
grant update (taken_back_by, taken_back_at) on counterparts to daeyeok_web;
grant select on counterparts to daeyeok_worker;
