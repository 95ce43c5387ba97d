-- Submission freezes the whole English; an editor says yes to exactly those bytes, or sends them back.

create table translation_versions (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  source_version_id bigint not null,
  number integer not null check (number > 0),
  submitted_by bigint not null references people,
  submitted_at timestamptz not null default now(),
  note prose not null default '',
  content jsonb not null check (jsonb_typeof(content) = 'array'),
  html text not null,
  content_hash bytea not null generated always as (content_hash(content, html)) stored,
  title text not null generated always as (title_of(content)) stored,
  foreign key (article_id, source_version_id) references source_versions (article_id, id),
  unique (article_id, number),
  unique (id, article_id, source_version_id, content_hash)
);
call freeze('desk.translation_versions');

-- Whose words a version holds, written down by the database itself when the version is made.
create table version_authors (
  translation_version_id bigint not null references translation_versions,
  person_id bigint not null references people,
  primary key (translation_version_id, person_id)
);
call freeze('desk.version_authors');

create function note_authors() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into desk.version_authors (translation_version_id, person_id)
    select new.id, new.submitted_by
    union
    select new.id, r.saved_by from desk.targets t
      join desk.source_segments s on s.segment_id = t.segment_id and s.source_version_id = new.source_version_id
      join desk.target_revisions r on r.segment_id = t.segment_id and r.revision = t.revision and r.outcome = 'saved'
      where t.article_id = new.article_id and r.origin = 'person' and r.saved_by is not null;
  return null;
end $$;
create trigger note_authors after insert on translation_versions for each row execute function note_authors();

create table approvals (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  source_version_id bigint not null,
  translation_version_id bigint not null unique,
  content_hash bytea not null,
  approved_by bigint not null,
  approver_role text not null default 'editor' check (approver_role = 'editor'),
  -- Only where the house has switched four eyes off: why an editor approved their own words.
  own_work_reason prose check (length(btrim(own_work_reason)) > 0),
  approved_at timestamptz not null default now(),
  foreign key (translation_version_id, article_id, source_version_id, content_hash)
    references translation_versions (id, article_id, source_version_id, content_hash),
  foreign key (approved_by, approver_role) references role_grants (person_id, role),
  unique (id, translation_version_id, article_id, source_version_id, content_hash)
);
call freeze('desk.approvals');

create table returns (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles,
  translation_version_id bigint not null unique references translation_versions,
  reasons prose not null check (length(btrim(reasons)) between 1 and 10000),
  returned_by bigint not null,
  returner_role text not null default 'editor' check (returner_role = 'editor'),
  returned_at timestamptz not null default now(),
  foreign key (returned_by, returner_role) references role_grants (person_id, role)
);
call freeze('desk.returns');

create function check_approval() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  own boolean;
begin
  perform from desk.articles a where a.id = new.article_id for update;
  perform from desk.role_grants g where g.person_id = new.approved_by and g.role = 'editor' and g.revoked_at is null for share;
  if not found then
    raise exception 'only an editor approves' using errcode = 'DY010';
  end if;
  own := exists (select from desk.version_authors v
    where v.translation_version_id = new.translation_version_id and v.person_id = new.approved_by);
  if own and not coalesce((select (s.value)::boolean from desk.settings s where s.name = 'own-work-approval'), false) then
    raise exception 'an editor does not approve their own words' using errcode = 'DY011';
  end if;
  if own and new.own_work_reason is null then
    raise exception 'approving one''s own words asks for a reason' using errcode = 'DY012';
  end if;
  if not own then
    new.own_work_reason := null;
  end if;
  if exists (
    select from desk.source_versions s join desk.source_versions own on own.id = new.source_version_id
    where s.article_id = new.article_id and (s.id > own.id or s.number > own.number)
  ) then
    raise exception 'the source has moved on' using errcode = 'DY013';
  end if;
  if exists (select from desk.returns r where r.translation_version_id = new.translation_version_id) then
    raise exception 'this version was returned' using errcode = 'DY014';
  end if;
  new.approved_at := now();
  return new;
end $$;
-- Origin-only on purpose: a restore must be able to replay the approvals of a source that has moved on since.
create trigger rules before insert on approvals for each row execute function check_approval();

create function check_return() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from desk.articles a where a.id = new.article_id for update;
  if not desk.holds_role(new.returned_by, 'editor') then
    raise exception 'only an editor returns' using errcode = 'DY010';
  end if;
  if not exists (select from desk.translation_versions v where v.id = new.translation_version_id and v.article_id = new.article_id) then
    raise exception 'no such version of this article' using errcode = 'DY404';
  end if;
  new.returned_at := now();
  return new;
end $$;
create trigger rules before insert on returns for each row execute function check_return();

alter table memory_entries add foreign key (translation_version_id) references translation_versions;

revoke execute on function note_authors(), check_approval(), check_return() from public;
grant select, insert on translation_versions, approvals, returns to daeyeok_web;
grant select on version_authors to daeyeok_web;
grant select on translation_versions, version_authors, approvals, returns to daeyeok_worker;
