import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { contract, days, destroy, exactly, manual, retention, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import type { Activation } from '../../src/policy/activation.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import type { Installation } from './installation.ts'

/** The files of a club: rows that hang on others by a cascade, by a key that is set to NULL, in partitions. */
export const schemaSql = `
create table members (id bigint primary key, name text not null, dispute boolean not null default false, leaving_at timestamptz);
create table letters (
  id bigint primary key, member_id bigint not null references members on delete cascade on update cascade, text text not null, written_at timestamptz
);
create table notes (id bigint primary key, member_id bigint references members on delete set null, text text not null, written_at timestamptz);
create table payments (
  branch text not null, id bigint not null, member_id bigint not null references members, paid_at timestamptz, primary key (branch, id)
) partition by list (branch);
create table payments_north partition of payments for values in ('north');
create table payments_south partition of payments for values in ('south');
create table topics (id bigint primary key, text text not null);
`

const { policy, rule, standingHold, subject } = retention<any>() as any
const member = subject('members', {
  key: 'id',
  events: { leaving: 'leaving_at' },
  erasure: { leaving: { clause: 'R-1', residence: days(30), cancel: 'event cleared' } },
})
const why = {
  clause: 'R-1',
  purpose: 'run the club',
  basis: contract('GDPR 6(1)(b)'),
  keep: exactly(years(1)),
  dispose: destroy(),
  onErasure: destroy(),
}
const rules = (activation: Activation) =>
  policy({
    name: 'Club',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: { 'R-1': 'Everything goes a year after it was written.' },
    subjects: [member],
    activation,
    schedule: [
      rule('letters', { ...why, cutoff: 'written_at', preserve: 'block' }),
      rule('notes', { ...why, cutoff: 'written_at' }),
      rule('payments', { ...why, cutoff: 'paid_at' }),
      rule('members', { ...why, cutoff: 'leaving_at' }),
    ],
    holds: [standingHold('members', { clause: 'R-1', where: (eb: any) => eb('dispute', '=', true), matter: 'dispute', notify: 'never' })],
    outOfScope: { topics: 'words' },
  })

/** Everything that the club's policy compiles to. */
export async function clubFiles(activation: Activation): Promise<readonly OutputFile[]> {
  const { model, diagnostics } = bind(rules(activation), await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'club' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return emit(plan(model))
}

/** Compiled here: no reference policy has `preserve: 'block'`. */
export async function club(activation: Activation = manual()): Promise<Installation> {
  return { schemaSql, files: (await clubFiles(activation)).filter(f => f.path.startsWith('migrations/')) }
}
