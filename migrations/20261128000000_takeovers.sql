-- Korean posts that readers had where an archive comes from, published here as they were there: an editor's yes to each of them,
-- recorded as "imported as already published".
create table takeovers (
  entry_id bigint primary key references archive_entries,
  source_approval_id bigint not null unique references source_approvals,
  taken_by bigint not null references people,
  taken_at timestamptz not null default now()
);
call freeze('desk.takeovers');

create function check_takeover() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (
    select from desk.archive_entries e
    join desk.archive_articles made on made.entry_id = e.id
    join desk.source_versions v on v.article_id = made.article_id and v.number = 1
    join desk.source_approvals a on a.source_version_id = v.id
    where e.id = new.entry_id and e.status = 'published' and a.id = new.source_approval_id and a.approved_by = new.taken_by
  ) then
    raise exception 'this is not the approval of what the archive had published' using errcode = 'DY020';
  end if;
  new.taken_at := now();
  return new;
end $$;
revoke execute on function check_takeover() from public;
create trigger rules before insert on takeovers for each row execute function check_takeover();

-- All that wait are a job: who asked for it, and when it ended. What is done is read off the takeovers.
create table takeover_jobs (
  id bigint generated always as identity primary key,
  asked_by bigint not null references people,
  asked_at timestamptz not null default now(),
  -- How many waited when it was asked for.
  total integer not null check (total > 0),
  finished_at timestamptz,
  -- Why it ended before its end: a rule, as in refusals.json, or `stopped`.
  fault text
);
create unique index one_takeover_job on takeover_jobs ((true)) where finished_at is null;

grant select, insert on takeovers, takeover_jobs to daeyeok_web;
grant update (finished_at, fault) on takeover_jobs to daeyeok_web;
grant select on takeover_jobs to daeyeok_worker;
