import type { PGlite } from '@electric-sql/pglite'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import {
  contract,
  days,
  destroy,
  exactly,
  legalObligation,
  manual,
  months,
  ownRegime,
  retention,
  untouched,
  years,
} from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { copiesOf } from '../copies.ts'

/** A parish whose people have their address in a table of its own, and belong to a chapter that signs the letters. */
export const schemaSql = `
create table chapters (id bigint primary key, name text not null);
create table people (id bigint primary key, chapter_id bigint not null references chapters, name text not null, seen_at timestamptz, leaving_at timestamptz);
create table mailboxes (person_id bigint primary key references people, address text);
create table notes (id bigint primary key, person_id bigint not null references people);
create table gifts (id bigint primary key, person_id bigint references people on delete set null, given_at timestamptz);
create table rumors (id bigint primary key, person_id bigint references people on delete set null);
`

const { ladder, letter, owner, policy, request, retain, rule, sever, subject, untilErased } = retention<any>() as any
const person = subject('people', {
  key: 'id',
  events: { leaving: 'leaving_at' },
  erasure: { leaving: { clause: 'P-1', residence: 'none', cancel: 'event cleared' } },
})
const why = { clause: 'P-1', purpose: 'care', basis: contract('GDPR 6(1)(b)') }
const common = { clause: 'P-2', to: 'mailboxes.address', within: days(3) } as const
const signed = { name: 'people.name', chapter: 'chapters.name' } as const

export const done = letter('goodbye', person, {
  ...common,
  on: 'completion',
  fields: signed,
  title: 'Your data, {name}',
  text: ['Hi {name},', 'as of {date} we have removed:', '{erased}', 'We keep:', '{retained}', '{chapter}'],
})
const letters = [
  done,
  letter('hold', person, {
    ...common,
    on: 'hold',
    fields: signed,
    title: 'Kept for now',
    text: ['{name}: since {date} nothing of yours is deleted ({kind}).'],
  }),
  letter('are you there', person, {
    ...common,
    on: 'ladder',
    title: 'Are you there?',
    text: ['Since {since} we have not heard of you. After {next} we may close your account.'],
  }),
]

const rules = policy({
  name: 'Parish',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Berlin',
  clauses: { 'P-1': 'Everything goes with you.', 'P-2': 'You are written to.' },
  subjects: [person],
  links: [owner('people', 'chapters')],
  activation: manual(),
  schedule: [
    untilErased('notes', { ...why, onErasure: destroy() }),
    untilErased('mailboxes', { ...why, onErasure: destroy() }),
    rule('gifts', {
      ...why,
      basis: legalObligation('GDPR 6(1)(c)'),
      cutoff: 'given_at',
      keep: exactly(years(7)),
      dispose: destroy(),
      onErasure: retain('legal obligation', sever('person_id')),
    }),
    untilErased('rumors', { ...why, onErasure: untouched('nobody knows') }),
    untilErased('people', { ...why, onErasure: destroy() }),
  ],
  requests: [
    request(person, ['erasure', 'access'], {
      clause: 'P-1',
      regimes: ownRegime({ respond: days(30) }),
      verify: 'basic',
      event: person.leaving,
    }),
  ],
  ladders: [
    ladder('silence', person, {
      clause: 'P-1',
      since: 'seen_at',
      steps: [
        { after: months(24), do: 'notify' },
        { after: days(60), do: 'review' },
        { after: days(0), do: 'erase' },
      ],
    }),
  ],
  letters,
})

/** Everything that the policy of the parish compiles to. */
export async function parishFiles(): Promise<readonly OutputFile[]> {
  const { model, diagnostics } = bind(rules, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'parish' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return emit(plan(model))
}

/** The parish installed and armed, with Ada and Ben: `dpo` is an officer, `ops` an operator, `eye` an auditor, `courier` a worker. */
export async function parishCopies(files?: readonly OutputFile[]): Promise<() => Promise<PGlite>> {
  const db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of files ?? (await parishFiles())) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`
    create role dpo login in role parish_retention_officer;
    create role ops login in role parish_retention_operator;
    create role eye login in role parish_retention_auditor;
    create role courier login in role parish_retention_worker;
    insert into chapters values (1, 'St Anne');
    insert into people (id, chapter_id, name, seen_at) values (1, 1, 'Ada', now() - interval '3 years'), (2, 1, 'Ben', now());
    insert into mailboxes values (1, 'ada@mail'), (2, 'ben@mail');
    insert into notes values (1, 1), (2, 2);
    insert into gifts values (1, 1, '2026-03-01T12:00Z');
    select retention.arm(class_name, 'test') from retention.class;`)
  const copies = await copiesOf(db)
  await db.close()
  return copies
}
