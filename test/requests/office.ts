import type { PGlite } from '@electric-sql/pglite'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import {
  businessDays,
  ccpa,
  contract,
  days,
  destroy,
  exactly,
  gdpr,
  legalObligation,
  manual,
  ownRegime,
  retention,
  ukGdpr,
  untouched,
  years,
} from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'

/** People who may ask for everything, with rows that go, rows that a duty keeps with and without their link, and rows that nobody touches. */
const schemaSql = `
create table people (
  id bigint primary key, name text not null, delete_requested_at timestamptz, restrict_requested_on date
);
create table notes (id bigint primary key, person_id bigint not null references people, written_at timestamptz);
create table bills (id bigint primary key, person_id bigint references people, issued_at timestamptz);
create table deposits (id bigint primary key, person_id bigint not null references people, made_at timestamptz);
create table news (id bigint primary key, sent_at timestamptz);
`

const { policy, request, retain, rule, sever, subject, untilErased } = retention<any>() as any
const person = subject('people', {
  key: 'id',
  events: { requested: 'delete_requested_at', restricted: 'restrict_requested_on' },
  erasure: { requested: { clause: 'R-1', residence: days(30), cancel: 'event cleared' } },
})
const why = { clause: 'R-1', purpose: 'serve', basis: contract('GDPR 6(1)(b)') }
const books = { clause: 'R-1', purpose: 'tax', basis: legalObligation('GDPR 6(1)(c)'), keep: exactly(years(7)), dispose: destroy() }

const rules = policy({
  name: 'Office',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Berlin',
  clauses: { 'R-1': 'Whoever asks is answered.' },
  subjects: [person],
  activation: manual(),
  schedule: [
    untilErased('notes', { ...why, onErasure: destroy() }),
    rule('bills', { ...books, cutoff: 'issued_at', onErasure: retain('legal obligation', sever('person_id')) }),
    rule('deposits', { ...books, cutoff: 'made_at', onErasure: retain('legal claims') }),
    rule('news', { ...books, cutoff: 'sent_at', onErasure: untouched('names nobody') }),
    untilErased('people', { ...why, onErasure: destroy() }),
  ],
  requests: [
    request(person, 'erasure', {
      clause: 'R-1',
      regimes: [ownRegime({ acknowledge: businessDays(5), respond: days(30), extend: days(60), holidays: 'US-FL' }), gdpr('DE'), ccpa()],
      verify: 'additional',
      event: person.requested,
    }),
    request(person, 'access', { clause: 'R-1', regimes: gdpr('DE'), verify: 'basic' }),
    request(person, 'portability', { clause: 'R-1', regimes: ownRegime({ respond: days(10) }), verify: 'none' }),
    request(person, 'restriction', { clause: 'R-1', regimes: ukGdpr(), verify: 'basic', event: person.restricted }),
  ],
})

/** Everything that the policy of the office compiles to. */
export async function officeFiles(): Promise<readonly OutputFile[]> {
  const { model, diagnostics } = bind(rules, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'office' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return emit(plan(model))
}

/** The office installed and armed, with two people: `dpo` is an officer, `ops` an operator, `eye` an auditor. */
export async function openOffice(): Promise<PGlite> {
  const db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of await officeFiles()) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`
    create role dpo login in role office_retention_officer;
    create role ops login in role office_retention_operator;
    create role eye login in role office_retention_auditor;
    insert into people (id, name) values (1, 'Ada Lovelace'), (2, 'Ben Jonson');
    insert into notes (id, person_id) values (1, 1), (2, 1), (3, 2);
    insert into bills (id, person_id, issued_at) values (1, 1, now() - interval '1 year'), (2, 2, now() - interval '1 year');
    insert into news (id, sent_at) values (1, now());
    select retention.arm(class_name, 'test') from retention.class;
  `)
  return db
}
