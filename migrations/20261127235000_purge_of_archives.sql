-- An archive that is told of later changes the day of a page, and with it the lists and years it stands in: caches hear of that too.
create or replace function published.follow_archive() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update site.listed set first_published_at = published.readers_have_since(article_id, language) where article_id = new.article_id;
  if found then
    update published.editions set number = number + 1;
    perform pg_notify('edition', '');
    perform desk.ask_for_purge(array['site']);
  end if;
  return null;
end $$;
