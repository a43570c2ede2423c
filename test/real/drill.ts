import type { Database } from './world.ts'

/** Klonr's users for a restore drill, each with something of theirs in every table that knows a user. */

const key = (kind: string, n: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`
export const user = (n: number): string => key('a', n)
/** Such as stand in no text of ours. */
const names = ['', 'Zorana', 'Yurika', 'Wimke', 'Vladko', 'Ulrikh', 'Tovela']
export const keyOf = (n: number): string => `{"id": "${user(n)}"}`

export const belongings = (n: number): string => `
  insert into users (id, email, name, avatar_key) values ('${user(n)}', '${names[n]}@example.org', '${names[n]} Example', 'avatar of ${names[n]}');
  insert into projects (id, user_id, title) values ('${key('b', n)}', '${user(n)}', 'by ${names[n]}');
  insert into generations (id, user_id, project_id, kind, prompt) values ('${key('c', n)}', '${user(n)}', '${key('b', n)}', 'image', '${names[n]} on a horse');
  insert into generation_assets (generation_id, blob_key, sha256) values ('${key('c', n)}', 'picture of ${names[n]}', '');
  insert into generation_jobs (id, generation_id, payload) values ('${key('d', n)}', '${key('c', n)}', '{"of": "${names[n]}"}');
  insert into partial_renders (job_id, blob_key) values ('${key('d', n)}', 'half of ${names[n]}');
  insert into uploads (id, user_id, kind, blob_key) values ('${key('e', n)}', '${user(n)}', 'face', 'face of ${names[n]}');
  insert into upload_provider_copies (upload_id, provider, provider_ref) values ('${key('e', n)}', 'google', 'ref of ${names[n]}');
  insert into transactions (user_id, stripe_pi, amount, currency) values ('${user(n)}', 'pi ${n}', 1, 'EUR');
  insert into invoices (user_id, number, billing_name, billing_email, pdf_key) values ('${user(n)}', '${n}', 'as printed', 'as printed', 'pdf ${n}');
  insert into support_tickets (id, user_id, subject) values ('${key('f', n)}', '${user(n)}', 'from ${names[n]}');
  insert into support_messages (ticket_id, author_user_id, body) values ('${key('f', n)}', '${user(n)}', 'I am ${names[n]}');
  insert into marketing_preferences (user_id, subscribed) values ('${user(n)}', true);
  insert into marketing_sends (user_id, template) values ('${user(n)}', 'news');
  insert into access_logs (user_id, ip, path) values ('${user(n)}', '192.0.2.${n}', '/');
  insert into error_logs (user_id, ip, path, context) values ('${user(n)}', '192.0.2.${n}', '/', '{"mail": "${names[n]}@example.org"}');
  insert into security_events (user_id, ip, type) values ('${user(n)}', '192.0.2.${n}', 'login');
  insert into usage_events (user_id, name) values ('${user(n)}', 'x');
`

/** Somebody with the key of user n, and little else. */
export const namesake = (n: number): string => `
  insert into users (id, email, name) values ('${user(n)}', '${names[n]}@example.org', '${names[n]} Example');
  insert into projects (user_id, title) values ('${user(n)}', 'by ${names[n]}');
`

/**
 * In which tables, of the application and of Lapse, something of these persons stands: their keys, names and addresses. What waits for a recipient is
 * left out: it goes with its outcome, and is tested with the outbox.
 */
export async function traces(database: Database, persons: readonly number[]): Promise<readonly string[]> {
  const tables = await database.ask(
    `select c.oid::regclass::text as name from pg_class as c
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'retention'::regnamespace)
       and c.oid <> 'retention.outbox'::regclass
     order by 1`,
  )
  const of = persons.map(n => `${user(n)}|${names[n]}|192\\.0\\.2\\.${n}\\M`).join('|')
  const found = await database.ask(
    tables
      .map(t => `select '${t.name}' as name where exists (select from ${t.name} as r where to_jsonb(r)::text ~* '${of}')`)
      .join(' union all '),
  )
  return found.map(f => f.name as string).toSorted()
}

/** Every row of the application, as text. */
export async function everything(database: Database): Promise<readonly string[]> {
  const tables = await database.ask(
    `select c.oid::regclass::text as name from pg_class as c
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  const rows = await database.ask(
    tables.map(t => `select '${t.name} ' || to_jsonb(r)::text as row from ${t.name} as r`).join(' union all '),
  )
  return rows.map(r => r.row as string).toSorted()
}
