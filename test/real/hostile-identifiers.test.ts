import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openPglite } from '../../src/schema/pglite.ts'
import { type CompiledPolicy, compiled, install, openWorld, type Row, type World } from './world.ts'

// Names as an attacker, a spreadsheet import or a bored colleague would choose them, from the policy to the disposal.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const robert = '"Robert""); drop table students;--"'
const twin = (n: number) => `"${'a'.repeat(60)}_x${n}"`
const clock = '"%I $$ \\"'
const spaced = 'a class with "spaces"; drop table students;--'

let world: World
let policy: CompiledPolicy
beforeAll(async () => {
  policy = await compiled('hostile', fileURLToPath(new URL('fixture/hostile', import.meta.url)))
  world = await openWorld()
})
afterAll(() => world.close())

type Ask = (sql: string, values?: readonly unknown[], user?: string) => Promise<readonly Row[]>

async function onServer(): Promise<Ask> {
  const database = await world.database('host"ile %I', policy.schemaSql)
  await install(database, policy)
  return database.ask
}

const instances: PGlite[] = []
afterAll(() => Promise.all(instances.map(db => db.close())))
async function inPglite(): Promise<Ask> {
  const db = await openPglite()
  instances.push(db)
  await db.exec(policy.schemaSql)
  for (const file of policy.files.filter(f => f.path.startsWith('migrations/'))) await db.exec(`begin; ${file.text}; commit`)
  return async (sql, values) => (values ? (await db.query<Row>(sql, [...values])).rows : ((await db.exec(sql)).at(-1)!.rows as Row[]))
}

const seed = `
  insert into students select generate_series(1, 3);
  insert into ${robert} ("select", "tab\there") values (1, null), (2, now() - interval '1 year'), (3, now() - interval '1 year'), (4, now());
  -- Person 1 is in the class with spaces: 90 days; the rest of the table has 30.
  insert into ${twin(1)} ("%s", ${clock}) select p, now() - interval '60 days' from generate_series(1, 2) as p;
  insert into ${twin(1)} ("%s", ${clock}) values (1, now() - interval '100 days'), (3, now() - interval '100 days');
  insert into ${twin(2)} ("%s", ${clock}) values (1, now() - interval '60 days'), (2, now() - interval '100 days'), (4, null);
  insert into "odd.schema"."🦄 ünï" ("a.b", "group", "'; select 1; --") values (1, 1, current_date - 100), (2, 1, current_date), (3, 3, current_date - 100);
  insert into "select" ("order", "table", "limit") values (1, 1, 'x'), (1, 1, 'y'), (3, 3, 'held')`

describe.each([
  ['PostgreSQL', onServer],
  ['PGlite', inPglite],
] as const)('%s', (_, open) => {
  let ask: Ask
  beforeAll(async () => {
    ask = await open()
    await ask(seed)
  })
  const students = () => ask('select count(*)::int as n from students')

  test('the classes are there under their own names, in shadow', async () => {
    const classes = await ask('select class_name, mode from retention.status', [], 'ops')
    expect(classes.map(c => c.class_name).toSorted()).toEqual(
      [twin(1).slice(1, -1), twin(2).slice(1, -1), 'Robert"); drop table students;--', spaced, 'unicorn'].toSorted(),
    )
    expect(new Set(classes.map(c => c.mode))).toEqual(new Set(['shadow']))
  })

  test('an export has the names of the policy, and what is under them', async () => {
    await ask(`select retention.open_request($1, '{"select": 1}', 'access', 'e-mail')`, [`public.${robert}`], 'dpo')
    await ask(`select retention.verify_request(1, 'none')`, [], 'dpo')
    const section = "; drop table students;-- '"
    const json = await ask(`select line from retention.export_person(1, 'json', $1)`, [[section]], 'dpo')
    const { data, sections } = JSON.parse(json.map(r => r.line).join('\n'))
    expect(sections).toEqual([section])
    expect(data['Robert"); drop table students;--']).toEqual([{ select: 1, 'tab\there': null, x: null }])
    expect(data[twin(1).slice(1, -1)].map((r: Row) => Object.keys(r))).toEqual([
      ['%s', '%I $$ \\'],
      ['%s', '%I $$ \\'],
    ])
    expect(data[twin(2).slice(1, -1)]).toEqual([{ '%s': 1 }])
    expect(data.unicorn).toMatchObject([{ ab: 1 }, { ab: 2 }])
    expect(data.select).toEqual([
      { order: 1, limit: 'x' },
      { order: 1, limit: 'y' },
    ])
    const csv = await ask(`select distinct file from retention.export_person(1, 'csv', $1) order by 1`, [[section]], 'dpo')
    expect(csv.every(r => /^[\p{L}\p{N}_]+\.csv$/u.test(r.file))).toBe(true)
    expect(csv).toHaveLength(5)
    expect(await students()).toEqual([{ n: 3 }])
  })

  test('armed, held and run: exactly what is due and not held goes', async () => {
    await ask('select retention.arm(class_name, $1) from retention.class', ["it's; drop table students;--"], 'dpo')
    const [held] = await ask(
      `call retention.place_hold($1, 'litigation', 'legal', 'claim', on_table => $2, row_key => '{"select": 3}')`,
      [`M"'; drop table students;--`, `public.${robert}`],
      'dpo',
    )
    expect(held!.preserved).toEqual({
      'Robert"); drop table students;--': 1,
      [twin(1).slice(1, -1)]: 1,
      unicorn: 1,
      'public."select"': 1,
    })
    const classes = await ask('select class_name from retention.class order by run_order')
    for (const { class_name } of classes) await ask('call retention.run($1)', [class_name], 'ops')
    const log = await ask(
      'select class_name, state, rows_disposed::int as gone, rows_held::int as held, rows_blocked::int as blocked from retention.run_log',
    )
    const of = (name: string) => log.find(l => l.class_name === name)
    expect(of(spaced)).toMatchObject({ state: 'done', gone: 1, held: 0, blocked: 0 })
    expect(of(twin(1).slice(1, -1))).toMatchObject({ state: 'done', gone: 1, held: 1, blocked: 0 })
    expect(of(twin(2).slice(1, -1))).toMatchObject({ state: 'done', gone: 1, held: 0, blocked: 0 })
    expect(of('unicorn')).toMatchObject({ state: 'done', gone: 1, held: 1, blocked: 0 })
    expect(of('Robert"); drop table students;--')).toMatchObject({ state: 'done', gone: 1, held: 1, blocked: 0 })

    const told = await ask('select recipient, table_name, payload from retention.outbox order by notice_id')
    expect(new Set(told.map(r => r.recipient))).toEqual(new Set(["it's %I $$; drop table students;--"]))
    expect(told.map(r => r.payload).filter(p => 'limit' in p)).toEqual(
      expect.arrayContaining([
        { limit: 'x', order: 1 },
        { limit: 'y', order: 1 },
      ]),
    )
    expect(told.map(r => r.payload).filter(p => 'ab' in p)).toEqual([{ ab: 1, $1: null }])
    expect(await ask(`select "%s"::int as p from ${twin(1)} order by 1`)).toEqual([{ p: 1 }, { p: 3 }])
    expect(await ask(`select "%s"::int as p from ${twin(2)} order by 1`)).toEqual([{ p: 1 }, { p: 4 }])
    expect(await ask('select "a.b"::int as k from "odd.schema"."🦄 ünï" order by 1')).toEqual([{ k: 2 }, { k: 3 }])
    expect(await ask('select "limit" from "select"')).toEqual([{ limit: 'held' }])
    expect(await ask(`select "select"::int as k from ${robert} order by 1`)).toEqual([{ k: 1 }, { k: 3 }, { k: 4 }])
    expect(await students()).toEqual([{ n: 3 }])
  })

  test('the guards refuse the loss of a held row, and keep the image of a changed one', async () => {
    await expect(ask(`delete from "odd.schema"."🦄 ünï" where "a.b" = 3`)).rejects.toMatchObject({ code: 'RH001' })
    await expect(ask('truncate "select"')).rejects.toMatchObject({ code: 'RH002' })
    await ask(`update ${robert} set "x as y" = 'new' where "select" = 3`)
    const [kept] = await ask('select table_name, row_key, image from retention.preserved')
    expect(kept).toMatchObject({ table_name: `public.${robert}`, row_key: [3], image: { 'x as y': null } })
    expect(await students()).toEqual([{ n: 3 }])
  })

  test('released, it goes at the next run', async () => {
    await ask(`select retention.release_hold(hold_id, 'settled') from retention.hold where not standing`, [], 'dpo')
    for (const { class_name } of await ask('select class_name from retention.class order by run_order'))
      await ask('call retention.run($1)', [class_name], 'ops')
    expect(await ask(`select "select"::int as k from ${robert} order by 1`)).toEqual([{ k: 1 }, { k: 4 }])
    expect(await students()).toEqual([{ n: 3 }])
  })
})
