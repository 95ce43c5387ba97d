-- Which terms an engine's account holds for us, a glossary for each scope: everything, one series, one article.
create table engine_glossaries (
  id bigint generated always as identity primary key,
  engine text not null check (engine <> ''),
  series_id bigint references series,
  article_id bigint references articles,
  -- What it is called in the account. Ours alone, so that it is found again there even where its id was never written down.
  name text not null unique default 'daeyeok-' || left(random_id(), 16),
  -- The engine's id for it; null while the account has none.
  external_id text,
  -- Of the entries the account has.
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  sent_at timestamptz,
  -- The kind of the engine's fault, where the last try failed.
  fault text,
  tried_at timestamptz,
  check (num_nonnulls(series_id, article_id) <= 1),
  check (num_nonnulls(external_id, fingerprint) <> 1)
);
create unique index one_glossary_a_scope on engine_glossaries (engine, coalesce(series_id, 0), coalesce(article_id, 0));

grant select, insert, update on engine_glossaries to daeyeok_worker;
grant select on engine_glossaries to daeyeok_web;
