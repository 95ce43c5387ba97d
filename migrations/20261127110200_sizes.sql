-- What translators count, kept beside the words it is counted from: characters of the Korean without spaces, words of
-- the English, both without the marks and addresses of Markdown. PostgreSQL makes them; nobody writes them. An
-- address ends before the next parenthesis, or a text full of them would be searched through again from each.

alter table source_segments add column characters integer not null
  generated always as (length(translate(regexp_replace(text, '\]\([^()]*\)', '', 'g'), E' \n\t*_~`[]', ''))) stored;

alter table targets add column words integer not null
  generated always as (regexp_count(regexp_replace(text, '\]\([^()]*\)', '', 'g'), '[[:alnum:]]+([''’.,-][[:alnum:]]+)*')) stored;
