-- Drafting as a job: what was asked, of whom, and what came back, so that nothing is asked (and paid) twice.
create table drafts (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  article_id bigint not null references articles,
  source_version_id bigint not null,
  asked_by bigint not null references people,
  asked_at timestamptz not null default now(),
  engine text,
  finished_at timestamptz,
  -- Why it ended before its end (an engine's fault, or `stopped`); null when all went well.
  fault text,
  foreign key (article_id, source_version_id) references source_versions (article_id, id)
);
create unique index one_draft_at_a_time on drafts (article_id) where finished_at is null;

create table draft_segments (
  draft_id bigint not null references drafts,
  segment_id bigint not null,
  source_segment_id bigint not null,
  -- Written before the engine is asked; a row sent and never answered is not sent again by itself.
  sent_at timestamptz,
  answered_at timestamptz,
  origin text check (origin in ('memory', 'machine')),
  text prose,
  markup_lost boolean not null default false,
  billed_characters integer,
  fault text,
  -- False when a person's words already stood there: a draft never touches them.
  placed boolean,
  primary key (draft_id, segment_id),
  foreign key (segment_id, source_segment_id) references source_segments (segment_id, id)
);

grant select, insert on drafts, draft_segments to daeyeok_web, daeyeok_worker;
grant update (finished_at, fault) on drafts to daeyeok_web;
grant update (engine, finished_at, fault) on drafts to daeyeok_worker;
grant update (sent_at, answered_at, origin, text, markup_lost, billed_characters, fault, placed) on draft_segments to daeyeok_worker;
