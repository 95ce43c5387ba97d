-- PostgreSQL reads the conditions of checks, of triggers and of generated columns anew from their text in every statement that
-- touches a row; in a save that was a quarter of its cost. Domains are read once a connection, and `update of` is a look at
-- a few bits, so what was held before is held as before.
create domain wording as prose check (length(value) <= 200000);
create domain origin as text check (value in ('machine', 'memory', 'person', 'import'));

alter table targets alter column words drop expression;
alter table targets alter column words set default 0;
alter table targets drop constraint targets_text_check;
alter table targets drop constraint targets_origin_check;
alter table targets alter column text type wording;
alter table targets alter column origin type origin;

-- Every save sets other columns than these: they change when somebody says yes, and are taken back by the guard.
drop trigger keep_confirmation on targets;
create or replace function keep_confirmation() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.confirmed_revision is null or (new.confirmed_revision, new.confirmed_source_segment_id, new.confirmed_by)
    is not distinct from (old.confirmed_revision, old.confirmed_source_segment_id, old.confirmed_by) then
    return null;
  end if;
  if coalesce(current_setting('desk.following', true), '') = '' then
    insert into desk.confirmations (article_id, segment_id, source_segment_id, revision, manner, person_id)
      values (new.article_id, new.segment_id, new.confirmed_source_segment_id, new.confirmed_revision,
        case when new.text = old.text and not exists (
          select from desk.source_segments one join desk.source_segments other on other.fingerprint = one.fingerprint
          where one.id = new.confirmed_source_segment_id and other.id = old.source_segment_id
        ) then 'still-right' else 'confirmed' end,
        new.confirmed_by);
  end if;
  return null;
end $$;
create trigger keep_confirmation after update of confirmed_by, confirmed_revision, confirmed_source_segment_id on targets
  for each row execute function keep_confirmation();
alter table targets enable always trigger keep_confirmation;

create or replace function guard_target() returns trigger language plpgsql set search_path = pg_catalog as $$
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
  new.words := cardinality(array_remove(string_to_array(translate(new.text, E'\n\t', '  '), ' '), ''));
  new.saved_at := clock_timestamp();
  new.confirmed_by := null;
  new.confirmed_at := null;
  new.confirmed_revision := null;
  new.confirmed_source_segment_id := null;
  return new;
end $$;
