import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import type { Database, World } from '../real/world.ts'
import { armed, column, lastRun, openServer, reference } from './installation.ts'

// Pristina's logins, 180 days: ten are due, three to a batch. A trigger of the application stops the run at the eighth, in its third batch.

const rows = `
  insert into auth_login_events (success, created_at) select true, '2025-01-01'::timestamptz + i * interval '1 hour' from generate_series(1, 10) as i;
  create function wait_at_8() returns trigger language plpgsql as $$ begin perform pg_catalog.pg_advisory_xact_lock(8); return old; end $$;
  create trigger wait_at_8 before delete on auth_login_events for each row when (old.id = 8) execute function wait_at_8();
  alter function retention.dispose_auth_login_events(bigint, timestamptz, boolean, text, jsonb, integer) set lock_timeout = '60s';
  select retention.set_limits('auth_login_events', 'small batches', batch_rows => 3);
`
let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
async function seeded(files: readonly OutputFile[]): Promise<Database> {
  const database = await armed(world, { ...pristina, files })
  await database.ask(rows)
  return database
}
const logins = (database: Database) => column(database, `select to_char(id, 'FM00') from auth_login_events`)
/** Rows of each batch, as the evidence has them. */
const batches = async (database: Database) =>
  (
    await database.ask(
      `select (body -> 'rows' ->> 'public.auth_login_events')::int as n from retention.evidence where act = 'disposal' order by evidence_id`,
    )
  ).map(r => r.n)

/** Start a run, and kill its session while it is in the third batch. */
async function killed(database: Database): Promise<void> {
  const [blocker, ops] = [await database.session(), await database.session('ops')]
  await blocker.query('select pg_advisory_lock(8)')
  const { pid } = (await ops.query('select pg_backend_pid() as pid')).rows[0]
  const outcome = ops.query(`call retention.run('auth_login_events')`).then(
    () => 'ended',
    error => error.code,
  )
  const waiting = async () => (await database.ask('select wait_event_type as t from pg_stat_activity where pid = $1', [pid]))[0]?.t
  await expect.poll(waiting, { interval: 5, timeout: 20_000 }).toBe('Lock')
  await database.ask('select pg_terminate_backend($1)', [pid])
  expect(await outcome).toBe('57P01')
  const there = async () => (await database.ask('select from pg_stat_activity where pid = $1', [pid])).length
  await expect.poll(there, { interval: 5, timeout: 20_000 }).toBe(0)
  await blocker.query('select pg_advisory_unlock(8)')
}

/** A run is opened for the end of 2025; then a login comes that falls due a microsecond later, which by now is long ago. */
async function overtaken(database: Database): Promise<readonly string[]> {
  const ops = await database.session('ops')
  const { opened } = (
    await ops.query(`select retention.run_open('auth_login_events', '2025-12-31 00:00Z', false, null, null, null) as opened`)
  ).rows[0]
  // 31 December 2025, 01:00 in Belgrade, less 180 days: 4 July, 01:00 CEST.
  await database.ask(
    `insert into auth_login_events (success, created_at) values (true, '2025-07-03 23:00:00.000001Z'), (true, '2025-07-03 23:00:00Z')`,
  )
  while ((await ops.query('select retention.run_step($1) as more', [opened])).rows[0].more);
  return logins(database)
}

describe('I5 Small, committed, resumable steps', () => {
  test('a killed run keeps what it committed, with its evidence, and the next one finishes', async () => {
    const database = await seeded(pristina.files)
    await killed(database)
    expect(await logins(database)).toEqual(['07', '08', '09', '10'])
    expect(await batches(database)).toEqual([3, 3])
    await database.ask(`call retention.run('auth_login_events')`, [], 'ops')
    expect(await logins(database)).toEqual([])
    expect(await batches(database)).toEqual([3, 3, 3, 1])
    expect(await database.ask('select state, stop_reason, rows_disposed::int as n from retention.run_log order by run_id')).toEqual([
      { state: 'stopped', stop_reason: 'crashed or killed', n: 6 },
      { state: 'done', stop_reason: 'done', n: 4 },
    ])
  })

  test('as_of stands still while a run goes on, and does not lie in the future', async () => {
    const database = await seeded(pristina.files)
    expect(await overtaken(database)).toEqual(['11'])
    await expect(database.ask(`call retention.run('auth_login_events', now() + interval '1 minute')`, [], 'ops')).rejects.toMatchObject({
      code: 'RH006',
    })
    expect(await lastRun(database, 'auth_login_events')).toMatchObject({ state: 'done', disposed: 11 })
  })

  const { files } = pristina
  test('removed: the commit after each batch', async () => {
    const database = await seeded(
      alterRoutine(files, 'run', /(loop\n\s+)commit;\n\s+set transaction isolation level read committed;/g, 'loop'),
    )
    await killed(database)
    expect(await logins(database)).toHaveLength(10)
    expect(await batches(database)).toEqual([])
  })

  test('removed: the size of a batch', async () => {
    const database = await seeded(alterRoutine(files, 'dispose_auth_login_events', 'limit batch_rows', ''))
    await killed(database)
    expect(await logins(database)).toHaveLength(10)
  })

  test('removed: the frozen instant', async () => {
    const database = await seeded(alterRoutine(files, 'run_step', 'using of_run, run.as_of,', 'using of_run, clock_timestamp(),'))
    expect(await overtaken(database)).toEqual([])
  })

  test('removed: the look at who is gone, so that a crash ends all runs', async () => {
    const database = await seeded(
      alterRoutine(files, '_alive', 'and exists (select from pg_stat_activity as a where a.pid = run.backend_pid)', ''),
    )
    await killed(database)
    await database.ask(`call retention.run('auth_login_events')`, [], 'ops')
    expect(await lastRun(database, 'auth_login_events')).toMatchObject({ stop_reason: 'another run of the class is under way' })
    expect(await logins(database)).toHaveLength(4)
  })
})
