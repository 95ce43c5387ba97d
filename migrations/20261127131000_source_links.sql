-- How each paragraph of a source version came from the version before: what an editor saw and, where it was wrong,
-- corrected. Paragraphs that are the same where they were need no row.
create table source_links (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  source_version_id bigint not null,
  -- Where it came from, and where it is now; for a split or a merge the two are different paragraphs.
  old_segment_id bigint,
  new_segment_id bigint,
  kind text not null check (kind in ('edited', 'moved', 'split', 'merged', 'new', 'gone', 'returned')),
  corrected boolean not null default false,
  foreign key (article_id, source_version_id) references source_versions (article_id, id),
  foreign key (article_id, old_segment_id) references segments (article_id, id),
  foreign key (article_id, new_segment_id) references segments (article_id, id),
  check ((old_segment_id is null) = (kind = 'new')),
  check ((new_segment_id is null) = (kind = 'gone')),
  check (kind not in ('edited', 'moved', 'returned') or old_segment_id = new_segment_id),
  check (kind not in ('split', 'merged') or old_segment_id <> new_segment_id)
);
create index on source_links (source_version_id);
create index on source_links (article_id);
call freeze('desk.source_links');

grant select, insert on source_links to daeyeok_web;
grant select on source_links to daeyeok_worker;
