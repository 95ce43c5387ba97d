-- Every search within a moment: of one syllable, of a word in all articles, and right after an import of hundreds.

-- Beside every two syllables each one alone. To look for one among the beginnings of pairs meant to read the places of all
-- pairs that begin so; and 빵 is found in 건빵 now as well.
create or replace function published.hangul_pairs(in_text text) returns text[] language sql immutable parallel safe set search_path = pg_catalog as $$
  select array_agg(distinct pair) from (
    select substr(word, at, size) as pair
    from regexp_matches(in_text, '[가-힣]+', 'g') found(words), lateral (select words[1] as word) w,
      generate_series(1, 2) size, lateral generate_series(1, length(word) - size + 1) at
  ) pairs
$$;

create function published.syllables_of(in_words tsvector) returns tsvector language sql immutable set search_path = pg_catalog as $$
  select array_to_tsvector(array(select distinct substr(pair, at, 1) from unnest(tsvector_to_array(in_words)) pair, generate_series(1, 2) at where pair ~ '^[가-힣]{2}$'))
$$;

-- Whatever stands in a word of two syllables or more stands in a pair, so nobody has to read the articles again.
drop index site.findable_words_idx;
create table site.findable_before as select * from site.findable;
truncate site.findable;
insert into site.findable (publication_id, article_id, language, first_published_at, title_words, words)
  select publication_id, article_id, language, first_published_at, title_words || published.syllables_of(title_words), words || published.syllables_of(words)
  from site.findable_before;
drop table site.findable_before;
drop function published.syllables_of(tsvector);

-- Without a list of what is still to be sorted in, which each search would have to read from end to end.
create index findable_words_idx on site.findable using gin (words) with (fastupdate = off);
-- Titles come first, so they are asked by themselves.
create index findable_title_words_idx on site.findable using gin (title_words) with (fastupdate = off);
