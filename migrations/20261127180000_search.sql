-- What readers can search: the words of what is public now, and of nothing else. A row comes and goes in the transaction of
-- the publication and of the retraction. It hides nothing, so readers may see the table itself: through a view with a
-- security barrier PostgreSQL would have to read all of it.

-- English words by their stems; Korean by every two syllables that stand together, so that a word is found with whatever is
-- glued to it, and two syllables are enough. Addresses in links are no words, and marks of emphasis end none.
create function published.hangul_pairs(in_text text) returns text[] language sql immutable parallel safe set search_path = pg_catalog as $$
  select array_agg(distinct pair) from (
    select case when length(word) = 1 then word else substr(word, at, 2) end as pair
    from regexp_matches(in_text, '[가-힣]+', 'g') found(words), lateral (select words[1] as word) w,
      lateral generate_series(1, greatest(1, length(word) - 1)) at
  ) pairs
$$;

create function published.words_in(in_text text) returns tsvector language sql immutable parallel safe set search_path = pg_catalog as $$
  select to_tsvector('english', regexp_replace(words, '[가-힣]+', ' ', 'g')) || array_to_tsvector(coalesce(published.hangul_pairs(words), '{}'))
  from (select translate(regexp_replace(in_text, '\]\([^)\s]*\)', ' ', 'g'), '*_~`[]\', '') as words) plain
$$;

create table site.findable (
  publication_id bigint primary key references published.publications,
  article_id bigint not null,
  language text not null,
  first_published_at timestamptz not null,
  title_words tsvector not null,
  words tsvector not null,
  unique (article_id, language)
);
create index on site.findable using gin (words);
-- Lists are read newest first.
create index on site.findable (language, first_published_at desc, publication_id desc);

create function published.make_findable() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from site.findable where article_id = new.article_id and language = new.language;
  insert into site.findable (publication_id, article_id, language, first_published_at, title_words, words)
    select new.id, new.article_id, new.language,
      (select min(f.published_at) from published.publications f where f.article_id = new.article_id and f.language = new.language),
      published.words_in(new.title),
      published.words_in((select string_agg(block ->> 'text', E'\n') from jsonb_array_elements(new.content) block));
  return null;
end $$;
create trigger make_findable after insert on published.publications for each row execute function published.make_findable();

create function published.make_unfindable() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from site.findable where publication_id = new.publication_id;
  return null;
end $$;
create trigger make_unfindable after insert on published.retractions for each row execute function published.make_unfindable();

insert into site.findable (publication_id, article_id, language, first_published_at, title_words, words)
  select publication_id, article_id, language, first_published_at, published.words_in(title),
    published.words_in((select string_agg(block ->> 'text', E'\n') from jsonb_array_elements(content) block))
  from site.pages;

revoke execute on function published.hangul_pairs(text), published.words_in(text), published.make_findable(), published.make_unfindable() from public;
grant select on site.findable to daeyeok_reader, daeyeok_web, daeyeok_worker;
