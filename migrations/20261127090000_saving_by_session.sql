-- A save comes many times a minute from everybody who writes. The browser's session, the person's right to translate, the
-- pair and the guarded save are one round trip, and the database sees for itself who saves. What stands in the way is
-- an outcome: signed-out, not-a-translator, nothing-here.

create type session_save as (
  outcome text,
  revision bigint,
  text text,
  saved_by bigint,
  saved_by_name text,
  saved_at timestamptz,
  confirmed boolean,
  base_text text
);

create function save_by_session(
  in_token bytea, in_slug text, in_number integer, in_base bigint, in_save uuid, in_text text, in_confirm boolean
) returns session_save language plpgsql security definer set search_path = pg_catalog as $$
declare
  saver bigint;
  saver_name text;
  is_stale boolean;
  may_translate boolean;
  pair desk.source_segments;
  kept desk.save_outcome;
  answer desk.session_save;
begin
  select s.person_id, p.name, s.seen_at < now() - interval '5 minutes', bool_or(g.role in ('translator', 'editor'))
    into saver, saver_name, is_stale, may_translate
    from desk.sessions s join desk.people p on p.id = s.person_id
    join desk.role_grants g on g.person_id = s.person_id and g.revoked_at is null
    where s.token_hash = in_token and s.expires_at > now() group by s.token_hash, p.id;
  if not found then
    answer.outcome := 'signed-out';
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

revoke execute on function save_by_session(bytea, text, integer, bigint, uuid, text, boolean) from public;
grant execute on function save_by_session(bytea, text, integer, bigint, uuid, text, boolean) to daeyeok_web;
