import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { armAll, type CompiledPolicy, compiled, type Database, install, openWorld, type Row, type World } from './world.ts'

// Holds, runs and the application at the same time. Nothing here waits for time to pass: each step waits for what it needs to see.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: World
let policy: CompiledPolicy
let n = 0
beforeAll(async () => {
  world = await openWorld({ deadlock_timeout: '200ms' })
  policy = await compiled('diary', fileURLToPath(new URL('fixture/diary', import.meta.url)))
})
afterAll(() => world.close())

/** A database with an armed policy and ten people; person k has as many notes that are due, `each` of them, with one attachment each. */
async function diary(each = 0): Promise<Database> {
  const database = await world.database(`diary_${++n}`, policy.schemaSql)
  await install(database, policy)
  await armAll(database)
  await database.ask(`
    insert into people (id, name) select g, 'p' || g from generate_series(1, 10) as g;
    insert into notes (person_id, written_at, body)
    select p, now() - interval '1 year' - i * interval '1 minute', 'n' from generate_series(1, 10) as p, generate_series(1, ${each}) as i;
    insert into attachments (note_id, name) select id, 'a' from notes;
    analyze;
  `)
  return database
}
const count = async (database: Database, from: string): Promise<number> =>
  (await database.ask(`select count(*)::int as n from ${from}`))[0]!.n
const pidOf = async (session: pg.Client): Promise<number> => (await session.query('select pg_backend_pid() as pid')).rows[0].pid
const lastRun = async (database: Database): Promise<Row> =>
  (await database.ask('select * from retention.run_log order by run_id desc limit 1'))[0]!

/** Until a session waits for a lock. */
async function waits(database: Database, pid: number): Promise<void> {
  const look = async () => (await database.ask('select wait_event_type as t from pg_stat_activity where pid = $1', [pid]))[0]?.t
  await expect.poll(look, { interval: 5, timeout: 20_000 }).toBe('Lock')
}

/** For tests that stop a batch on its way: its own time limit would give up sooner than a slow machine gets there. */
const patient = (database: Database) =>
  database.ask(`alter function retention.dispose_notes(bigint, timestamptz, boolean, text, jsonb, integer) set lock_timeout = '60s'`)

test('S1: a hold that is being placed when the run starts is waited for and honored', async () => {
  const database = await diary(20)
  await patient(database)
  const app = await database.session()
  await app.query('begin')
  await app.query('update people set legal_hold = true where id = 3')
  const ops = await database.session('ops')
  const pid = await pidOf(ops)
  const run = ops.query(`call retention.run('notes')`)
  await waits(database, pid)
  expect(await count(database, 'notes')).toBe(200)
  await app.query('commit')
  await run
  expect(await database.ask('select person_id, count(*)::int as n from notes group by 1')).toEqual([{ person_id: '3', n: 20 }])
  expect(await count(database, 'attachments')).toBe(20)
  expect(await lastRun(database)).toMatchObject({ state: 'done', rows_disposed: '180', rows_held: '20' })
})

test('S2: a hold waits for the batch under way, and reports what the batch has left', async () => {
  const database = await diary(5)
  await patient(database)
  await database.ask(`insert into notes (person_id, written_at, body) values (3, now(), 'young')`)
  const blocker = await database.session()
  await blocker.query('begin')
  // The batch writes its evidence last: here it has deleted and not committed.
  await blocker.query('select from retention.evidence_head for update')
  const ops = await database.session('ops')
  const [opsPid, dpo] = [await pidOf(ops), await database.session('dpo')]
  const dpoPid = await pidOf(dpo)
  const run = ops.query(`call retention.run('notes')`)
  await waits(database, opsPid)
  const placing = dpo.query(
    `call retention.place_hold('M', 'litigation', 'legal', 'claim', on_table => 'public.people', row_key => '{"id": 3}')`,
  )
  await waits(database, dpoPid)
  await blocker.query('commit')
  await run
  expect((await placing).rows[0].preserved).toEqual({ notes: 1, people: 1 })
  expect(await database.ask('select person_id, body from notes')).toEqual([{ person_id: '3', body: 'young' }])
})

/** The application is at a note of person 1 when a hold on that person comes. Gives what the hold counted, and the notes of the person that are left. */
async function atWork(database: Database, statement: string): Promise<{ readonly preserved: Row; readonly left: number }> {
  const app = await database.session()
  await app.query(`begin; ${statement}`)
  const dpo = await database.session('dpo')
  const pid = await pidOf(dpo)
  let acknowledged = false
  const placing = dpo
    .query(`call retention.place_hold('M', 'litigation', 'legal', 'claim', on_table => 'public.people', row_key => '{"id": 1}')`)
    .finally(() => {
      acknowledged = true
    })
  const waiting = async () =>
    acknowledged || (await database.ask('select wait_event_type as t from pg_stat_activity where pid = $1', [pid]))[0]?.t === 'Lock'
  await expect.poll(waiting, { interval: 5, timeout: 20_000 }).toBe(true)
  await app.query('commit')
  return { preserved: (await placing).rows[0].preserved, left: await count(database, 'notes where person_id = 1') }
}
const ways = {
  'deletes it': 'delete from attachments where note_id = 1; delete from notes where id = 1',
  'gives it to somebody else': 'update notes set person_id = 2 where id = 1',
}
test.each(Object.entries(ways))('a hold counts what is left when somebody %s as it comes', async (_, statement) => {
  expect(await atWork(await diary(3), statement)).toEqual({
    preserved: { people: 1, notes: 2, 'public.attachments': 2 },
    left: 2,
  })
})

test('control: a count that waits for nobody promises a row that goes', async () => {
  const database = await diary(3)
  const [inventory] = await database.ask(`select pg_get_functiondef('retention._hold_inventory'::regproc) as sql`)
  const lock = 'for share of r'
  expect(inventory!.sql).toContain(lock)
  await database.ask(inventory!.sql.replaceAll(lock, ''))
  expect(await atWork(database, ways['deletes it'])).toMatchObject({ preserved: { notes: 3 }, left: 2 })
})

test('a hold waits for the batch under way and for no other: the next run queues behind it', async () => {
  const database = await diary(2)
  await patient(database)
  await database.ask(`insert into people (id, name, closed_at) values (20, 'closed', '2020-01-01')`)
  const blocker = await database.session()
  await blocker.query('begin; select from retention.evidence_head for update')
  const [first, second, app] = [await database.session('ops'), await database.session('ops'), await database.session()]
  const [firstPid, secondPid, appPid] = [await pidOf(first), await pidOf(second), await pidOf(app)]
  const run = first.query(`call retention.run('notes')`)
  await waits(database, firstPid)
  const placing = app.query('update people set legal_hold = true where id = 20')
  await waits(database, appPid)
  await database.ask(`alter function retention.dispose_people(bigint, timestamptz, boolean, text, jsonb, integer) set lock_timeout = '60s'`)
  const other = second.query(`call retention.run('people')`)
  await waits(database, secondPid)
  expect(await database.ask('select pg_blocking_pids($1) as by', [appPid])).toEqual([{ by: [firstPid] }])
  expect(await database.ask('select $2::int = any (pg_blocking_pids($1)) as hold_first', [secondPid, appPid])).toEqual([
    { hold_first: true },
  ])
  await blocker.query('commit')
  await Promise.all([run, placing, other])
  // The second run came after the hold and has seen it.
  expect(await count(database, 'people where id = 20')).toBe(1)
  expect(await count(database, 'notes')).toBe(0)
})

test('F2: a row that is renewed while the batch waits stays', async () => {
  const database = await diary(2)
  await patient(database)
  const [renewed, other] = await database.ask('select id from notes order by written_at, id')
  const placing = await database.session()
  await placing.query('begin')
  await placing.query('select retention.hold_writer_barrier()')
  const renewing = await database.session()
  await renewing.query('begin')
  await renewing.query('update notes set written_at = now() where id = $1', [other!.id])
  const ops = await database.session('ops')
  const pid = await pidOf(ops)
  const run = ops.query(`call retention.run('notes')`)
  await waits(database, pid)
  await database.ask('update notes set written_at = now() where id = $1', [renewed!.id])
  await placing.query('rollback')
  await run
  // The other one was being renewed all the time: passed by, not waited for.
  await renewing.query('commit')
  await ops.query(`call retention.run('notes')`)
  const left = await database.ask('select id from notes order by id')
  expect(left).toEqual([renewed!, other!].toSorted((a, b) => Number(a.id) - Number(b.id)).map(r => ({ id: r.id })))
})

/** A row is renewed after the batch has chosen it and before it locks it. Gives what the run did, and how many notes are left. */
async function renewedInBetween(database: Database): Promise<{ readonly disposed: string; readonly left: number }> {
  await patient(database)
  const [chosen] = await database.ask('select id from notes order by written_at, id limit 1')
  const renewing = await database.session()
  await renewing.query('begin')
  // Choosing reads the table and goes on; locking its rows waits for this.
  await renewing.query('lock table notes in exclusive mode')
  await renewing.query('update notes set written_at = now() where id = $1', [chosen!.id])
  const ops = await database.session('ops')
  const pid = await pidOf(ops)
  const run = ops.query(`call retention.run('notes')`)
  await waits(database, pid)
  await renewing.query('commit')
  await run
  return { disposed: (await lastRun(database)).rows_disposed, left: await count(database, `notes where id = '${chosen!.id}'`) }
}

test('F2: a row that is renewed between the choice and the lock stays', async () => {
  expect(await renewedInBetween(await diary(1))).toEqual({ disposed: '9', left: 1 })
})

test('control: without the second look the renewed row goes', async () => {
  const database = await diary(1)
  const [batch] = await database.ask(`select pg_get_functiondef('retention.dispose_notes'::regproc) as sql`)
  const secondLook = /(join unnest\([^\n]*\n\s+where )f\.due_at <= as_of/
  expect(batch!.sql).toMatch(secondLook)
  await database.ask(batch!.sql.replace(secondLook, '$1true'))
  expect(await renewedInBetween(database)).toEqual({ disposed: '10', left: 0 })
})

test('F18: a killed run keeps what it committed, with its evidence, and the next run finishes', async () => {
  const database = await diary(10)
  await patient(database)
  await database.ask(`select retention.set_limits('notes', 'small batches', batch_rows => 10)`)
  // The 45th row in the order of the run: four batches are through when the fifth has to wait.
  const [row] = await database.ask('select id from notes order by written_at, id offset 44 limit 1')
  const blocker = await database.session()
  await blocker.query('begin')
  await blocker.query('select from attachments where note_id = $1 for update', [row!.id])
  const ops = await database.session('ops')
  const pid = await pidOf(ops)
  const run = ops.query(`call retention.run('notes')`).then(
    () => 'ended',
    (e: pg.DatabaseError) => e.code,
  )
  await waits(database, pid)
  await database.ask('select pg_terminate_backend($1)', [pid])
  expect(await run).toBe('57P01')
  await blocker.query('rollback')
  const proven = () =>
    database.ask(
      `select count(*)::int as batches, sum((body -> 'rows' ->> 'public.notes')::int)::int as notes, sum((body -> 'rows' ->> 'public.attachments')::int)::int as attachments from retention.evidence where act = 'disposal'`,
    )
  expect(await proven()).toEqual([{ batches: 4, notes: 40, attachments: 40 }])
  expect(await count(database, 'notes')).toBe(60)
  expect(await lastRun(database)).toMatchObject({ state: 'running', rows_disposed: '40' })

  // A run whose session is gone does not keep the next one waiting.
  const there = async () => (await database.ask('select from pg_stat_activity where pid = $1', [pid])).length
  await expect.poll(there, { interval: 5, timeout: 20_000 }).toBe(0)
  await database.ask(`call retention.run('notes')`, [], 'ops')
  expect(await database.ask('select state, stop_reason, rows_disposed::int as n from retention.run_log order by run_id')).toEqual([
    { state: 'stopped', stop_reason: 'crashed or killed', n: 40 },
    { state: 'done', stop_reason: 'done', n: 60 },
  ])
  expect(await proven()).toEqual([{ batches: 10, notes: 100, attachments: 100 }])
  expect([await count(database, 'notes'), await count(database, 'attachments')]).toEqual([0, 0])
})

test('F21: of two runs at once the second is refused, and nothing is counted twice', async () => {
  const database = await diary(10)
  await patient(database)
  const blocker = await database.session()
  await blocker.query('begin')
  await blocker.query('select from attachments where id = 1 for update')
  const first = await database.session('ops')
  const pid = await pidOf(first)
  const run = first.query(`call retention.run('notes')`)
  await waits(database, pid)
  await database.ask(`call retention.run('notes')`, [], 'ops')
  await blocker.query('rollback')
  await run
  expect(await database.ask('select state, stop_reason, rows_disposed::int as n from retention.run_log order by run_id')).toEqual([
    { state: 'done', stop_reason: 'done', n: 100 },
    { state: 'refused', stop_reason: 'another run of the class is under way', n: 0 },
  ])
  const [proven] = await database.ask(
    `select sum((body -> 'rows' ->> 'public.notes')::int)::int as n from retention.evidence where act = 'disposal'`,
  )
  expect(proven).toEqual({ n: 100 })
})

test('an open hold stops the run with its reason instead of queueing the application; later it goes on', async () => {
  const database = await diary(3)
  const app = await database.session()
  const appPid = await pidOf(app)
  await app.query('begin')
  await app.query('update people set legal_hold = true where id = 3')
  const ops = await database.session('ops')
  const pid = await pidOf(ops)
  const run = ops.query(`call retention.run('notes')`)
  await waits(database, pid)
  // While the run waits for the hold, the application works on rows of the class and waits for nothing.
  await database.ask(
    `set lock_timeout = '1ms'; update notes set body = 'x' where person_id = 4; delete from attachments using notes as n where n.id = note_id and n.person_id = 5`,
  )
  // Holds wait for each other: the second one for the first, not for the run.
  const later = await database.session()
  const laterPid = await pidOf(later)
  const second = later.query('update people set legal_hold = true where id = 6')
  await waits(database, laterPid)
  await run
  expect(await lastRun(database)).toMatchObject({ state: 'stopped', rows_disposed: '0', stop_reason: expect.stringMatching(/^locked: /) })
  expect(await count(database, 'notes')).toBe(30)
  expect(await database.ask('select pg_blocking_pids($1) as by', [laterPid])).toEqual([{ by: [appPid] }])
  await app.query('rollback')
  await second
  await database.ask(`call retention.run('notes')`, [], 'ops')
  expect(await lastRun(database)).toMatchObject({ state: 'done', rows_disposed: '27', rows_held: '3' })
  expect(await database.ask('select distinct person_id from notes')).toEqual([{ person_id: '6' }])
})

test('F19: a batch that a deadlock undoes is tried again, and counts nothing twice', async () => {
  const database = await diary(3)
  await patient(database)
  // The batch looks for deadlocks, and so is the one that is undone; it does so late enough for a slow machine to make one.
  await database.ask(`alter role ops set deadlock_timeout = '2s'`)
  const [app, ops] = [await database.session(), await database.session('ops')]
  await database.ask('alter role ops reset deadlock_timeout')
  const pid = await pidOf(ops)
  await app.query(`set deadlock_timeout = '60s'; begin; update attachments set name = 'b' where note_id = 1`)
  const run = ops.query(`call retention.run('notes')`)
  await waits(database, pid)
  // The other way around: the batch has locked the note, and then wants its attachment. In one message, or the batch tries again before the commit.
  await app.query(`update notes set body = 'b' where id = 1; commit`)
  await run
  const deadlocks = async () =>
    (
      await database.ask('select pg_stat_clear_snapshot(), deadlocks::int as n from pg_stat_database where datname = current_database()')
    )[0]!.n
  // Once, or again where the batch comes back before the application has got on.
  await expect.poll(deadlocks, { interval: 5, timeout: 20_000 }).toBeGreaterThan(0)
  expect(await lastRun(database)).toMatchObject({ state: 'done', rows_disposed: '30', rows_blocked: '0', rows_left: '0' })
  expect(
    await database.ask(
      `select sum((body -> 'rows' ->> 'public.notes')::int)::int as notes, sum((body -> 'rows' ->> 'public.attachments')::int)::int as attachments from retention.evidence where act = 'disposal'`,
    ),
  ).toEqual([{ notes: 30, attachments: 30 }])
  expect([await count(database, 'notes'), await count(database, 'attachments')]).toEqual([0, 0])
})

test('F20: a row that is always locked is passed by, and shows as left and overdue until it can go', async () => {
  const database = await diary(1)
  const keeper = await database.session()
  await keeper.query('begin; select from notes where id = 4 for update')
  const overdue = () =>
    database.ask(
      `select rows_due::int as due, rows_overdue::int as overdue, last_stop_reason as reason from retention.status where class_name = 'notes'`,
    )
  await database.ask(`call retention.run('notes')`, [], 'ops')
  expect(await overdue()).toEqual([{ due: 1, overdue: 1, reason: 'done, with rows left' }])
  await database.ask(`call retention.run('notes')`, [], 'ops')
  expect(await overdue()).toEqual([{ due: 1, overdue: 1, reason: 'rows due, none disposed of' }])
  await keeper.query('commit')
  await database.ask(`call retention.run('notes')`, [], 'ops')
  expect(await overdue()).toEqual([{ due: 0, overdue: 0, reason: 'done' }])
})
