-- Who has an article in hand, and until when. One open at a time; one that is over stays as a row.

create table assignments (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles,
  -- Nobody in particular where only a day is set.
  person_id bigint references people,
  due_on date,
  assigned_by bigint not null references people,
  assigned_at timestamptz not null default now(),
  ended_by bigint references people,
  ended_at timestamptz,
  check (num_nonnulls(person_id, due_on) > 0),
  check (num_nonnulls(ended_by, ended_at) <> 1)
);
create unique index one_open_assignment on assignments (article_id) where ended_at is null;
create index on assignments (article_id, id desc);
call freeze_but('desk.assignments', 'ended_by', 'ended_at');

grant select, insert on assignments to daeyeok_web;
grant update (ended_by, ended_at) on assignments to daeyeok_web;
grant select on assignments to daeyeok_worker;
