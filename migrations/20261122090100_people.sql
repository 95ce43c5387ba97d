-- Who acts, in which role, and how they come in.

create table people (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  name prose not null check (length(btrim(name)) between 1 and 100),
  email text not null unique check (email = lower(email) and length(email) between 3 and 254),
  password_hash text not null,
  locale text not null default 'ko' check (locale in ('ko', 'en')),
  created_at timestamptz not null default now()
);

-- Revoked, never deleted: an approval points at the grant its editor held.
create table role_grants (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  role text not null check (role in ('translator', 'editor', 'admin')),
  granted_by bigint references people,
  granted_at timestamptz not null default now(),
  revoked_by bigint references people,
  revoked_at timestamptz,
  unique (person_id, role)
);

create function holds_role(person bigint, wanted text) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
    select exists (select from desk.role_grants g where g.person_id = person and g.role = wanted and g.revoked_at is null)
  $$;

-- A role is given by an admin. Only the first admin of an empty house is given by nobody. One that was taken away comes
-- back as a new gift and not by wiping out that it was taken.
create function check_role_grant() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.revoked_at is not null then
    if not desk.holds_role(new.revoked_by, 'admin') then
      raise exception 'only an admin takes a role away' using errcode = 'DY010';
    end if;
  elsif tg_op = 'UPDATE' and new.granted_at < old.revoked_at then
    raise exception 'a role that was taken away is given anew' using errcode = 'DY010';
  elsif new.granted_by is null then
    perform pg_advisory_xact_lock(hashtext('daeyeok first admin'));
    if exists (select from desk.role_grants g where g.role = 'admin' and g.person_id <> new.person_id) then
      raise exception 'only an admin gives a role' using errcode = 'DY010';
    end if;
  elsif not desk.holds_role(new.granted_by, 'admin') then
    raise exception 'only an admin gives a role' using errcode = 'DY010';
  end if;
  return new;
end $$;
create trigger rules before insert or update on role_grants for each row execute function check_role_grant();

call freeze_but('desk.role_grants', 'granted_by', 'granted_at', 'revoked_by', 'revoked_at');

-- The token itself is only in the link and the cookie; here is its hash.
create table invitations (
  id bigint generated always as identity primary key,
  public_id text not null unique default random_id(),
  token_hash bytea not null unique,
  email text check (email = lower(email)),
  roles text[] not null check (roles <@ array['translator', 'editor', 'admin'] and cardinality(roles) > 0),
  invited_by bigint references people,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_by bigint references people,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);

create table sessions (
  token_hash bytea primary key,
  public_id text not null unique default random_id(),
  person_id bigint not null references people,
  agent text not null default '',
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on sessions (person_id);

-- Counters of failed sign-ins, shared by all processes (the columns are rate-limiter-flexible's).
create table sign_in_attempts (
  key text primary key,
  points integer not null default 0,
  expire bigint
);

alter table events add foreign key (person_id) references people;

revoke execute on function holds_role(bigint, text), check_role_grant() from public;
grant execute on function holds_role(bigint, text) to daeyeok_web, daeyeok_worker;
grant select, insert on people, role_grants, invitations to daeyeok_web;
grant update (name, password_hash, locale) on people to daeyeok_web;
grant update (granted_by, granted_at, revoked_by, revoked_at) on role_grants to daeyeok_web;
grant update (accepted_by, accepted_at, withdrawn_at) on invitations to daeyeok_web;
grant select, insert, delete on sessions to daeyeok_web;
grant update (seen_at, expires_at) on sessions to daeyeok_web;
grant select, insert, update, delete on sign_in_attempts to daeyeok_web;
grant select (id, public_id, name, locale) on people to daeyeok_worker;
grant select on role_grants to daeyeok_worker;
