import type { PGlite } from '@electric-sql/pglite'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { contract, days, destroy, hours, manual, ownRegime, retention } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { copiesOf } from '../copies.ts'

/** A bureau that writes letters for people: values of every kind, some that nobody gets, some that belong to two people. */
export const schemaSql = `
create schema "odd names";
create table people (
  id bigint primary key, name text not null, email text, risk text not null default 'RISK', born date, joined_at timestamptz, wall_at timestamp, leaving_at timestamptz
);
create table letters (
  id bigint primary key, person_id bigint not null references people, subject text, body text, price numeric(12, 2), extra jsonb, urgent boolean,
  token bytea, tags text[], rating double precision, took interval, clerk text not null default 'CLERK'
);
create index on letters (person_id);
create table pages (letter_id bigint references letters, page integer, text text, scan text not null default 'SCAN', primary key (letter_id, page));
create table memos (id bigint primary key, author_id bigint not null references people, reader_id bigint references people, text text, draft text not null default 'DRAFT');
create table tickets (id bigint primary key, person_id bigint not null references people, question text, answer text not null default 'ANSWER',
  subject_key jsonb default '{"id": 2}', as_csv boolean default true, line text default 'LINE', known bigint[]
);
create table "odd names"."To,Do" ("Key" bigint primary key, person bigint not null references people, "a ""quoted"", one" text);
`

const { accessor, exportProfile, owner, policy, request, subject, untilErased } = retention<any>() as any
const person = subject('people', {
  key: 'id',
  events: { leaving: 'leaving_at' },
  erasure: { leaving: { clause: 'B-1', residence: 'none', cancel: 'never' } },
})
const why = { clause: 'B-1', purpose: 'letters', basis: contract('GDPR 6(1)(b)'), onErasure: destroy() }
const regimes = ownRegime({ respond: days(30) })

const rules = policy({
  name: 'Bureau',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'America/New_York',
  storedTimeZone: 'Europe/Berlin',
  clauses: { 'B-1': 'You get what is yours.' },
  subjects: [person],
  links: [owner('memos', 'people', { by: 'author_id' }), accessor('memos', 'people', { by: 'reader_id' })],
  activation: manual(),
  schedule: [untilErased(['letters'], { ...why, parts: ['pages'] }), untilErased(['memos', 'tickets', 'odd names.To,Do', 'people'], why)],
  requests: [
    request(person, ['access', 'portability'], { clause: 'B-1', regimes, verify: 'basic' }),
    request(person, 'erasure', { clause: 'B-1', regimes, verify: 'none' }),
  ],
  exports: [
    exportProfile(person, 'access', {
      clause: 'B-1',
      onePer: hours(1),
      columns: {
        people: ['name', 'email', 'born', 'joined_at', 'wall_at'],
        letters: ['subject', 'body', 'price', 'extra', 'urgent', 'token', 'tags', 'rating', 'took'],
        pages: ['page', 'text'],
        memos: ['text'],
        'odd names.To,Do': ['a "quoted", one'],
      },
      optional: { support: { tickets: ['question'] } },
    }),
    exportProfile(person, 'portability', { clause: 'B-1', columns: { people: ['email'], letters: ['body'] } }),
  ],
})

/** Everything that the policy of the bureau compiles to. */
export async function bureauFiles(): Promise<readonly OutputFile[]> {
  const { model, diagnostics } = bind(rules, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'bureau' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return emit(plan(model))
}

/** Ada with a row of everything, Ben with a row of the same; what nobody is to get says so in capitals. */
export const rows = `
  insert into people (id, name, email, born, joined_at, wall_at) values
    (1, 'Ada', 'ada@example.org', '1815-12-10', '2026-03-29 01:30:00.123456+00', '2026-07-01 12:00'),
    (2, 'Ben', 'ben@example.org', null, null, null);
  insert into letters (id, person_id, subject, body, price, extra, urgent, token, tags, rating, took) values
    (10, 1, '=1+1', E'Dear "Sir",\\nyours', 1234567890.10, '{"b": 1, "a": [null, "x"]}', true, '\\x00ff', '{a,"b,c"}', 0.1, '1 day 02:00'),
    (9, 1, '', null, -5, null, false, null, '{}', null, null),
    (11, 2, 'BENSUBJECT', 'BENBODY', 1, '{}', true, null, null, null, null);
  insert into pages (letter_id, page, text) values (10, 2, '+49 30 1'), (10, 1, '-'), (9, 1, 'ä; é'), (11, 1, 'BENPAGE');
  insert into memos (id, author_id, reader_id, text) values (1, 1, 2, 'by Ada for Ben'), (2, 2, 1, 'by Ben for Ada'), (3, 2, 2, 'BENMEMO'), (4, 1, 1, '@both');
  insert into tickets (id, person_id, question) values (1, 1, 'why?'), (2, 2, 'BENTICKET');
  insert into "odd names"."To,Do" values (1, 1, 'todo'), (2, 2, 'BENTODO');
`
/** What Ada gets in no export. */
export const forbidden = ['RISK', 'CLERK', 'SCAN', 'DRAFT', 'ANSWER', 'LINE', 'BEN', 'ben@', 'leaving']

export const logins = `
  create role dpo login in role bureau_retention_officer;
  create role ops login in role bureau_retention_operator;
  create role eye login in role bureau_retention_auditor;
`

/** The bureau installed in PGlite, once: gives fresh copies. */
export async function bureauCopies(files?: readonly OutputFile[]): Promise<() => Promise<PGlite>> {
  const db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of files ?? (await bureauFiles())) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`${logins}${rows}`)
  const copies = await copiesOf(db)
  await db.close()
  return copies
}
