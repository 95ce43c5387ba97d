-- English posts of an archive, put beside the Korean they belong to.

-- What an entry is called in an address.
alter table archive_entries add column public_id text not null unique default random_id();

-- Which Korean articles a waiting English post may belong to, as the program sees it: made anew by each search.
create table archive_searches (
  id bigint generated always as identity primary key,
  began_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create table archive_proposals (
  entry_id bigint not null references archive_entries,
  article_id bigint not null references articles,
  -- 1 is the first.
  rank integer not null check (rank > 0),
  score integer not null check (score between 0 and 100),
  -- [{"sort", "count"}]
  reasons jsonb not null check (jsonb_typeof(reasons) = 'array'),
  primary key (entry_id, article_id)
);
create index on archive_proposals (article_id);

-- Somebody's word that these two do not belong together. It stands until it is taken back.
create table pairing_denials (
  id bigint generated always as identity primary key,
  entry_id bigint not null references archive_entries,
  article_id bigint not null references articles,
  said_by bigint not null references people,
  said_at timestamptz not null default now(),
  taken_back_by bigint references people,
  taken_back_at timestamptz,
  check ((taken_back_by is null) = (taken_back_at is null))
);
create unique index one_standing_denial on pairing_denials (entry_id, article_id) where taken_back_at is null;
call freeze_but('desk.pairing_denials', 'taken_back_by', 'taken_back_at');

-- An editor's word that an entry is the English of an article. What was published there is a translation version here, and
-- its approval is the one that was given as "imported as already published"; a draft stays one, in the workshop.
create table pairings (
  entry_id bigint primary key references archive_entries,
  article_id bigint not null,
  source_version_id bigint not null,
  -- [{"number", "english"}]: which blocks of the entry, by place from 0, stand beside the paragraph of this number.
  alignment jsonb not null check (jsonb_typeof(alignment) = 'array'),
  translation_version_id bigint unique references translation_versions,
  approval_id bigint unique references approvals,
  paired_by bigint not null references people,
  paired_at timestamptz not null default now(),
  foreign key (article_id, source_version_id) references source_versions (article_id, id),
  check ((translation_version_id is null) = (approval_id is null))
);
create index on pairings (article_id);
call freeze('desk.pairings');

create function check_pairing() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  entry desk.archive_entries;
begin
  if not desk.holds_role(new.paired_by, 'editor') then
    raise exception 'only an editor pairs' using errcode = 'DY010';
  end if;
  select * into entry from desk.archive_entries e where e.id = new.entry_id;
  if entry.language <> 'en' then
    raise exception 'only English is paired with Korean' using errcode = 'DY400';
  end if;
  if (entry.status = 'published') <> (new.approval_id is not null) then
    raise exception 'what was published is approved as that, and nothing else' using errcode = 'DY400';
  end if;
  if new.approval_id is not null and not exists (
    select from desk.approvals a where a.id = new.approval_id and a.translation_version_id = new.translation_version_id
      and a.article_id = new.article_id and a.source_version_id = new.source_version_id and a.approved_by = new.paired_by
  ) then
    raise exception 'this is not the approval of that version' using errcode = 'DY020';
  end if;
  new.paired_at := now();
  return new;
end $$;
-- Origin-only on purpose: a restore must be able to replay pairings of editors who have left since.
create trigger rules before insert on pairings for each row execute function check_pairing();

-- The English of an entry in the workshop. The words are those of whoever brought the archive in, as far as anybody here
-- answers for them; they take the place of what a program drafted and never of what a person wrote. Words that were published
-- are confirmed by the editor who pairs them. Says whose words they are.
create function import_targets(in_entry bigint, in_article bigint, in_person bigint, in_words jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  entry desk.archive_entries;
  version bigint;
  whose bigint;
  word record;
begin
  if not desk.holds_role(in_person, 'editor') then
    raise exception 'only an editor pairs' using errcode = 'DY010';
  end if;
  perform from desk.articles a where a.id = in_article for update;
  select * into entry from desk.archive_entries e where e.id = in_entry and e.language = 'en'
    and not exists (select from desk.pairings p where p.entry_id = e.id);
  select v.id into version from desk.source_versions v where v.article_id = in_article order by v.number desc limit 1;
  if entry.id is null or version is null then
    raise exception 'no such entry or article' using errcode = 'DY404';
  end if;
  perform from desk.targets t where t.article_id = in_article order by t.segment_id for update;
  if exists (select from desk.targets t where t.article_id = in_article and t.text ~ '\S' and t.origin in ('person', 'import')) then
    raise exception 'somebody has written English here' using errcode = 'DY015';
  end if;
  whose := coalesce(entry.imported_by, in_person);
  for word in
    select s.segment_id, s.id as source_segment_id, w.text
    from jsonb_to_recordset(in_words) w (segment bigint, text text)
    join desk.source_segments s on s.segment_id = w.segment and s.source_version_id = version
    order by s.segment_id
  loop
    insert into desk.targets (segment_id, article_id, source_segment_id) values (word.segment_id, in_article, word.source_segment_id)
      on conflict do nothing;
    update desk.targets t
      set text = word.text, base_revision = t.revision, save_id = gen_random_uuid(), origin = 'import', markup_lost = false,
          source_segment_id = word.source_segment_id, saved_by = whose
      where t.segment_id = word.segment_id and t.text is distinct from word.text;
    if entry.status = 'published' then
      update desk.targets t
        set confirmed_by = in_person, confirmed_at = clock_timestamp(), confirmed_revision = t.revision,
            confirmed_source_segment_id = word.source_segment_id, source_segment_id = word.source_segment_id
        where t.segment_id = word.segment_id;
    end if;
  end loop;
  return whose;
end $$;

-- Words that somebody brought in are theirs as much as words they typed: nobody brings in a text and approves it alone.
create or replace function note_authors() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into desk.version_authors (translation_version_id, person_id)
    select new.id, new.submitted_by
    union
    select new.id, r.saved_by from desk.targets t
      join desk.source_segments s on s.segment_id = t.segment_id and s.source_version_id = new.source_version_id
      join desk.target_revisions r on r.segment_id = t.segment_id and r.revision = t.revision and r.outcome = 'saved'
      where t.article_id = new.article_id and r.origin in ('person', 'import') and r.saved_by is not null;
  return null;
end $$;

revoke execute on function check_pairing(), import_targets(bigint, bigint, bigint, jsonb) from public;
grant execute on function import_targets(bigint, bigint, bigint, jsonb) to daeyeok_web;
grant select, insert on pairings, pairing_denials to daeyeok_web;
grant update (taken_back_by, taken_back_at) on pairing_denials to daeyeok_web;
grant select on archive_searches, archive_proposals to daeyeok_web;
grant select on pairings, pairing_denials to daeyeok_worker;
grant select, insert, delete on archive_proposals to daeyeok_worker;
grant select, insert on archive_searches to daeyeok_worker;
grant update (finished_at) on archive_searches to daeyeok_worker;
