-- What was taken out of the archives that publishers bring: every post and page as it came, once, for ever. The same export
-- read again finds its entries here and changes nothing.
create table archive_entries (
  id bigint generated always as identity primary key,
  -- The place it comes from and its name there: the same in every export.
  source text not null check (source <> ''),
  external_id text not null check (external_id <> ''),
  kind text not null check (kind in ('post', 'page')),
  status text not null check (status in ('published', 'draft', 'scheduled', 'private')),
  language text not null check (language in ('ko', 'en', 'other', 'none')),
  title prose not null,
  -- As it was written there, in HTML or Markdown; pictures that were written into the text have an address instead.
  body text not null,
  format text not null check (format in ('html', 'markdown')),
  author text not null,
  -- Where readers had it.
  address text not null,
  labels text[] not null,
  published_at timestamptz,
  updated_at timestamptz,
  -- Of everything it says: another export that says something else has another one.
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- [{"address", "media"}]: the public id of the photograph that is ours now, or null for what stays a link.
  pictures jsonb not null check (jsonb_typeof(pictures) = 'array'),
  imported_by bigint references people,
  imported_at timestamptz not null default now(),
  unique (source, external_id)
);
call freeze('desk.archive_entries');

-- Which article an entry became. English ones wait here until they are paired with their Korean.
create table archive_articles (
  entry_id bigint primary key references archive_entries,
  article_id bigint not null references articles,
  made_by bigint not null references people,
  made_at timestamptz not null default now()
);
create index on archive_articles (article_id);
call freeze('desk.archive_articles');

grant select, insert on archive_entries, archive_articles to daeyeok_web;
grant select on archive_entries, archive_articles to daeyeok_worker;
