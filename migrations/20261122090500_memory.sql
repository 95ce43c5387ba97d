-- Approved pairs kept for reuse.
create table memory_entries (
  id bigint generated always as identity primary key,
  source_text prose not null,
  source_key text not null,
  target_text prose not null,
  article_id bigint,
  segment_id bigint,
  translation_version_id bigint,
  approved_by bigint references people,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (article_id, segment_id) references segments (article_id, id)
);
create index on memory_entries (source_key) where withdrawn_at is null;
create index on memory_entries (translation_version_id);
call freeze_but('desk.memory_entries', 'withdrawn_at');

grant select, insert on memory_entries to daeyeok_web;
grant update (withdrawn_at) on memory_entries to daeyeok_web;
grant select on memory_entries to daeyeok_worker;
