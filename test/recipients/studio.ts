import type { PGlite } from '@electric-sql/pglite'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { contract, days, destroy, exactly, legalObligation, manual, ownRegime, retention, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { copiesOf } from '../copies.ts'

/**
 * A studio whose rows name what lies elsewhere: files in a store, customers of a payment service. Pictures go after a year and with their person,
 * their thumbs with them; a contract stays after an erasure, a draft stays without its file.
 */
export const schemaSql = `
create table people (id bigint primary key, name text not null, avatar_key text, leaving_at timestamptz);
create table pictures (id bigint primary key, person_id bigint not null references people on delete cascade, blob_key text, taken_at timestamptz not null default now());
create table thumbs (id bigint primary key, picture_id bigint not null references pictures on delete cascade, blob_key text not null, width integer not null default 64);
create table drafts (id bigint primary key, person_id bigint references people on delete set null, blob_key text);
create table contracts (id bigint primary key, person_id bigint references people on delete set null, customer_no text, plan text, signed_at timestamptz not null default now());
create table prints (region text, id bigint, person_id bigint references people, blob_key text, primary key (region, id)) partition by list (region);
create table prints_north partition of prints for values in ('north');
create table prints_south partition of prints for values in ('south');
`

const { part, policy, recipient, request, retain, rule, sever, subject, tell, untilErased } = retention<any>() as any
const person = subject('people', {
  key: 'id',
  events: { leaving: 'leaving_at' },
  erasure: { leaving: { clause: 'S-1', residence: 'none', cancel: 'never' } },
})
const files = recipient('files', { clause: 'S-2', hears: 'destruction', within: days(1) })
const bank = recipient('bank', { clause: 'S-2', hears: 'erasure', within: days(30) })
const why = { clause: 'S-1', purpose: 'pictures', basis: contract('GDPR 6(1)(b)') }

const rules = policy({
  name: 'Studio',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Berlin',
  clauses: { 'S-1': 'Everything goes with you.', 'S-2': 'Who has something of yours is told.' },
  subjects: [person],
  activation: manual(),
  schedule: [
    rule('pictures', {
      ...why,
      cutoff: 'taken_at',
      keep: exactly(years(1)),
      dispose: destroy(),
      onErasure: destroy(),
      parts: [part('thumbs', { tell: tell(files, 'blob_key', 'width') })],
      tell: tell(files, 'blob_key'),
    }),
    untilErased('drafts', { ...why, onErasure: sever('person_id', 'blob_key'), tell: tell(files, 'blob_key') }),
    untilErased('prints', { ...why, onErasure: destroy(), tell: tell(files, 'blob_key') }),
    rule('contracts', {
      ...why,
      basis: legalObligation('GDPR 6(1)(c)'),
      cutoff: 'signed_at',
      keep: exactly(years(7)),
      dispose: destroy(),
      onErasure: retain('legal obligation', sever('person_id')),
      tell: tell(bank, 'customer_no', 'plan'),
    }),
    untilErased('people', { ...why, onErasure: destroy(), tell: [tell(files, 'avatar_key'), tell(bank, 'id')] }),
  ],
  recipients: [files, bank],
  requests: [request(person, 'erasure', { clause: 'S-1', regimes: ownRegime({ respond: days(30) }), verify: 'none' })],
})

/** Everything that the policy of the studio compiles to. */
export async function studioFiles(): Promise<readonly OutputFile[]> {
  const { model, diagnostics } = bind(rules, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'studio' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return emit(plan(model))
}

/** Ada, who leaves, and Ben, who stays; each with a row of every kind, and each with rows that name nothing. */
export const rows = `
  insert into people (id, name, avatar_key) values (1, 'Ada', 'a/ada'), (2, 'Ben', 'a/ben');
  insert into pictures (id, person_id, blob_key) values (1, 1, 'p/ada-1'), (2, 1, null), (3, 2, 'p/ben-1');
  insert into pictures (id, person_id, blob_key, taken_at) values (4, 2, 'p/ben-old', now() - interval '2 years');
  insert into thumbs (id, picture_id, blob_key) values (1, 1, 't/ada-1'), (2, 2, 't/ada-2'), (3, 3, 't/ben-1'), (4, 4, 't/ben-old');
  insert into drafts (id, person_id, blob_key) values (1, 1, 'd/ada'), (2, 2, 'd/ben');
  insert into contracts (id, person_id, customer_no, plan) values (1, 1, 'cus_ada', 'gold'), (2, 1, null, 'none'), (3, 2, 'cus_ben', 'gold');
  insert into prints (region, id, person_id, blob_key) values ('north', 1, 1, 'r/ada'), ('north', 2, 2, 'r/ben');
`
export const logins = `
  create role dpo login in role studio_retention_officer;
  create role ops login in role studio_retention_operator;
  create role eye login in role studio_retention_auditor;
  create role courier login in role studio_retention_worker;
  create role app login;
  grant select, insert, update, delete on all tables in schema public to app;
`

/** The studio installed and armed in PGlite. */
export async function openStudio(installed?: readonly OutputFile[]): Promise<PGlite> {
  const db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of installed ?? (await studioFiles()))
    if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`${logins}${rows}select retention.arm(class_name, 'test') from retention.class;`)
  return db
}

/** The same, installed once: gives fresh copies. */
export async function studioCopies(): Promise<() => Promise<PGlite>> {
  const db = await openStudio()
  const copies = await copiesOf(db)
  await db.close()
  return copies
}
