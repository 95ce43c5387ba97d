-- The Korean: identities that outlive versions, and versions that never change.

-- What was approved is what is published: one hash over the ordered segments and the page made of them.
create function content_hash(content jsonb, html text) returns bytea
  language sql immutable strict parallel safe set search_path = pg_catalog as
  $$ select sha256(convert_to(length(content::text)::text || ':' || content::text || html, 'UTF8')) $$;

create function title_of(content jsonb) returns text
  language sql immutable strict parallel safe set search_path = pg_catalog as
  $$ select jsonb_path_query_first(content, '$[*] ? (@.kind == "title")') ->> 'text' $$;

create table segments (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles,
  number integer not null check (number > 0),
  unique (article_id, number),
  unique (article_id, id)
);
call freeze('desk.segments');

create table source_versions (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles,
  number integer not null check (number > 0),
  significance text check (significance in ('typo', 'update', 'correction')),
  note prose not null default '',
  created_by bigint not null references people,
  created_at timestamptz not null default now(),
  content jsonb not null check (jsonb_typeof(content) = 'array'),
  html text not null,
  content_hash bytea not null generated always as (content_hash(content, html)) stored,
  title text not null generated always as (title_of(content)) stored,
  check ((number = 1) = (significance is null)),
  unique (article_id, number),
  unique (article_id, id),
  unique (id, article_id, content_hash)
);
call freeze('desk.source_versions');

create table source_segments (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  source_version_id bigint not null,
  segment_id bigint not null,
  position integer not null check (position > 0),
  kind text not null check (kind in ('title', 'summary', 'byline', 'heading', 'paragraph', 'item', 'quotation', 'note',
    'caption', 'alt', 'credit', 'table', 'footnote', 'figure', 'code', 'break')),
  text prose not null,
  attributes jsonb not null default '{}',
  fingerprint text not null,
  foreign key (article_id, source_version_id) references source_versions (article_id, id),
  foreign key (article_id, segment_id) references segments (article_id, id),
  unique (source_version_id, segment_id),
  unique (source_version_id, position),
  unique (segment_id, id)
);
call freeze('desk.source_segments');

-- An editor's yes to exactly one version of the Korean.
create table source_approvals (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  source_version_id bigint not null unique,
  content_hash bytea not null,
  approved_by bigint not null,
  approver_role text not null default 'editor' check (approver_role = 'editor'),
  approved_at timestamptz not null default now(),
  foreign key (source_version_id, article_id, content_hash) references source_versions (id, article_id, content_hash),
  foreign key (approved_by, approver_role) references role_grants (person_id, role),
  unique (id, source_version_id, article_id, content_hash)
);
call freeze('desk.source_approvals');

create function check_source_approval() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from desk.role_grants g where g.person_id = new.approved_by and g.role = 'editor' and g.revoked_at is null for share;
  if not found then
    raise exception 'only an editor approves' using errcode = 'DY010';
  end if;
  new.approved_at := now();
  return new;
end $$;
-- Origin-only on purpose: a restore must be able to replay approvals of editors who have left since.
create trigger rules before insert on source_approvals for each row execute function check_source_approval();

-- A new source version and an approval of the English wait for each other.
create function lock_article() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from desk.articles a where a.id = new.article_id for update;
  return new;
end $$;
create trigger lock_article before insert on source_versions for each row execute function lock_article();

revoke execute on function content_hash(jsonb, text), title_of(jsonb), check_source_approval(), lock_article() from public;
grant execute on function content_hash(jsonb, text), title_of(jsonb) to daeyeok_web, daeyeok_worker;
grant select, insert on segments, source_versions, source_segments, source_approvals to daeyeok_web;
grant select on segments, source_versions, source_segments, source_approvals to daeyeok_worker;
