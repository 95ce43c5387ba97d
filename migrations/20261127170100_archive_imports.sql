-- Bringing an archive in at the desk is a job: what was asked, the files, and what became of every entry, in its order. A job
-- that dies goes on behind the last of them.
create table archive_imports (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  may_fetch boolean not null,
  asked_by bigint not null references people,
  asked_at timestamptz not null default now(),
  -- Entries; null until all files were read to their ends.
  total integer check (total >= 0),
  -- What had to be put right in order to read it: [{"file", "kind", "count"}].
  mended jsonb not null default '[]',
  finished_at timestamptz,
  -- Why it ended before its end: a rule, as in refusals.json, with its blanks; or `stopped`.
  fault text,
  fault_detail jsonb not null default '{}'
);

create table archive_import_files (
  id bigint generated always as identity primary key,
  import_id bigint not null references archive_imports,
  name text not null check (name <> '' and length(name) <= 255)
);
create index on archive_import_files (import_id);

-- The bytes, until the import has ended: any process may have to go on with it.
create table archive_import_chunks (
  file_id bigint not null references archive_import_files,
  position integer not null,
  bytes bytea not null,
  primary key (file_id, position)
);

create table archive_import_outcomes (
  import_id bigint not null references archive_imports,
  number integer not null check (number > 0),
  outcome jsonb not null,
  primary key (import_id, number)
);

grant select, insert on archive_imports, archive_import_files, archive_import_outcomes to daeyeok_web;
grant select, insert, delete on archive_import_chunks to daeyeok_web;
grant update (may_fetch, total, mended, finished_at, fault, fault_detail) on archive_imports to daeyeok_web;
grant select on archive_imports to daeyeok_worker;
