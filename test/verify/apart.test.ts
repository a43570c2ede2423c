import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, manual, retention } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { verify } from '../../src/verify/verify.ts'

const schemaSql = `
create table people (id bigint primary key, gone_at timestamptz);
create table notes (id bigint primary key, person_id bigint not null references people);
create table posts (id bigint primary key, person_id bigint not null references people);
create function either() returns trigger language plpgsql as $$
begin
  if exists (select from public.notes as n join public.posts as p on p.person_id = n.person_id) then
    raise exception 'one person writes notes or posts' using errcode = '23514';
  end if;
  return null;
end
$$;
create trigger either after insert on notes for each row execute function either();
create trigger either after insert on posts for each row execute function either();`

interface Database {
  people: { id: string; gone_at: Date | null }
  notes: { id: string; person_id: string }
  posts: { id: string; person_id: string }
}

test('where nobody may have a row of every class, each class has its own persons at the edges of a residence', async () => {
  const { policy, subject, untilErased } = retention<Database>()
  const person = subject('people', {
    key: 'id',
    events: { gone: 'gone_at' },
    erasure: { gone: { clause: 'C', residence: days(30), cancel: 'event cleared' } },
  })
  const apart = policy({
    name: 'Apart',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: { C: 'Everything of a person goes 30 days after they left.' },
    subjects: [person],
    activation: manual(),
    schedule: [untilErased(['people', 'notes', 'posts'], { clause: 'C', purpose: 'test', basis: contract(), onErasure: destroy() })],
  })
  const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
  const { model } = bind(apart, schema, { database: 'apart' })
  const { findings, clauses, notCovered } = await verify({ policy: apart, schema, model: model!, files: emit(plan(model!)), schemaSql })
  expect(findings).toEqual([])
  // Only the one person with all that they have cannot be made: for each class, at each moment.
  expect(new Set(notCovered.map(n => n.what))).toEqual(new Set(['erase: residence over exactly at as_of, with all that the person has']))
  // Three moments for each class.
  const sides = [
    ['over exactly at the instant', 'gone'],
    ['over just before the instant', 'gone'],
    ['over just after the instant', 'not due'],
  ] as const
  for (const [side, outcome] of sides) {
    const said = { stage: 'erase', words: `residence after "gone" ${side}`, outcome, cases: 3 }
    expect(clauses[0]!.rules.filter(r => r.shown.some(s => isDeepStrictEqual({ ...s }, said))).length).toBeGreaterThanOrEqual(3)
  }
})
