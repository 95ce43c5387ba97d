-- A finding that a person judged right, for these two wordings only: once either changes it is found again.
create table dismissals (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  segment_id bigint not null,
  source_segment_id bigint not null,
  revision bigint not null check (revision > 0),
  -- What makes two findings the same: the check, what it said, and of what.
  finding text not null check (length(finding) between 1 and 4000),
  dismissed_by bigint not null references people,
  dismissed_at timestamptz not null default now(),
  taken_back_by bigint references people,
  taken_back_at timestamptz,
  foreign key (article_id, segment_id) references segments (article_id, id),
  foreign key (segment_id, source_segment_id) references source_segments (segment_id, id),
  check ((taken_back_by is null) = (taken_back_at is null))
);
create index on dismissals (article_id);
create unique index one_standing_dismissal on dismissals (segment_id, source_segment_id, revision, md5(finding)) where taken_back_at is null;
call freeze_but('desk.dismissals', 'taken_back_by', 'taken_back_at');

grant select, insert on dismissals to daeyeok_web;
grant update (taken_back_by, taken_back_at) on dismissals to daeyeok_web;
grant select on dismissals to daeyeok_worker;
