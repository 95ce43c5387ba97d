-- What is before readers. A schema of its own: the web may not write here, only knock on the door.

create table published.publications (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  language text not null check (language in ('ko', 'en')),
  source_version_id bigint not null,
  source_approval_id bigint,
  translation_version_id bigint,
  approval_id bigint,
  content jsonb not null,
  html text not null,
  content_hash bytea not null generated always as (desk.content_hash(content, html)) stored,
  title text not null generated always as (desk.title_of(content)) stored,
  published_by bigint not null references desk.people,
  published_at timestamptz not null default now(),
  check (case language
    when 'ko' then source_approval_id is not null and approval_id is null and translation_version_id is null
    else source_approval_id is null and approval_id is not null and translation_version_id is not null end),
  foreign key (source_approval_id, source_version_id, article_id, content_hash)
    references desk.source_approvals (id, source_version_id, article_id, content_hash),
  foreign key (approval_id, translation_version_id, article_id, source_version_id, content_hash)
    references desk.approvals (id, translation_version_id, article_id, source_version_id, content_hash)
);
create index on published.publications (article_id, language, id desc);
call desk.freeze('published.publications');

-- The photographs a publication shows; nothing else of the media is public.
create table published.pictures (
  publication_id bigint not null references published.publications,
  media_id bigint not null references desk.media,
  primary key (publication_id, media_id)
);
create index on published.pictures (media_id);
call desk.freeze('published.pictures');

create table published.retractions (
  id bigint generated always as identity primary key,
  publication_id bigint not null unique references published.publications,
  retracted_by bigint not null references desk.people,
  reason desk.prose not null check (length(btrim(reason)) between 1 and 2000),
  retracted_at timestamptz not null default now()
);
call desk.freeze('published.retractions');

-- Foreign keys and most rules are asleep in a replica's session and under --disable-triggers. This is not, so it asks
-- only what stays true for ever: editors who have left since were editors, a return that came later came later.
create function published.recheck() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.language = 'en' and not exists (
    select from desk.approvals a join desk.translation_versions v on v.id = a.translation_version_id
    join desk.role_grants g on g.person_id = a.approved_by and g.role = 'editor'
    where a.id = new.approval_id and v.id = new.translation_version_id and v.article_id = new.article_id
      and v.source_version_id = new.source_version_id and a.article_id = v.article_id
      and a.source_version_id = v.source_version_id and a.content_hash = v.content_hash
      and v.content = new.content and v.html = new.html
      and (a.own_work_reason is not null or not exists (
        select from desk.version_authors w where w.translation_version_id = v.id and w.person_id = a.approved_by))
  ) or new.language = 'ko' and not exists (
    select from desk.source_approvals a join desk.source_versions v on v.id = a.source_version_id
    join desk.role_grants g on g.person_id = a.approved_by and g.role = 'editor'
    where a.id = new.source_approval_id and v.id = new.source_version_id and v.article_id = new.article_id
      and a.article_id = v.article_id and a.content_hash = v.content_hash and v.content = new.content and v.html = new.html
  ) then
    raise exception 'this is not the text that was approved' using errcode = 'DY020';
  end if;
  if not exists (select from desk.role_grants g where g.person_id = new.published_by and g.role = 'editor') then
    raise exception 'only an editor publishes' using errcode = 'DY010';
  end if;
  if exists (select from desk.returns r
    where r.translation_version_id = new.translation_version_id and r.returned_at <= new.published_at) then
    raise exception 'this version was returned' using errcode = 'DY014';
  end if;
  return new;
end $$;
create trigger recheck before insert on published.publications for each row execute function published.recheck();
alter table published.publications enable always trigger recheck;

create function published.recheck_picture() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (
    select from published.publications p cross join lateral jsonb_array_elements(p.content) block
    join desk.media m on m.public_id = block -> 'attributes' ->> 'media'
    where p.id = new.publication_id and m.id = new.media_id
  ) then
    raise exception 'this photograph does not stand in what was approved' using errcode = 'DY020';
  end if;
  return new;
end $$;
create trigger recheck before insert on published.pictures for each row execute function published.recheck_picture();
alter table published.pictures enable always trigger recheck;

create function published.check_retraction() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not desk.holds_role(new.retracted_by, 'editor') then
    raise exception 'only an editor retracts' using errcode = 'DY010';
  end if;
  new.retracted_at := now();
  return new;
end $$;
create trigger rules before insert on published.retractions for each row execute function published.check_retraction();

-- The one door. It takes the name of an approval and never a text. Asked twice, it opens once.
create function published.publish(in_approval bigint, in_person bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  version desk.translation_versions;
begin
  if not desk.holds_role(in_person, 'editor') then
    raise exception 'only an editor publishes' using errcode = 'DY010';
  end if;
  select v.* into version from desk.approvals a join desk.translation_versions v on v.id = a.translation_version_id where a.id = in_approval;
  if not found then
    raise exception 'no such approval' using errcode = 'DY404';
  end if;
  perform from desk.articles a where a.id = version.article_id for update;
  if exists (select from desk.returns r where r.translation_version_id = version.id) then
    raise exception 'this version was returned' using errcode = 'DY014';
  end if;
  return published.put(version.article_id, 'en', version.source_version_id, null, version.id, in_approval, version.content, version.html, in_person);
end $$;

create function published.publish_source(in_approval bigint, in_person bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  version desk.source_versions;
begin
  if not desk.holds_role(in_person, 'editor') then
    raise exception 'only an editor publishes' using errcode = 'DY010';
  end if;
  select v.* into version from desk.source_approvals a join desk.source_versions v on v.id = a.source_version_id where a.id = in_approval;
  if not found then
    raise exception 'no such approval' using errcode = 'DY404';
  end if;
  perform from desk.articles a where a.id = version.article_id for update;
  return published.put(version.article_id, 'ko', version.id, in_approval, null, null, version.content, version.html, in_person);
end $$;

create function published.put(
  in_article bigint, in_language text, in_source_version bigint, in_source_approval bigint, in_version bigint, in_approval bigint,
  in_content jsonb, in_html text, in_person bigint
) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare
  last published.publications;
  made bigint;
begin
  select * into last from published.publications p where p.article_id = in_article and p.language = in_language order by p.id desc limit 1;
  if last.id is not null and last.approval_id is not distinct from in_approval and last.source_approval_id is not distinct from in_source_approval
    and not exists (select from published.retractions r where r.publication_id = last.id) then
    return last.id;
  end if;
  insert into published.publications (article_id, language, source_version_id, source_approval_id, translation_version_id, approval_id, content, html, published_by)
    values (in_article, in_language, in_source_version, in_source_approval, in_version, in_approval, in_content, in_html, in_person)
    returning id into made;
  insert into published.pictures (publication_id, media_id)
    select distinct made, m.id from jsonb_array_elements(in_content) block join desk.media m on m.public_id = block -> 'attributes' ->> 'media';
  return made;
end $$;

-- Publish later. The day is the database's; a schedule called off stays as a row.
create table desk.schedules (
  id bigint generated always as identity primary key,
  public_id text not null unique default desk.random_id(),
  article_id bigint not null references desk.articles,
  approval_id bigint references desk.approvals,
  source_approval_id bigint references desk.source_approvals,
  publish_at timestamptz not null,
  scheduled_by bigint not null references desk.people,
  scheduled_at timestamptz not null default now(),
  called_off_by bigint references desk.people,
  called_off_at timestamptz,
  publication_id bigint references published.publications,
  -- Why a due schedule could not be kept: its version was returned since, or its editor is one no more.
  refused text,
  check (num_nonnulls(approval_id, source_approval_id) = 1)
);
call desk.freeze_but('desk.schedules', 'called_off_by', 'called_off_at', 'publication_id', 'refused');
create unique index one_open_schedule on desk.schedules (article_id, (approval_id is null))
  where called_off_at is null and publication_id is null and refused is null;

-- Everything that is due by the database's own clock. Run by the worker; says what it published.
create function published.publish_due() returns setof bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  due desk.schedules;
  made bigint;
begin
  for due in select * from desk.schedules s
    where s.called_off_at is null and s.publication_id is null and s.refused is null and s.publish_at <= now()
    order by s.publish_at for update skip locked
  loop
    begin
      made := case when due.approval_id is null
        then published.publish_source(due.source_approval_id, due.scheduled_by)
        else published.publish(due.approval_id, due.scheduled_by) end;
      update desk.schedules s set publication_id = made where s.id = due.id;
      insert into desk.events (person_id, article_id, action, detail)
        values (due.scheduled_by, due.article_id, 'published', jsonb_build_object('schedule', due.public_id));
      return next made;
    exception when others then
      update desk.schedules s set refused = sqlstate where s.id = due.id;
      insert into desk.events (person_id, article_id, action, detail)
        values (due.scheduled_by, due.article_id, 'schedule-refused', jsonb_build_object('schedule', due.public_id, 'code', sqlstate));
    end;
  end loop;
end $$;

-- The number of the public site as a whole: whoever keeps copies of pages asks whether it has moved.
create table published.editions (
  single boolean primary key default true check (single),
  number bigint not null
);
insert into published.editions (number) values (1);

create function published.next_edition() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update published.editions set number = number + 1;
  perform pg_notify('edition', '');
  return null;
end $$;
create trigger next_edition after insert on published.publications for each statement execute function published.next_edition();
create trigger next_edition after insert on published.retractions for each statement execute function published.next_edition();
create trigger next_edition after update on desk.articles for each statement execute function published.next_edition();
create trigger next_edition after update on desk.categories for each statement execute function published.next_edition();
create trigger next_edition after update on desk.series for each statement execute function published.next_edition();
create trigger next_edition after insert or delete on desk.related_articles for each statement execute function published.next_edition();

revoke execute on all functions in schema published from public;
grant select on published.publications, published.pictures, published.retractions to daeyeok_web, daeyeok_worker;
grant insert on published.retractions to daeyeok_web;
grant execute on function published.publish(bigint, bigint), published.publish_source(bigint, bigint) to daeyeok_web;
grant execute on function published.publish_due() to daeyeok_worker;
grant select, insert on desk.schedules to daeyeok_web;
grant update (called_off_by, called_off_at) on desk.schedules to daeyeok_web;
grant select on desk.schedules to daeyeok_worker;
