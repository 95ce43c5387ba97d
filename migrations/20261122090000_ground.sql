-- What everything else stands on: prose, frozen tables, the audit, settings.

create function random_id() returns text language sql volatile as
  $$ select replace(gen_random_uuid()::text, '-', '') $$;

-- Text that people wrote. NFC, or two spellings of one Hangul syllable would be two different words;
-- no control characters but tab and line feed.
create domain prose as text
  check (value is nfc normalized and value !~ '[\u0001-\u0008\u000b-\u001f\u007f]');

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is refused: rows of %.% never change', tg_op, tg_table_schema, tg_table_name using errcode = 'DY001';
end $$;

-- Rows of a frozen table are written once. ALWAYS, so that neither a replica's session nor a restore slips by.
create procedure freeze(frozen regclass) language plpgsql as $$
begin
  execute format('create trigger no_rewriting before update or delete on %s for each row execute function desk.refuse_rewriting()', frozen);
  execute format('create trigger no_truncating before truncate on %s for each statement execute function desk.refuse_rewriting()', frozen);
  execute format('alter table %s enable always trigger no_rewriting', frozen);
  execute format('alter table %s enable always trigger no_truncating', frozen);
end $$;

create function refuse_rewriting_more() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then
    return new;
  end if;
  raise exception '% is refused: of %.% only % may change', tg_op, tg_table_schema, tg_table_name, array_to_string(tg_argv, ', ')
    using errcode = 'DY001';
end $$;

-- The same for a row that is ended one day: the columns named here may change, nothing else, and no row goes away.
create procedure freeze_but(kept regclass, variadic ending text[]) language plpgsql as $$
begin
  execute format('create trigger no_rewriting before update or delete on %s for each row execute function desk.refuse_rewriting_more(%s)',
    kept, (select string_agg(quote_literal(name), ', ') from unnest(ending) name));
  execute format('create trigger no_truncating before truncate on %s for each statement execute function desk.refuse_rewriting()', kept);
  execute format('alter table %s enable always trigger no_rewriting', kept);
  execute format('alter table %s enable always trigger no_truncating', kept);
end $$;

create table settings (
  name text primary key,
  value jsonb not null
);

-- The deeds of every person, in order. Written in the transaction of the deed.
create table events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  person_id bigint,
  article_id bigint,
  action text not null check (action ~ '^[a-z]+(-[a-z]+)*$'),
  detail jsonb not null default '{}'
);
create index on events (article_id, id desc);
call freeze('desk.events');

grant usage on schema desk, published, site to daeyeok_web, daeyeok_worker;
grant usage on schema site to daeyeok_reader;
revoke execute on all routines in schema desk from public;
grant execute on function random_id() to daeyeok_web, daeyeok_worker;
grant select, insert, update on settings to daeyeok_web;
grant select on settings to daeyeok_worker;
grant select, insert on events to daeyeok_web, daeyeok_worker;
