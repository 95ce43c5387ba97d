-- Other English of one pair, asked of an engine by a person: it stands beside what is there until somebody takes it over.
-- What was asked is remembered by its question, so that the same question is not paid for twice.
alter table draft_segments add column question text;
alter table draft_segments add column model text;
grant update (question, model) on draft_segments to daeyeok_worker;

create table alternatives (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  segment_id bigint not null,
  source_segment_id bigint not null,
  engine text not null,
  -- A hash of all that the engine is told: the Korean and what stands around it, the terms, the style.
  question text not null,
  -- 1 for the first answer to a question; an engine that can say things differently may be asked for more.
  nth integer not null check (nth between 1 and 5),
  asked_by bigint not null references people,
  asked_at timestamptz not null default now(),
  -- As in draft_segments: written before the engine is asked, and what was sent and never answered is not sent again.
  sent_at timestamptz,
  answered_at timestamptz,
  text prose,
  markup_lost boolean not null default false,
  billed_characters integer,
  model text,
  fault text,
  foreign key (article_id, segment_id) references segments (article_id, id),
  foreign key (segment_id, source_segment_id) references source_segments (segment_id, id),
  check ((answered_at is null) = (text is null and fault is null)),
  check (text is null or fault is null)
);
create unique index one_answer_a_question on alternatives (segment_id, engine, question, nth) where fault is null;
create index on alternatives (article_id);
create index on alternatives (id) where answered_at is null;

grant select, insert on alternatives to daeyeok_web;
grant select on alternatives to daeyeok_worker;
grant update (sent_at, answered_at, text, markup_lost, billed_characters, model, fault) on alternatives to daeyeok_worker;

-- What engines were sent and when, in characters of Korean: as they counted, or as we do where they do not say. A request
-- whose answer never came counts as well, since it may have been charged.
create view engine_spending as
  select draft.article_id, draft.engine, piece.sent_at, coalesce(piece.billed_characters, char_length(source.text)) as characters
  from draft_segments piece
  join drafts draft on draft.id = piece.draft_id
  join source_segments source on source.id = piece.source_segment_id
  where piece.sent_at is not null
  union all
  select alternative.article_id, alternative.engine, alternative.sent_at, coalesce(alternative.billed_characters, char_length(source.text))
  from alternatives alternative
  join source_segments source on source.id = alternative.source_segment_id
  where alternative.sent_at is not null;
create index on draft_segments (sent_at) where sent_at is not null;
create index on alternatives (sent_at) where sent_at is not null;
grant select on engine_spending to daeyeok_web, daeyeok_worker;
