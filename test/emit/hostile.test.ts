import type { PGlite } from '@electric-sql/pglite'
import { parse } from 'libpg-query'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { compile } from '../../src/compile.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { contract, days, destroy, exactly, manual, phrase, retention } from '../../src/index.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'

// Names and values that would break out of their place: quotes, dollars, line ends, comments, our own words, 63 bytes of letters.
vi.setConfig({ hookTimeout: 180_000 })

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const evil = `Na\nme; $$ -- {{x}} "'\\`
const body = `"Bo$dy" it's`
const long = (last: string): string => `${'é'.repeat(31)}${last}`
const longest = [long('a'), long('b')] as const

// Tables called like our aliases, columns like our variables; keys of two columns, one of them called as_of.
const ours = [
  'floor',
  'cutoff',
  'held',
  'scope',
  'm',
  'f',
  'k',
  'review',
  'clock',
  'erased',
  'class',
  'class_row',
  'hold',
  'status',
] as const
const schemaSql = `
  create schema "re tention";
  create table "user" (id bigint primary key, requested_at timestamptz, tenant text, actor text, phrase text);
  ${ours.map(t => `create table "${t}" (key_1 bigint primary key, "user" bigint not null references "user" (id), as_of timestamptz, n text);`).join('\n')}
  ${ours.map(t => `create table "of ${t}" (as_of bigint, digest text, "${t}" bigint not null references "${t}" (key_1), at timestamptz, note text, n integer, primary key (as_of, digest));`).join('\n')}
  create table "re tention".${quoted(evil)} (${quoted(body)} bigint primary key, "user" bigint not null references "user" (id), "select" text, "At\n" timestamptz);
  ${longest.map(t => `create table "${t}" ("${t}" bigint primary key, "user" bigint not null references "user" (id), at timestamptz);`).join('\n')}
  create table totals (digest text, as_of timestamptz, n bigint not null default 0, primary key (digest, as_of));
`

const value = `a$$b'; drop table totals; -- \n\\ {{x}}`
const table = `re tention.${evil}`
const { policy, rule, subject, untilErased, rollup, permanent, statement, actor } = retention<any>() as any
const why = { clause: 'C\n1 $$', purpose: `a\n-- test $$`, basis: contract(`'$$\n`), onErasure: destroy() }
const clocked = { ...why, keep: exactly(days(90)), dispose: destroy() }
const person = subject('user', {
  key: 'id',
  events: { requested: 'requested_at' },
  erasure: { requested: { clause: why.clause, residence: 'none', cancel: 'never' } },
})
const hostile = policy({
  name: `Evil"; $$ -- \n drop everything;`,
  version: `1\n2`,
  effective: '2026-01-01',
  timeZone: 'UTC',
  clauses: { [why.clause]: `text\n$$ -- "'`, other: 'x' },
  subjects: [person],
  activation: manual(
    phrase(value),
    actor('user', (eb: any) => eb('tenant', '=', value)),
  ),
  schedule: [
    untilErased('user', why),
    rule(
      ours.map(t => t),
      { ...clocked, cutoff: 'as_of', interim: [] },
    ),
    rule(
      ours.map(t => `of ${t}`),
      {
        ...clocked,
        cutoff: 'at',
        dispose: [rollup('totals', { key: { digest: 'digest', as_of: { grain: 'day', of: 'at' } }, add: { n: 'count' } }), destroy()],
      },
    ),
    rule(table, { ...clocked, name: `cla$$ss\n"'`, where: (eb: any) => eb('select', '=', value), cutoff: 'At\n' }),
    rule(table, { ...clocked, name: 'rest', cutoff: 'At\n', keep: exactly(days(9000)) }),
    rule([...longest], { ...clocked, cutoff: 'at' }),
    permanent('totals', { clause: why.clause, purpose: why.purpose, basis: why.basis, because: '$$\n' }),
    statement('other', '\n$$'),
  ],
  run: { start: 'armed' },
})

let files: readonly OutputFile[]
let db: PGlite
const column = async (sql: string): Promise<readonly unknown[]> => (await db.query<{ v: unknown }>(sql)).rows.map(r => r.v)

beforeAll(async () => {
  const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
  const compiled = await compile({ kind: 'project', policy: hostile, schema, config: { database: `da$$ta\n"base` } } as never)
  expect(compiled.diagnostics.filter(d => d.severity === 'error')).toEqual([])
  files = compiled.files
  db = await openPglite()
  await db.exec(schemaSql)
})
afterAll(() => db.close())

async function install(): Promise<void> {
  for (const { path, text } of files.filter(f => f.path.startsWith('migrations/')))
    await db.exec(`begin;\n${text}\ncommit;`).catch(error => {
      throw new Error(`${path}: ${error.message}`, { cause: error })
    })
}

test('every file parses, and no line of a file is anything but ours', async () => {
  for (const { path, text } of files.filter(f => f.path.endsWith('.sql'))) {
    await expect(parse(text), path).resolves.toBeTruthy()
    expect(text.split('\n').filter(line => /^(me; |test|drop everything|2\. Do not|1 )/.test(line))).toEqual([])
  }
})

test('installs, and its way back leaves nothing', async () => {
  await install()
  const ways = files.filter(f => /^way-back\/\d/.test(f.path)).toSorted((a, b) => (a.path < b.path ? 1 : -1))
  for (const { text } of ways) await db.exec(`begin;\n${text}\ncommit;`)
  expect(await column(`select to_regnamespace('retention') as v`)).toEqual([null])
  expect(await column('select tgname as v from pg_trigger where not tgisinternal')).toEqual([])
})

test('disposes of what is due and of nothing else, and holds what is held', async () => {
  await install()
  await db.exec('insert into "user" (id) values (1), (2)')
  await db.query('update "user" set tenant = $1 where id = 1', [value])
  for (const t of ours) {
    await db.exec(`insert into "${t}" values (1, 1, '2020-01-01'), (2, 1, null)`)
    await db.exec(`insert into "of ${t}" values (1, 'x', 1, '2020-01-01'), (2, 'x', 2, '2020-01-01'), (3, 'y', 2, now())`)
  }
  const name = `"re tention".${quoted(evil)}`
  await db.query(
    `insert into ${name} values (1, 1, $1, '2020-01-01'), (2, 1, 'b', '2020-01-01'), (3, 1, null, '2020-01-01'), (4, 1, $1, now())`,
    [value],
  )
  for (const t of longest) await db.exec(`insert into "${t}" values (1, 1, '2020-01-01'), (2, 1, now())`)

  for (const c of await column('select class_name as v from retention.class order by run_order'))
    await db.query('call retention.run($1, actor => $2, phrase => $3)', [c, '1', value])
  expect(
    (await db.query(`select class_name, state, stop_reason from retention.run_log where state <> 'done' or rows_blocked > 0`)).rows,
  ).toEqual([])
  for (const t of ours) {
    expect(await column(`select as_of as v from "of ${t}"`)).toEqual([3])
    expect(await column(`select key_1 as v from "${t}"`)).toEqual([2])
  }
  expect(await column(`select n as v from totals order by digest`)).toEqual([2 * ours.length])
  expect(await column(`select ${quoted(body)} as v from ${name} order by 1`)).toEqual([2, 3, 4])
  for (const t of longest) expect(await column(`select "${t}" as v from "${t}"`)).toEqual([2])

  // Holds and erasures go the same ways.
  await db.query(`call retention.place_hold('m', 'k', 'a', 'r', on_table => $1, row_key => $2)`, ['public."user"', '{"id": 1}'])
  await expect(db.exec(`delete from ${name}`)).rejects.toThrow(/legal hold/)
  await expect(db.exec(`delete from "of floor"`)).rejects.toThrow(/legal hold/)

  await expect(
    db.query(`call retention.place_hold('m', 'k', 'a', 'r', on_table => $1, row_key => $2)`, [
      'public."of m"',
      '{"as_of": 1, "digest": "x"}',
    ]),
  ).rejects.toThrow(/no row/)
  const { rows } = await db.query(`call retention.place_hold('m', 'k', 'a', 'r', on_table => $1, row_key => $2)`, [
    'public."of m"',
    '{"as_of": 3, "digest": "y"}',
  ])
  expect(rows).toMatchObject([{ preserved: { 'of m': 1, m: 1, user: 1 } }])
})
