-- The termbase: agreed renderings, and names as their owners spell them. A wording of a term is written once; an edit ends it
-- and writes the next one under the same public id, so every wording stays, with who and when.
create table terms (
  id bigint generated always as identity primary key,
  -- The same for every wording of one term.
  public_id text not null default random_id() check (public_id ~ '^[0-9a-f]{32}$'),
  korean prose not null check (korean = btrim(korean) and length(korean) between 1 and 200),
  kind text not null check (kind in ('term', 'person', 'organisation', 'place')),
  part_of_speech text check (part_of_speech in ('noun', 'verb', 'adjective', 'adverb', 'phrase')),
  -- The English counts only in the letters it is written in: “State” is not “state”.
  exact_case boolean not null default false,
  -- Of a person: what stands before the name at the first mention, what they are called after it, and which name comes first.
  title prose not null default '' check (length(title) <= 200),
  short_form prose not null default '' check (length(short_form) <= 200),
  name_order text check (name_order in ('family-first', 'given-first')),
  note prose not null default '' check (length(note) <= 2000),
  -- Everything where both are null; else this series or this article only.
  series_id bigint references series,
  article_id bigint references articles,
  written_by bigint not null references people,
  written_at timestamptz not null default now(),
  -- When the next wording was written, or the term was retired.
  ended_by bigint references people,
  ended_at timestamptz,
  check (num_nonnulls(series_id, article_id) <= 1),
  check (num_nonnulls(ended_by, ended_at) <> 1),
  check ((kind = 'person') = (name_order is not null)),
  check (kind = 'person' or (title = '' and short_form = ''))
);
create unique index one_standing_wording on terms (public_id) where ended_at is null;
create unique index one_standing_term on terms (replace(korean, ' ', ''), coalesce(series_id, 0), coalesce(article_id, 0)) where ended_at is null;
create index on terms (public_id, id desc);
call freeze_but('desk.terms', 'ended_by', 'ended_at');

-- English of a term: accepted, the preferred one first; and forbidden.
create table term_forms (
  term_id bigint not null references terms,
  standing text not null check (standing in ('accepted', 'forbidden')),
  position smallint not null check (position > 0),
  text prose not null check (text = btrim(text) and length(text) between 1 and 200),
  primary key (term_id, standing, position)
);
call freeze('desk.term_forms');

-- Another value after every change, so that whoever holds a copy of the termbase sees at once that it is old.
create table termbase_edition (
  single boolean primary key default true check (single),
  edition uuid not null default gen_random_uuid()
);
insert into termbase_edition default values;

create function next_termbase_edition() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update desk.termbase_edition set edition = gen_random_uuid();
  return null;
end $$;
revoke execute on function next_termbase_edition() from public;
create trigger next_termbase_edition after insert or update on terms
  for each statement execute function next_termbase_edition();

grant select, insert on terms, term_forms to daeyeok_web;
grant update (ended_by, ended_at) on terms to daeyeok_web;
grant select on termbase_edition to daeyeok_web, daeyeok_worker;
grant update (edition) on termbase_edition to daeyeok_web;
grant select on terms, term_forms to daeyeok_worker;
