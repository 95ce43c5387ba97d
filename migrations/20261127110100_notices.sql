-- What the house tells a person, written in the transaction of the deed; and the letters that carry some of it.

create table notices (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  person_id bigint not null references people,
  kind text not null check (kind in ('returned', 'approved', 'words-changed', 'mentioned', 'corrected', 'assigned')),
  article_id bigint not null references articles,
  caused_by bigint not null references people,
  detail jsonb not null default '{}',
  at timestamptz not null default now(),
  read_at timestamptz,
  check (person_id <> caused_by)
);
create index on notices (person_id, id desc);
create index unread_notices on notices (person_id) where read_at is null;
call freeze_but('desk.notices', 'read_at');

-- How somebody wants to be told of a kind of thing; without a row it is `mail`.
create table notice_choices (
  person_id bigint not null references people,
  kind text not null check (kind in ('returned', 'approved', 'words-changed', 'mentioned', 'corrected', 'assigned')),
  way text not null check (way in ('desk', 'mail', 'none')),
  primary key (person_id, kind)
);

-- The outbox. A letter is claimed before it is sent, so that no two processes send it; one that was handed over and
-- never answered for is not sent again by itself. Its random id is its Message-ID, the same on every try.
create table letters (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  notice_id bigint not null unique references notices,
  queued_at timestamptz not null default now(),
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  claimed_at timestamptz,
  sent_at timestamptz,
  given_up_at timestamptz,
  -- What went wrong at the last try: a sentence of `notices.json`, and the mail server's own words.
  fault text,
  answer text,
  check (num_nonnulls(sent_at, given_up_at) <= 1)
);
create index waiting_letters on letters (next_try_at) where sent_at is null and given_up_at is null;
call freeze_but('desk.letters', 'tries', 'next_try_at', 'claimed_at', 'sent_at', 'given_up_at', 'fault', 'answer');

grant select, insert on notices, letters to daeyeok_web;
grant update (read_at) on notices to daeyeok_web;
grant select, insert on notice_choices to daeyeok_web;
grant update (way) on notice_choices to daeyeok_web;
grant select on notices, letters to daeyeok_worker;
grant update (tries, next_try_at, claimed_at, sent_at, given_up_at, fault, answer) on letters to daeyeok_worker;
grant select (email) on people to daeyeok_worker;
