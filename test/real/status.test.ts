import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { armAll, type CompiledPolicy, compiled, type Database, install, openWorld, type Row, type World } from './world.ts'

// What the status says of a schedule that does not come, and of a run that does not end. Nothing waits for time to pass: the run log and the
// schedule are moved instead. The server has no scheduler at all, so whatever is seen is seen without one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: World
let policy: CompiledPolicy
let database: Database
let n = 0
beforeAll(async () => {
  world = await openWorld()
  policy = await compiled('diary', fileURLToPath(new URL('fixture/diary', import.meta.url)))
})
afterAll(() => world.close())

/** As the migration of a class with this schedule registers it; the fields are SQL. */
const schedule = (minutes: string, hours: string, turn = 'now()') =>
  database.ask(`
    update retention.class
    set cron = 'as the columns say', cron_minutes = ${minutes}, cron_hours = ${hours}, cron_days = ${all(1, 31)}, cron_months = ${all(1, 12)},
      cron_weekdays = ${all(0, 6)}
    from (select (${turn}) at time zone 'UTC' as turn) as t
    where class_name = 'notes'`)
const all = (from: number, to: number) => `(select array_agg(i) from generate_series(${from}, ${to}) as i)`
const everyMinute = () => schedule(all(0, 59), all(0, 23))

/** A policy that has been armed for two days, and no run yet. */
beforeEach(async () => {
  database = await world.database(`status_${++n}`, policy.schemaSql)
  await install(database, policy)
  await armAll(database)
  await database.ask(`update retention.class set armed_at = now() - interval '2 days'`)
})

const status = async (): Promise<Row> => (await database.ask(`select * from retention.status where class_name = 'notes'`, [], 'ops'))[0]!
const missed = async (): Promise<boolean> => (await status()).schedule_missed
const scheduledRun = () => database.ask(`call retention.run('notes', scheduled => true)`, [], 'ops')

describe.each([
  ['hourly', '1 hour', all(0, 23)],
  ['daily', '1 day', `array[extract(hour from turn)::integer]`],
])('missed, with a schedule that comes %s', (_, period, hours) => {
  /** The schedule whose last turn was so many minutes ago, and up to a minute more, since schedules know no seconds. */
  const turned = (minutes: number) => schedule('array[extract(minute from turn)::integer]', hours, `now() - interval '${minutes} minutes'`)
  /** Every run so far is moved to the last turn but so many, with the seconds that a start takes. */
  const travel = (turns: number, minutes: number) =>
    database.ask(
      `update retention.run_log set started_at = date_trunc('minute', now() - interval '${minutes} minutes') - ${turns} * interval '${period}' + interval '3 seconds'`,
    )

  test('not right after a run, missed after one turn without one, and not when it came after all', async () => {
    await turned(40)
    await scheduledRun()
    expect(await missed()).toBe(false)
    await travel(0, 40)
    expect(await missed()).toBe(false)
    await travel(1, 40)
    expect(await missed()).toBe(true)
    await scheduledRun()
    expect(await missed()).toBe(false)
  })

  test('a turn has a quarter of an hour to be kept', async () => {
    await turned(5)
    await scheduledRun()
    await travel(1, 5)
    expect(await missed()).toBe(false)
    await turned(20)
    await travel(1, 20)
    expect(await missed()).toBe(true)
  })

  test('a run that somebody started by hand does not stand for the schedule', async () => {
    await turned(40)
    await scheduledRun()
    await travel(1, 40)
    await database.ask(`call retention.run('notes')`, [], 'ops')
    expect(await status()).toMatchObject({ last_state: 'done', schedule_missed: true })
  })

  test('a scheduler whose clock is half a minute ahead misses nothing', async () => {
    await turned(40)
    await scheduledRun()
    await travel(0, 40)
    await database.ask(`update retention.run_log set started_at = started_at - interval '33 seconds'`)
    expect(await missed()).toBe(false)
  })

  test('turns before the arming do not count, those after it do', async () => {
    await turned(40)
    expect(await missed()).toBe(true)
    await database.ask(`update retention.class set armed_at = now() - interval '30 minutes'`)
    expect(await missed()).toBe(false)
  })

  test('nothing is missed in shadow, nor without a schedule', async () => {
    expect(await missed()).toBe(false)
    await turned(40)
    expect(await missed()).toBe(true)
    await database.ask(`select retention.disarm('notes', 'test')`)
    expect(await missed()).toBe(false)
  })
})

describe('stuck', () => {
  /** A run that waits for a row of the application, after its batch began; gives its backend, its end, and what lets it go on. */
  async function waitingRun(): Promise<{ pid: number; end: Promise<string>; release: () => Promise<unknown> }> {
    await database.ask(
      `alter function retention.dispose_notes(bigint, timestamptz, boolean, text, jsonb, integer) set lock_timeout = '60s'`,
    )
    await database.ask(`
      insert into people (id, name) values (1, 'p');
      insert into notes (person_id, written_at, body) values (1, now() - interval '1 year', 'n');
      insert into attachments (note_id, name) select id, 'a' from notes`)
    const application = await database.session()
    await application.query('begin; select from attachments for update')
    const session = await database.session('ops')
    const pid = (await session.query('select pg_backend_pid() as pid')).rows[0].pid
    const end = session.query(`call retention.run('notes', scheduled => true)`).then(
      () => 'ended',
      (e: pg.DatabaseError) => e.code!,
    )
    const waiting = async () => (await database.ask('select wait_event_type as t from pg_stat_activity where pid = $1', [pid]))[0]?.t
    await expect.poll(waiting, { interval: 5, timeout: 20_000 }).toBe('Lock')
    return { pid, end, release: () => application.query('rollback') }
  }

  test('a run is running while its session is there, and stuck when that was killed; the next run puts it right', async () => {
    const { pid, end, release } = await waitingRun()
    expect(await status()).toMatchObject({ last_state: 'running', last_stop_reason: null })
    await database.ask('select pg_terminate_backend($1)', [pid])
    expect(await end).toBe('57P01')
    const there = async () => (await database.ask('select from pg_stat_activity where pid = $1', [pid])).length
    await expect.poll(there, { interval: 5, timeout: 20_000 }).toBe(0)
    expect(await status()).toMatchObject({ last_state: 'stuck', last_stop_reason: 'its session has left it' })
    await release()
    await scheduledRun()
    expect(await status()).toMatchObject({ last_state: 'done', last_stop_reason: 'done', last_disposed: '1' })
  })

  /** A run as its session would have left it in the log, so many minutes after its start; the session stays open. */
  async function runUnderWay(minutes: number, lease: string): Promise<pg.Client> {
    // The server of this test is younger than the run that is made up.
    const [alive] = await database.ask(`select pg_get_functiondef('retention._alive'::regproc) as sql`)
    const sinceTheStart = 'and run.started_at > pg_postmaster_start_time()'
    expect(alive!.sql).toContain(sinceTheStart)
    await database.ask(alive!.sql.replace(sinceTheStart, ''))
    const session = await database.session()
    await session.query(`
      insert into retention.run_log (class_name, policy_version, as_of, scheduled, started_at, state, batch_rows, lease_until)
      values ('notes', '1.0', now(), true, now() - interval '${minutes} minutes', 'running', 1000, now() + interval '${lease}')`)
    return session
  }
  const gone = async (session: pg.Client) => {
    await session.end()
    const others = async () => (await database.ask(`select from pg_stat_activity join retention.run_log on pid = backend_pid`)).length
    await expect.poll(others, { interval: 5, timeout: 20_000 }).toBe(0)
  }

  test('a session that is there and has finished no batch for a quarter of an hour is stuck', async () => {
    await runUnderWay(20, '1 minute')
    expect(await status()).toMatchObject({ last_state: 'running', last_stop_reason: null })
    await database.ask(`update retention.run_log set lease_until = now() - interval '1 second'`)
    expect(await status()).toMatchObject({ last_state: 'stuck', last_stop_reason: 'no batch for 15 minutes' })
  })

  test('a run that outlives its own next turns misses none of them, until its session is gone', async () => {
    await everyMinute()
    expect(await missed()).toBe(true)
    const session = await runUnderWay(40, '10 minutes')
    expect(await status()).toMatchObject({ last_state: 'running', schedule_missed: false })
    await gone(session)
    expect(await status()).toMatchObject({ last_state: 'stuck', schedule_missed: true })
  })
})
