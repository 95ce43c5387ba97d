-- Several people at one article: who has taken which paragraphs, who is where, and whose words a save carries.

-- "I take paragraphs 5 to 12": a word to the others and no lock. One at a time for a person and an article.
create table takes (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles,
  person_id bigint not null references people,
  -- Numbers of segments; what lies between them in the Korean of today is taken.
  first_number integer not null check (first_number between 1 and 999999),
  last_number integer not null check (last_number between 1 and 999999),
  taken_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index on takes (article_id, person_id) where ended_at is null;
create index on takes (article_id);
call freeze_but('desk.takes', 'ended_at');

-- Who looks at which article, a row for each open window. Nothing here outlives a crash, nor a process that has stopped
-- saying that its windows are open; several processes read one truth.
create unlogged table presences (
  stream_id uuid primary key,
  article_id bigint not null,
  person_id bigint not null,
  -- The pair they are in; null while they are in none.
  number integer,
  moved_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create index on presences (article_id);

grant select, insert on takes to daeyeok_web;
grant update (ended_at) on takes to daeyeok_web;
grant select, insert, delete on presences to daeyeok_web;
grant update (number, moved_at, seen_at) on presences to daeyeok_web;

-- The save by session once more, now with the public id of the person whose words these are: where somebody else has signed
-- in since in the same browser, nothing is written under the wrong name. It may be left out, as a plain form does.
drop function save_by_session(bytea, text, integer, bigint, uuid, text, boolean);

create function save_by_session(
  in_token bytea, in_slug text, in_number integer, in_base bigint, in_save uuid, in_text text, in_confirm boolean, in_as text default null
) returns session_save language plpgsql security definer set search_path = pg_catalog as $$
declare
  saver bigint;
  saver_name text;
  saver_public_id text;
  is_stale boolean;
  may_translate boolean;
  pair desk.source_segments;
  kept desk.save_outcome;
  answer desk.session_save;
begin
  select s.person_id, p.name, p.public_id, s.seen_at < now() - interval '5 minutes', bool_or(g.role in ('translator', 'editor'))
    into saver, saver_name, saver_public_id, is_stale, may_translate
    from desk.sessions s join desk.people p on p.id = s.person_id
    join desk.role_grants g on g.person_id = s.person_id and g.revoked_at is null
    where s.token_hash = in_token and s.expires_at > now() group by s.token_hash, p.id;
  if not found then
    answer.outcome := 'signed-out';
    return answer;
  end if;
  if in_as <> saver_public_id then
    answer.outcome := 'someone-else';
    return answer;
  end if;
  if not may_translate then
    answer.outcome := 'not-a-translator';
    return answer;
  end if;
  if is_stale then
    update desk.sessions s set seen_at = now(), expires_at = now() + interval '30 days' where s.token_hash = in_token;
  end if;

  select p.* into pair from desk.articles a
    join desk.segments g on g.article_id = a.id and g.number = in_number
    join desk.source_segments p on p.segment_id = g.id and p.kind not in ('figure', 'code', 'break') and p.text <> ''
    where a.slug = in_slug and p.source_version_id =
      (select v.id from desk.source_versions v where v.article_id = a.id order by v.number desc limit 1);
  if not found then
    answer.outcome := 'nothing-here';
    return answer;
  end if;

  kept := desk.save_target(pair.segment_id, pair.id, in_base, in_save, in_text, saver, in_confirm);
  answer.outcome := kept.outcome;
  answer.revision := kept.revision;
  answer.text := kept.text;
  answer.saved_by := kept.saved_by;
  answer.saved_at := kept.saved_at;
  answer.confirmed := kept.confirmed;
  answer.base_text := kept.base_text;
  answer.saved_by_name := case when kept.saved_by = saver then saver_name
    else (select p.name from desk.people p where p.id = kept.saved_by) end;
  return answer;
end $$;

revoke execute on function save_by_session(bytea, text, integer, bigint, uuid, text, boolean, text) from public;
grant execute on function save_by_session(bytea, text, integer, bigint, uuid, text, boolean, text) to daeyeok_web;
