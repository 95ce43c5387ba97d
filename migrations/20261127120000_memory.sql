-- What a memory needs to say more than "the same": where a pair stood, where it came from, and how processes that keep a
-- copy of it learn of new ones.

-- The keys of the Korean before and after it in its article: '' at either end, null where nobody knows.
alter table memory_entries add column previous_key text;
alter table memory_entries add column next_key text;
-- For pairs that were brought in and not approved here: what they came from.
alter table memory_entries add column imported_from prose check (length(btrim(imported_from)) > 0);
-- The transaction that wrote it. Ids are given out before they are committed, so "newer than the last id I saw" would miss
-- some; "not visible in the snapshot I saw last" misses none.
alter table memory_entries add column written_in xid8 not null default pg_current_xact_id();
alter table memory_entries add check (translation_version_id is null or imported_from is null);

-- Whether an entry is open is an answer to a question about returns and retractions, which are rows of their own.
drop trigger no_rewriting on memory_entries;
drop trigger no_truncating on memory_entries;
alter table memory_entries drop column withdrawn_at;
call freeze('desk.memory_entries');

create index on memory_entries (source_key, id desc);
create index on memory_entries (written_in);
create index on memory_entries using gin (to_tsvector('pg_catalog.simple', target_text::text));

create index on published.publications (translation_version_id, id desc) where language = 'en';

-- Versions whose pairs are offered no more: the yes was taken back, or the English was, and has not been published since.
create view closed_versions as
  select r.translation_version_id, 'withdrawn' as mark, r.reasons as reason, r.returned_by as closed_by, r.returned_at as closed_at
  from returns r
  union all
  select p.translation_version_id, 'retracted', t.reason, t.retracted_by, t.retracted_at
  from published.publications p join published.retractions t on t.publication_id = p.id
  where p.language = 'en' and not exists (
    select from published.publications later where later.language = 'en'
      and later.translation_version_id = p.translation_version_id and later.id > p.id);

create function say_memory_grew() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  notify memory;
  return null;
end $$;
create trigger say_memory_grew after insert on memory_entries for each statement execute function say_memory_grew();

revoke execute on function say_memory_grew() from public;
grant select on closed_versions to daeyeok_web, daeyeok_worker;
