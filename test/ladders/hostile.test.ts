import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, manual, ownRegime, retention } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'

// I12: persons whose table, keys and columns are called like what our functions use, or to break out of their place; ladders and letters likewise.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 })

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const evil = `Na\nme; $$ -- {{x}} "'\\`
const keys = ['as_of', 'ladder', 'decision', 'started_at', 'step_no', 's', 'k', 'f', 'key_1', 'payload', 'taken', 'subject_key'] as const
const schemaSql = `
  create table totals (n int);
  insert into totals values (1);
  create table ${quoted(evil)} (${keys.map(k => `"${k}" bigint not null`).join(', ')}, "select" timestamptz, "reason" date, "Mail $$ it's" text, primary key (${keys.map(k => `"${k}"`).join(', ')}));
`
const { ladder, letter, policy, request, subject, untilErased } = retention<any>() as any
const name = `it's a; drop table totals; -- $$ {{x}} \n "ladder" \\`
const line = `$$ drop table totals; -- it's %I \\ "q"`
const person = subject(evil, { key: [...keys], events: {}, erasure: {} })
const regimes = ownRegime({ respond: days(30) })
const common = { clause: 'C-1', to: `${evil}.Mail $$ it's`, within: days(1) }
const hostile = policy({
  name: 'Hostile',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'UTC',
  clauses: { 'C-1': 'may be' },
  subjects: [person],
  activation: manual(),
  schedule: [untilErased(evil, { clause: 'C-1', purpose: 'x', basis: contract('x'), onErasure: destroy() })],
  requests: [request(person, 'erasure', { clause: 'C-1', regimes, verify: 'none' })],
  ladders: [
    ladder(name, person, {
      clause: 'C-1',
      since: 'select',
      steps: [
        { after: days(10), do: 'notify' },
        { after: days(10), do: 'review' },
        { after: days(0), do: 'erase', closes: 'reason' },
      ],
    }),
  ],
  letters: [
    letter(`${name} 1`, person, {
      ...common,
      on: 'ladder',
      fields: { "o'f $$": `${evil}.as_of` },
      title: `${line} {o'f $$}`,
      text: [line, '', '{since}\n\n\n', '{next}  '],
    }),
    letter(`${name} 2`, person, { ...common, on: 'completion', title: line, text: [line, '{erased}'] }),
  ],
})

let db: PGlite
beforeAll(async () => {
  const { model, diagnostics } = bind(hostile, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'hostile' })
  if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
  db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of emit(plan(model))) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`
    insert into ${quoted(evil)} select ${keys.map(() => 'n').join(', ')}, '2020-01-01', null, 'mail-' || n from generate_series(1, 3) as n;
    update ${quoted(evil)} set "select" = now() where "as_of" = 3;
    select retention.arm(class_name, 'x') from retention.class; update retention.class set fuse_share = 1`)
})
afterAll(() => db.close())

const key = (n: number): string => JSON.stringify(Object.fromEntries(keys.map(k => [k, n])))
const steps = async () =>
  (
    await db.query<any>(
      `select key_as_of as n, key_step_no, step_no from retention.${(await db.query<any>(`select relname from pg_class where relname ~ '_step$' and relnamespace = 'retention'::regnamespace and relname <> 'ladder_step'`)).rows[0].relname} order by 1`,
    )
  ).rows.map(r => [Number(r.n), r.step_no])

test('climb, letter, decision, erasure: every name in its place', async () => {
  const climb = () => db.query('call retention.run($1)', [name])
  await climb()
  expect((await db.query<any>('select state, stop_reason, rows_blocked::int as blocked from retention.run_log')).rows).toEqual([
    { state: 'done', stop_reason: 'done', blocked: 0 },
  ])
  expect(await steps()).toEqual([
    [1, 1],
    [2, 1],
  ])
  const { rows: taken } = await db.query<any>('select notice_id, payload from retention.take_notices() order by 1')
  const next = (await db.query<any>(`select ((now() at time zone 'UTC') + interval '10 days')::date::text as d`)).rows[0].d
  expect(taken.map(t => t.payload)).toEqual(
    [1, 2].map(n => ({ to: `mail-${n}`, title: `${line} ${n}`, text: `${line}\n\n2020-01-01\n\n\n\n${next}  ` })),
  )
  for (const { notice_id } of taken) await db.query(`select retention.settle_notice($1, 1, 'done')`, [notice_id])
  const table = (
    await db.query<any>(
      `select relname from pg_class where relname ~ '_step$' and relnamespace = 'retention'::regnamespace and relname <> 'ladder_step'`,
    )
  ).rows[0].relname
  await db.exec(`update retention.${quoted(table)} set done_at = done_at - interval '11 days', announced_on = announced_on - 11`)
  await climb()
  await db.query(`select retention.review_ladder($1, $2, 'approve', $3)`, [name, key(1), line])
  await db.query(`select retention.review_ladder($1, $2, 'keep', $3)`, [name, key(2), line])
  await climb()
  expect(await steps()).toEqual([
    [1, 3],
    [2, 0],
  ])
  expect((await db.query<any>(`select "as_of"::int as n, "reason" is not null as closed from ${quoted(evil)} order by 1`)).rows).toEqual([
    { n: 1, closed: true },
    { n: 2, closed: false },
    { n: 3, closed: false },
  ])
  await db.query('call retention.run($1)', [evil])
  await climb()
  expect((await db.query<any>(`select "as_of"::int as n from ${quoted(evil)} order by 1`)).rows).toEqual([{ n: 2 }, { n: 3 }])
  expect((await db.query<any>('select status from retention.request')).rows).toEqual([{ status: 'completed' }])
  expect((await db.query<any>('select payload from retention.take_notices()')).rows).toEqual([
    { payload: { to: 'mail-1', title: line, text: `${line}\n- ${evil}: destroyed` } },
  ])
  expect((await db.query<any>('select * from totals')).rows).toEqual([{ n: 1 }])
})
