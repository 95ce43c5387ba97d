-- What a reader says is wrong in a public article. It stands among the comments on that pair, and no person said it:
-- nothing is kept of who did.

create table reports (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles,
  -- What they were reading.
  publication_id bigint not null references published.publications,
  language text not null check (language in ('ko', 'en')),
  segment_id bigint not null,
  kind text not null check (kind in ('translation', 'fact', 'name', 'language', 'other')),
  -- As it stood on the page, without its marks; '' for the whole paragraph.
  sentence prose not null check (length(sentence) <= 1000),
  sent_at timestamptz not null default now(),
  told_at timestamptz,
  cleared_by bigint references people,
  cleared_at timestamptz,
  foreign key (article_id, segment_id) references segments (article_id, id),
  check ((cleared_by is null) = (cleared_at is null))
);
create index untold_reports on reports (id) where told_at is null;
call freeze_but('desk.reports', 'told_at', 'cleared_by', 'cleared_at');

alter table comments add column report_id bigint unique references reports;
alter table comments alter column written_by drop not null;
alter table comments add check (num_nonnulls(written_by, report_id) = 1);

-- How many came from where in the last hour. An address is kept only as a hash, with a key that nobody can read and that
-- is thrown away with the day; both are gone an hour, and a day, after the last of them.
create table report_keys (
  day date primary key default current_date,
  key bytea not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
);
create table report_counts (
  of_whom bytea not null,
  article_id bigint not null,
  at timestamptz not null default now()
);
create index on report_counts (at);

create function forget_reporters() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from desk.report_counts c where c.at < now() - interval '1 hour';
  delete from desk.report_keys k where k.day < current_date;
end $$;

-- The one thing that a reader's process may write. It looks for itself whether readers see this paragraph now, and counts:
-- ten an hour from one address, forty on one article, two hundred in all. An address of IPv6 counts with all of its network.
create function site.report(
  in_language text, in_slug text, in_number integer, in_kind text, in_sentence text, in_text text, in_address inet
) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  page record;
  reporter bytea;
  reported bigint;
  newest bigint;
  shown bigint;
  made bigint;
begin
  select p.publication_id, p.article_id into page from site.pages p
    where p.language = in_language and p.slug = in_slug
      and exists (select from jsonb_array_elements(p.content) block
        where block -> 'number' = to_jsonb(in_number) and block ->> 'kind' not in ('figure', 'code', 'break'));
  select s.id into reported from desk.segments s where s.article_id = page.article_id and s.number = in_number;
  if reported is null then
    raise exception 'no such paragraph' using errcode = 'DY404';
  end if;
  if length(in_text) > 2000 then
    raise exception 'too long' using errcode = 'DY400';
  end if;

  perform pg_advisory_xact_lock(hashtextextended('desk.report_counts', 0));
  perform desk.forget_reporters();
  insert into desk.report_keys default values on conflict do nothing;
  select sha256(k.key || convert_to(
      case family(in_address) when 6 then network(set_masklen(in_address, 64))::text else host(in_address) end, 'UTF8'))
    into reporter from desk.report_keys k where k.day = current_date;
  if (select count(*) filter (where c.of_whom = reporter) >= 10 or count(*) filter (where c.article_id = page.article_id) >= 40
        or count(*) >= 200 from desk.report_counts c) then
    raise exception 'too many reports' using errcode = 'DY429';
  end if;
  insert into desk.report_counts (of_whom, article_id) values (reporter, page.article_id);

  -- Where the desk talks about it: at the paragraph itself, at the one it became, or at the title where it is no more.
  select v.id into newest from desk.source_versions v where v.article_id = page.article_id order by v.number desc limit 1;
  with recursive heirs (id, steps) as (
    select reported, 0
    union
    select l.new_segment_id, h.steps + 1 from heirs h join desk.source_links l on l.old_segment_id = h.id
      where l.new_segment_id <> h.id and h.steps < 20
  )
  select s.segment_id into shown from desk.source_segments s left join heirs h on h.id = s.segment_id
    where s.source_version_id = newest order by h.steps nulls last, s.position limit 1;

  insert into desk.reports (article_id, publication_id, language, segment_id, kind, sentence)
    values (page.article_id, page.publication_id, in_language, reported, in_kind, in_sentence) returning id into made;
  insert into desk.comments (article_id, segment_id, text, report_id) values (page.article_id, coalesce(shown, reported), in_text, made);
  perform pg_notify('desk', page.article_id::text);
end $$;

-- Nobody who works here did it, so nobody caused the notice.
alter table notices alter column caused_by drop not null;
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check
  check (kind in ('returned', 'approved', 'words-changed', 'mentioned', 'corrected', 'assigned', 'reported'));
alter table notices add check ((caused_by is null) = (kind = 'reported'));
alter table notice_choices drop constraint notice_choices_kind_check;
alter table notice_choices add constraint notice_choices_kind_check
  check (kind in ('returned', 'approved', 'words-changed', 'mentioned', 'corrected', 'assigned', 'reported'));

revoke execute on function forget_reporters() from public;
revoke execute on function site.report(text, text, integer, text, text, text, inet) from public;
grant execute on function forget_reporters() to daeyeok_web;
grant execute on function site.report(text, text, integer, text, text, text, inet) to daeyeok_reader;
grant select on reports to daeyeok_web, daeyeok_worker;
grant update (told_at, cleared_by, cleared_at) on reports to daeyeok_web;
