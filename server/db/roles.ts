import { createHmac } from 'node:crypto'
import type { Client } from 'pg'

/**
 * Who may do what in PostgreSQL. The owner owns everything and cannot sign in; the three that sign in own nothing
 * of the gate, so a bug in any of them meets a permission that is not there.
 */
export const owner = 'daeyeok_owner'
export const roles = { web: 'daeyeok_web', worker: 'daeyeok_worker', reader: 'daeyeok_reader' } as const
export type Role = keyof typeof roles

/**
 * The same database, entered through a narrow role. Its password is derived from the administrator's,
 * so every process that was given DATABASE_URL agrees on it and nothing more has to be kept.
 */
export function urlAs(role: Role, adminUrl: string): string {
  const url = new URL(adminUrl)
  url.username = roles[role]
  url.password = passwordOf(role, adminUrl) ?? ''
  return url.href
}

/** Makes roles and schemas, and takes back what PostgreSQL gives to everybody. Harmless to repeat, so it runs at every start: neither roles nor database privileges are part of a dump. */
export async function prepareRoles(admin: Client, adminUrl: string): Promise<void> {
  await admin.query("select pg_advisory_lock(hashtext('daeyeok roles'))")
  try {
    await admin.query(roleStatements(admin, adminUrl))
  } finally {
    await admin.query("select pg_advisory_unlock(hashtext('daeyeok roles'))")
  }
}

function roleStatements(admin: Client, adminUrl: string): string {
  const database = admin.escapeIdentifier(admin.database!)
  return `
    ${createRole(owner, 'nologin')}
    ${Object.keys(roles)
      .map((role) => createRole(roles[role as Role], loginAs(role as Role, admin, adminUrl)))
      .join('\n')}
    do $$ begin
      if not pg_has_role(current_user, '${owner}', 'member') then execute 'grant ${owner} to current_user'; end if;
      if not pg_has_role(current_user, '${roles.worker}', 'member') then execute 'grant ${roles.worker} to current_user'; end if;
    end $$;
    create schema if not exists desk authorization ${owner};
    create schema if not exists published authorization ${owner};
    create schema if not exists site authorization ${owner};
    create schema if not exists graphile_worker authorization ${roles.worker};
    revoke all on schema public from public;
    revoke create, temporary on database ${database} from public;
    grant connect on database ${database} to ${Object.values(roles).join(', ')};
    alter role ${roles.web} set search_path = desk, published, site;
    alter role ${roles.worker} set search_path = desk, published, site;
    alter role ${roles.reader} set search_path = site;
    alter role ${roles.reader} set default_transaction_read_only = on;
    alter role ${roles.reader} set statement_timeout = '5s';`
}

function createRole(name: string, options: string): string {
  return `do $$ begin
      if not exists (select from pg_roles where rolname = '${name}') then create role ${name}; end if;
    end $$;
    alter role ${name} ${options};`
}

function loginAs(role: Role, admin: Client, adminUrl: string): string {
  const password = passwordOf(role, adminUrl)
  return `login ${password ? `password ${admin.escapeLiteral(password)}` : ''}`
}

function passwordOf(role: Role, adminUrl: string): string | null {
  const secret = new URL(adminUrl).password
  return secret ? createHmac('sha256', secret).update(`daeyeok ${role}`).digest('hex') : null
}
