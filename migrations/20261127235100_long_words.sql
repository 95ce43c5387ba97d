-- No word is longer than a hundred syllables. To find a place in a text takes as long as what stands before it, so that of a hundred
-- thousand syllables without a blank a publication took minutes.
create or replace function published.hangul_pairs(in_text text) returns text[] language sql immutable parallel safe set search_path = pg_catalog as $$
  select array_agg(distinct pair) from (
    select substr(word, at, size) as pair
    from regexp_matches(in_text, '[가-힣]{1,100}', 'g') found(words), lateral (select words[1] as word) w,
      generate_series(1, 2) size, lateral generate_series(1, length(word) - size + 1) at
  ) pairs
$$;
