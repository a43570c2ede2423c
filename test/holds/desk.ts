import type { PGlite } from '@electric-sql/pglite'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, exactly, manual, retention, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'

/** Persons of two tenants, with notes in two classes, days, parts in partitions, and visits that know them by their address. */
const schemaSql = `
create table tenants (id text primary key);
create table persons (
  id bigint primary key, tenant_id text not null references tenants, email text not null unique, dispute boolean not null default false,
  leaving_at timestamptz
);
create table notes (id bigint primary key, person_id bigint not null references persons, kind text not null, text text, at timestamptz, of_hold bigint);
create table days (id bigint primary key, person_id bigint not null references persons, on_day date);
create table files (
  shelf text, id bigint, person_id bigint not null references persons, at timestamptz, primary key (shelf, id)
) partition by list (shelf);
create table files_a partition of files for values in ('a');
create table files_b partition of files for values in ('b');
create table visits (id bigint primary key, email text, at timestamptz);
`
const { owner, policy, rule, standingHold, subject, tenant } = retention<any>() as any
const person = subject('persons', {
  key: 'id',
  events: { leaving: 'leaving_at' },
  erasure: { leaving: { clause: 'D-1', residence: days(30), cancel: 'event cleared' } },
})
const why = {
  clause: 'D-1',
  purpose: 'work',
  basis: contract('GDPR 6(1)(b)'),
  keep: exactly(years(1)),
  dispose: destroy(),
  onErasure: destroy(),
}
const rules = policy({
  name: 'Desk',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Copenhagen',
  clauses: { 'D-1': 'Everything goes a year after it was written.' },
  subjects: [person],
  tenant: tenant('tenants', { key: 'id' }),
  links: [owner('visits', 'persons', { on: (eb: any) => eb('visits.email', '=', eb.ref('persons.email')) })],
  activation: manual(),
  schedule: [
    rule('notes', { ...why, name: 'urgent', where: (eb: any) => eb('kind', '=', 'urgent'), cutoff: 'at' }),
    rule('notes', { ...why, cutoff: 'at' }),
    rule('days', { ...why, cutoff: 'on_day' }),
    rule('files', { ...why, cutoff: 'at' }),
    rule('visits', { ...why, cutoff: 'at' }),
    rule('persons', { ...why, cutoff: 'leaving_at' }),
  ],
  holds: [standingHold('persons', { clause: 'D-1', where: (eb: any) => eb('dispute', '=', true), matter: 'dispute', notify: 'always' })],
  outOfScope: { tenants: 'words' },
})

/** A database with the desk's migrations and its rows; the caller closes it. */
export async function desk(): Promise<PGlite> {
  const { model, diagnostics } = bind(rules, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'desk' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  const db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of emit(plan(model))) if (path.startsWith('migrations/')) await db.exec(`begin; ${text}; commit`)
  await db.exec(`
    insert into tenants values ('north'), ('south');
    insert into persons (id, tenant_id, email) values (1, 'north', 'ann'), (2, 'north', 'ben'), (3, 'south', 'cas');
    insert into notes values
      (10, 1, 'urgent', 'a', '2025-03-01 12:00Z'), (11, 1, 'plain', 'b', '2025-03-01 12:00Z'), (20, 2, 'urgent', 'c', '2025-03-01 12:00:00.000001Z'),
      (30, 3, 'urgent', 'd', '2025-03-01 11:59:59.999999Z'), (31, 3, 'urgent', 'e', null);
    insert into days values (10, 1, '2025-03-01'), (20, 2, '2025-03-02'), (30, 3, '2025-03-03');
    insert into files values ('a', 10, 1, '2025-03-01'), ('b', 30, 3, '2025-03-01');
    insert into visits values (10, 'ann', '2025-03-01'), (30, 'cas', '2025-03-01')`)
  return db
}
