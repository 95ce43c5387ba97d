-- The English in the workshop: the only text that may be updated, and only by the guarded save.

create table targets (
  segment_id bigint primary key,
  article_id bigint not null,
  text prose not null default '' check (length(text) <= 200000),
  revision bigint not null default 0,
  -- The revision the last save was based on; the guard compares it with the one it found.
  base_revision bigint not null default 0,
  save_id uuid,
  origin text not null default 'person' check (origin in ('machine', 'memory', 'person', 'import')),
  -- What the machine wrote, kept beside what stands now.
  machine_text prose,
  engine text,
  markup_lost boolean not null default false,
  source_segment_id bigint not null,
  saved_by bigint references people,
  saved_at timestamptz,
  confirmed_by bigint references people,
  confirmed_at timestamptz,
  confirmed_revision bigint,
  confirmed_source_segment_id bigint,
  foreign key (article_id, segment_id) references segments (article_id, id),
  foreign key (segment_id, source_segment_id) references source_segments (segment_id, id),
  foreign key (segment_id, confirmed_source_segment_id) references source_segments (segment_id, id)
) with (fillfactor = 70);
create index on targets (article_id);

-- Every accepted save and the losing text of every conflict, for ever.
create table target_revisions (
  id bigint generated always as identity primary key,
  segment_id bigint not null,
  article_id bigint not null,
  outcome text not null check (outcome in ('saved', 'conflict')),
  -- The revision a save made; for a conflict, the one that stood in its way.
  revision bigint not null,
  base_revision bigint not null,
  save_id uuid not null unique,
  text prose not null,
  origin text not null,
  source_segment_id bigint not null,
  saved_by bigint references people,
  saved_at timestamptz not null default clock_timestamp(),
  foreign key (article_id, segment_id) references segments (article_id, id)
);
create unique index on target_revisions (segment_id, revision) where outcome = 'saved';
create index on target_revisions (article_id, id desc);
call freeze('desk.target_revisions');

-- A write that does not say which revision it saw is refused, whoever sends it; and no text changes without its revision,
-- nor do the names beside it change without the text. A draft never touches what a person has written.
create function guard_target() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.segment_id <> old.segment_id or new.article_id <> old.article_id then
    raise exception 'a target keeps its segment' using errcode = 'DY001';
  end if;
  if new.text is not distinct from old.text then
    if new.revision <> old.revision then
      raise exception 'a revision without a change' using errcode = 'DY400';
    end if;
    if (new.saved_by, new.origin, new.save_id, new.saved_at) is distinct from (old.saved_by, old.origin, old.save_id, old.saved_at) then
      raise exception 'another name without another text' using errcode = 'DY400';
    end if;
    return new;
  end if;
  if new.save_id is null or new.save_id is not distinct from old.save_id then
    raise exception 'a save names itself' using errcode = 'DY400';
  end if;
  if new.base_revision <> old.revision then
    raise exception 'the text has moved on: based on %, found %', new.base_revision, old.revision using errcode = 'DY409';
  end if;
  if new.origin in ('machine', 'memory') and old.origin in ('person', 'import') and old.text ~ '\S' then
    raise exception 'a draft does not touch what a person has written' using errcode = 'DY409';
  end if;
  new.revision := old.revision + 1;
  new.saved_at := clock_timestamp();
  new.confirmed_by := null;
  new.confirmed_at := null;
  new.confirmed_revision := null;
  new.confirmed_source_segment_id := null;
  return new;
end $$;
create trigger guard before update on targets for each row execute function guard_target();
alter table targets enable always trigger guard;

create function keep_revision() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.revision <> 0 or new.text <> '' then
      raise exception 'a target begins empty' using errcode = 'DY400';
    end if;
    return null;
  end if;
  if new.revision <> old.revision then
    insert into desk.target_revisions (segment_id, article_id, outcome, revision, base_revision, save_id, text, origin, source_segment_id, saved_by, saved_at)
    values (new.segment_id, new.article_id, 'saved', new.revision, new.base_revision, new.save_id, new.text, new.origin, new.source_segment_id, new.saved_by, new.saved_at);
  end if;
  return null;
end $$;
create trigger keep_revision after insert or update on targets for each row execute function keep_revision();
alter table targets enable always trigger keep_revision;
create trigger no_deleting before delete on targets for each row execute function refuse_rewriting();
create trigger no_truncating before truncate on targets for each statement execute function refuse_rewriting();
alter table targets enable always trigger no_deleting;
alter table targets enable always trigger no_truncating;

create type save_outcome as (
  outcome text,            -- saved, same, repeated, conflict
  revision bigint,         -- what stands now
  text text,
  saved_by bigint,
  saved_at timestamptz,
  confirmed boolean,
  base_text text           -- only with a conflict: what both started from
);

-- The guarded save, in one round trip, and the web's only way to the words. Saves of one person never conflict with themselves, nor a person's words with a
-- draft that nobody has read; a repeated save_id is a success.
create function save_target(
  in_segment bigint, in_source_segment bigint, in_base bigint, in_save uuid, in_text text, in_person bigint, in_confirm boolean
) returns save_outcome language plpgsql security definer set search_path = pg_catalog as $$
declare
  stands desk.targets;
  earlier desk.target_revisions;
  answer desk.save_outcome;
begin
  select * into stands from desk.targets t where t.segment_id = in_segment for update;
  if not found then
    insert into desk.targets (segment_id, article_id, source_segment_id)
      select s.segment_id, s.article_id, s.id from desk.source_segments s where s.id = in_source_segment and s.segment_id = in_segment
      on conflict do nothing;
    select * into stands from desk.targets t where t.segment_id = in_segment for update;
    if not found then
      raise exception 'no such segment' using errcode = 'DY404';
    end if;
  end if;

  if stands.text is distinct from in_text or stands.save_id is not distinct from in_save then
    select * into earlier from desk.target_revisions r where r.save_id = in_save;
    if found then
      if earlier.segment_id <> in_segment or earlier.text <> in_text then
        raise exception 'this save was another one' using errcode = 'DY400';
      end if;
      answer.outcome := case earlier.outcome when 'saved' then 'repeated' else 'conflict' end;
    end if;
  end if;

  if answer.outcome is null then
    if stands.text = in_text then
      answer.outcome := 'same';
    elsif in_base = stands.revision or not exists (
      select from desk.target_revisions r
      where r.segment_id = in_segment and r.outcome = 'saved' and r.revision > in_base
        and r.origin in ('person', 'import') and r.saved_by is distinct from in_person
    ) and in_base between 0 and stands.revision then
      update desk.targets t
        set text = in_text, base_revision = stands.revision, save_id = in_save, origin = 'person', markup_lost = false,
            source_segment_id = in_source_segment, saved_by = in_person
        where t.segment_id = in_segment
        returning * into stands;
      answer.outcome := 'saved';
    else
      insert into desk.target_revisions (segment_id, article_id, outcome, revision, base_revision, save_id, text, origin, source_segment_id, saved_by)
      values (in_segment, stands.article_id, 'conflict', stands.revision, in_base, in_save, in_text, 'person', in_source_segment, in_person);
      answer.outcome := 'conflict';
    end if;
  end if;

  if in_confirm and stands.text = in_text and stands.text <> '' and answer.outcome <> 'conflict' then
    update desk.targets t
      set confirmed_by = in_person, confirmed_at = clock_timestamp(), confirmed_revision = t.revision,
          confirmed_source_segment_id = in_source_segment, source_segment_id = in_source_segment
      where t.segment_id = in_segment
      returning * into stands;
  end if;

  if answer.outcome = 'conflict' then
    select coalesce((select r.text from desk.target_revisions r
      where r.segment_id = in_segment and r.outcome = 'saved' and r.revision = in_base), '') into answer.base_text;
  end if;
  answer.revision := stands.revision;
  answer.text := stands.text;
  answer.saved_by := stands.saved_by;
  answer.saved_at := stands.saved_at;
  answer.confirmed := stands.confirmed_revision is not distinct from stands.revision and stands.revision > 0;
  return answer;
end $$;

-- Notes on a pair, open or settled. What was said stays said.
create table comments (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  article_id bigint not null,
  segment_id bigint not null,
  text prose not null check (length(btrim(text)) between 1 and 10000),
  written_by bigint not null references people,
  written_at timestamptz not null default now(),
  settled_by bigint references people,
  settled_at timestamptz,
  foreign key (article_id, segment_id) references segments (article_id, id)
);
create index on comments (article_id);
call freeze_but('desk.comments', 'settled_by', 'settled_at');

revoke execute on function guard_target(), keep_revision(), save_target(bigint, bigint, bigint, uuid, text, bigint, boolean) from public;
grant execute on function save_target(bigint, bigint, bigint, uuid, text, bigint, boolean) to daeyeok_web;
grant select on targets, target_revisions to daeyeok_web, daeyeok_worker;
grant update (confirmed_by, confirmed_at, confirmed_revision, confirmed_source_segment_id) on targets to daeyeok_web;
grant insert on targets to daeyeok_worker;
grant update (text, base_revision, save_id, origin, machine_text, engine, markup_lost, source_segment_id, saved_by) on targets to daeyeok_worker;
grant select, insert on comments to daeyeok_web;
grant update (settled_by, settled_at) on comments to daeyeok_web;
grant select on comments to daeyeok_worker;
