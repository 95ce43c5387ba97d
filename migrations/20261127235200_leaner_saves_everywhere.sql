-- leaner_saves was written on after it had been run for the first time. A database that ran it before has the save as it was then,
-- and calls itself not ready; from here on every database has the same one.
create or replace function save_by_session(
  in_token bytea, in_slug text, in_number integer, in_base bigint, in_save uuid, in_text text, in_confirm boolean, in_as text default null
) returns session_save language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  saver bigint;
  saver_name text;
  saver_public_id text;
  is_stale boolean;
  may_translate boolean;
  stands desk.targets;
  pair desk.source_segments;
  kept desk.save_outcome;
  answer desk.session_save;
begin
  select s.person_id, p.name, p.public_id, s.seen_at < now() - interval '5 minutes',
      exists (select from desk.role_grants g
        where g.person_id = s.person_id and g.revoked_at is null and g.role in ('translator', 'editor'))
    into saver, saver_name, saver_public_id, is_stale, may_translate
    from desk.sessions s join desk.people p on p.id = s.person_id
    where s.token_hash = in_token and s.expires_at > now();
  -- Whoever has no role at all is nobody here.
  if not found or not may_translate and not exists (
    select from desk.role_grants g where g.person_id = saver and g.revoked_at is null
  ) then
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

  if not in_confirm then
    update desk.targets t
      set text = in_text, base_revision = t.revision, save_id = in_save, origin = 'person', markup_lost = false,
          source_segment_id = p.id, saved_by = saver
      from desk.articles a
      join desk.segments g on g.article_id = a.id and g.number = in_number
      join desk.source_segments p on p.segment_id = g.id and p.kind not in ('figure', 'code', 'break') and p.text <> ''
      where a.slug = in_slug and p.source_version_id =
        (select v.id from desk.source_versions v where v.article_id = a.id order by v.number desc limit 1)
        and t.segment_id = g.id and t.revision = in_base and t.text <> in_text and t.save_id is distinct from in_save
        and not exists (select from desk.target_revisions r where r.save_id = in_save)
      returning t.* into stands;
    if found then
      return ('saved', stands.revision, stands.text, saver, saver_name, stands.saved_at, false, null)::desk.session_save;
    end if;
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
