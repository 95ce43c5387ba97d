-- Every yes to a pair, and every yes taken back, for ever: who said of which words that they are right beside which Korean.
-- When an older wording returns, so does what was made and confirmed for it.
create table confirmations (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  segment_id bigint not null,
  source_segment_id bigint not null,
  revision bigint not null,
  -- still-right: the Korean changed and the English did not need to. carried: an editor said that the Korean changed
  -- by a typo only. restored: the older wording came back.
  manner text not null check (manner in ('confirmed', 'still-right', 'carried', 'restored', 'withdrawn')),
  person_id bigint not null references people,
  at timestamptz not null default clock_timestamp(),
  foreign key (article_id, segment_id) references segments (article_id, id),
  foreign key (segment_id, source_segment_id) references source_segments (segment_id, id)
);
create index on confirmations (segment_id, id desc);
create index on confirmations (article_id, id desc);

insert into confirmations (article_id, segment_id, source_segment_id, revision, manner, person_id, at)
  select article_id, segment_id, confirmed_source_segment_id, confirmed_revision, 'confirmed', confirmed_by, confirmed_at
  from targets where confirmed_revision = revision and confirmed_by is not null and confirmed_source_segment_id is not null;

call freeze('desk.confirmations');

-- Whoever sets a confirmation leaves its row. What is carried or restored is written down by the function that does it.
create function keep_confirmation() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('desk.following', true), '') = '' then
    insert into desk.confirmations (article_id, segment_id, source_segment_id, revision, manner, person_id)
      values (new.article_id, new.segment_id, new.confirmed_source_segment_id, new.confirmed_revision,
        case when new.text = old.text and not exists (
          select from desk.source_segments one join desk.source_segments other on other.fingerprint = one.fingerprint
          where one.id = new.confirmed_source_segment_id and other.id = old.source_segment_id
        ) then 'still-right' else 'confirmed' end,
        new.confirmed_by);
  end if;
  return null;
end $$;
create trigger keep_confirmation after update on targets for each row
  when (new.confirmed_revision is not null and
    (new.confirmed_revision, new.confirmed_source_segment_id, new.confirmed_by) is distinct from
    (old.confirmed_revision, old.confirmed_source_segment_id, old.confirmed_by))
  execute function keep_confirmation();
alter table targets enable always trigger keep_confirmation;

-- A yes taken back. False when there was none for the words that stand.
create function withdraw_confirmation(in_segment bigint, in_person bigint) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  stands desk.targets;
begin
  select * into stands from desk.targets t where t.segment_id = in_segment for update;
  if not found or stands.confirmed_revision is distinct from stands.revision then
    return false;
  end if;
  insert into desk.confirmations (article_id, segment_id, source_segment_id, revision, manner, person_id)
    values (stands.article_id, in_segment, stands.confirmed_source_segment_id, stands.confirmed_revision, 'withdrawn', in_person);
  update desk.targets t
    set confirmed_by = null, confirmed_at = null, confirmed_revision = null, confirmed_source_segment_id = null
    where t.segment_id = in_segment;
  return true;
end $$;

-- The English follows a new source version, in the transaction that makes it. Where an older wording has returned, the
-- words that were confirmed for it return (or, if none were, the last a person wrote for it); the words that stood stay
-- in target_revisions. Where the change was a typo, confirmations are carried over to the new wording. Says how many pairs
-- were restored and how many carried.
create function follow_source(in_version bigint, in_person bigint, out restored integer, out carried integer)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  pair record;
  earlier record;
begin
  if not desk.holds_role(in_person, 'editor') then
    raise exception 'only an editor changes the Korean' using errcode = 'DY010';
  end if;
  if exists (select from desk.source_versions v join desk.source_versions later on later.article_id = v.article_id and later.number > v.number
    where v.id = in_version) then
    raise exception 'the English follows the newest Korean' using errcode = 'DY013';
  end if;
  restored := 0;
  carried := 0;
  perform set_config('desk.following', 'yes', true);
  for pair in
    select t.segment_id, t.article_id, t.text, t.revision, t.confirmed_revision, t.confirmed_by, now.id as now_id, now.fingerprint as now_print,
      written.fingerprint as written_print, confirmed.fingerprint as confirmed_print, before.fingerprint as before_print,
      version.significance
    from desk.source_versions version
    join desk.source_segments now on now.source_version_id = version.id
    join desk.targets t on t.segment_id = now.segment_id
    join desk.source_segments written on written.id = t.source_segment_id
    left join desk.source_segments confirmed on confirmed.id = t.confirmed_source_segment_id
    left join desk.source_versions earlier_version on earlier_version.article_id = version.article_id and earlier_version.number = version.number - 1
    left join desk.source_segments before on before.source_version_id = earlier_version.id and before.segment_id = now.segment_id
    where version.id = in_version and written.fingerprint <> now.fingerprint
    order by t.segment_id
    for update of t
  loop
    select r.text, r.origin, r.saved_by, c.revision, c.source_segment_id, c.person_id as confirmed_by into earlier
      from desk.confirmations c
      join desk.source_segments s on s.id = c.source_segment_id and s.fingerprint = pair.now_print
      join desk.target_revisions r on r.segment_id = c.segment_id and r.revision = c.revision and r.outcome = 'saved'
      where c.segment_id = pair.segment_id and c.manner <> 'withdrawn'
        and not exists (select from desk.confirmations w where w.segment_id = c.segment_id and w.manner = 'withdrawn'
          and w.revision = c.revision and w.source_segment_id = c.source_segment_id and w.id > c.id)
      order by c.id desc limit 1;
    if not found then
      select r.text, r.origin, r.saved_by, r.revision, r.source_segment_id, null::bigint as confirmed_by into earlier
        from desk.target_revisions r
        join desk.source_segments s on s.id = r.source_segment_id and s.fingerprint = pair.now_print
        where r.segment_id = pair.segment_id and r.outcome = 'saved' and r.origin in ('person', 'import') and r.text ~ '\S'
        order by r.id desc limit 1;
    end if;

    if found then
      if earlier.text is distinct from pair.text then
        -- Words of a machine that a person confirmed are that person's: a draft never takes the place of what a person wrote.
        update desk.targets t
          set text = earlier.text, base_revision = pair.revision, save_id = gen_random_uuid(), markup_lost = false,
              origin = case when earlier.origin in ('machine', 'memory') then 'person' else earlier.origin end,
              saved_by = case when earlier.origin in ('machine', 'memory') then earlier.confirmed_by else earlier.saved_by end,
              source_segment_id = pair.now_id
          where t.segment_id = pair.segment_id;
      end if;
      update desk.targets t
        set source_segment_id = pair.now_id,
            confirmed_by = earlier.confirmed_by,
            confirmed_at = case when earlier.confirmed_by is not null then clock_timestamp() end,
            confirmed_revision = case when earlier.confirmed_by is not null then t.revision end,
            confirmed_source_segment_id = case when earlier.confirmed_by is not null then pair.now_id end
        where t.segment_id = pair.segment_id;
      if earlier.confirmed_by is not null then
        insert into desk.confirmations (article_id, segment_id, source_segment_id, revision, manner, person_id)
          select t.article_id, t.segment_id, pair.now_id, t.revision, 'restored', in_person from desk.targets t where t.segment_id = pair.segment_id;
      end if;
      restored := restored + 1;
    elsif pair.significance = 'typo' and pair.confirmed_revision = pair.revision and pair.confirmed_print = pair.before_print then
      update desk.targets t set source_segment_id = pair.now_id, confirmed_source_segment_id = pair.now_id
        where t.segment_id = pair.segment_id;
      insert into desk.confirmations (article_id, segment_id, source_segment_id, revision, manner, person_id)
        values (pair.article_id, pair.segment_id, pair.now_id, pair.revision, 'carried', in_person);
      carried := carried + 1;
    end if;
  end loop;
  perform set_config('desk.following', '', true);
end $$;

-- A row that is held must be one that may be updated, which the web may not: so it is held here.
create function hold_targets(in_article bigint) returns void
  language sql security definer set search_path = pg_catalog as $$
    select from desk.targets t where t.article_id = in_article order by t.segment_id for share
  $$;

revoke execute on function hold_targets(bigint), keep_confirmation(), withdraw_confirmation(bigint, bigint), follow_source(bigint, bigint) from public;
grant execute on function hold_targets(bigint), withdraw_confirmation(bigint, bigint), follow_source(bigint, bigint) to daeyeok_web;
grant select on confirmations to daeyeok_web, daeyeok_worker;
-- A confirmation comes with a save and goes with its own function; nothing else touches it.
revoke update (confirmed_by, confirmed_at, confirmed_revision, confirmed_source_segment_id) on targets from daeyeok_web;
