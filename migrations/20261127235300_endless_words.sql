-- Nothing is too long to be published or remembered. PostgreSQL refuses an index of words above a megabyte, and with it whatever
-- would have brought them.

-- What does not fit is found by its beginning. Where the words stand is not asked, so it is not kept: it is the better half.
create function published.words_that_fit(in_text text) returns tsvector language plpgsql immutable set search_path = pg_catalog as $$
declare
  taken text := in_text;
begin
  loop
    begin
      return strip(published.words_in(taken));
    exception when program_limit_exceeded then
      taken := left(taken, length(taken) / 2);
    end;
  end loop;
end $$;
revoke execute on function published.words_that_fit(text) from public;

create or replace function published.make_findable() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from site.findable where article_id = new.article_id and language = new.language;
  insert into site.findable (publication_id, article_id, language, first_published_at, title_words, words)
    select new.id, new.article_id, new.language,
      (select min(f.published_at) from published.publications f where f.article_id = new.article_id and f.language = new.language),
      published.words_that_fit(new.title),
      published.words_that_fit((select string_agg(block ->> 'text', E'\n') from jsonb_array_elements(new.content) block));
  return null;
end $$;

drop index desk.memory_entries_to_tsvector_idx;
create index memory_entries_words on desk.memory_entries using gin (to_tsvector('pg_catalog.simple', left(target_text::text, 100000)));
