-- The copy of the terms that an engine's account holds for us.
create table engine_glossaries (
  engine text primary key check (engine <> ''),
  -- The product's own name.
  label text not null,
  -- What the copy is called in the account: ours alone, so that it is found again where its id was never written down.
  name text not null unique default 'daeyeok-' || left(random_id(), 16),
  -- The engine's id for it, and what it holds; null while the account has none.
  external_id text,
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  sent_at timestamptz,
  -- The kind of the fault, where the last try failed.
  fault text,
  tried_at timestamptz,
  check (num_nonnulls(external_id, fingerprint) <> 1)
);

grant select, insert, update on engine_glossaries to daeyeok_worker;
grant select on engine_glossaries to daeyeok_web;
