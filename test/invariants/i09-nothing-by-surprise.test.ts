import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import { armAll, type Database, type World } from '../real/world.ts'
import { install, lastRun, openServer, reference } from './installation.ts'

// Pristina's activity log, 180 days: 1,200 of 1,500 rows are due. A run that nobody expects must leave them all.

const rows = `
  insert into user_activity_log (action, created_at) select 'x', case when i <= 1200 then '2025-01-01' else now() end from generate_series(1, 1500) as i;
  analyze user_activity_log;
  select retention.set_limits('user_activity_log', 'these rows are expected', fuse_share => 1);
`
let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
const { files } = pristina
async function seeded(altered: readonly OutputFile[] = files): Promise<Database> {
  const database = await install(world, { ...pristina, files: altered })
  await database.ask(rows)
  return database
}

interface Surprise {
  readonly what: string
  /** As it comes about in an armed class; for the first, before it is armed. */
  readonly when: string
  readonly says: RegExp
  readonly removed: () => readonly OutputFile[]
  /** What somebody says who wants the run all the same. */
  readonly go: string
}
const waiting = (text: string): readonly OutputFile[] => alterRoutine(files, '_waits', text, 'false')
const surprises: readonly Surprise[] = [
  {
    what: 'more rows than the fuse allows',
    when: `select retention.set_limits('user_activity_log', 'x', fuse_rows => 1199)`,
    says: /^fuse: 1200 /,
    removed: () => alterRoutine(files, 'run_open', 'due > class.fuse_rows or', ''),
    go: `select retention.set_limits('user_activity_log', 'x', fuse_rows => 1200)`,
  },
  {
    what: 'a larger share than the fuse allows',
    when: `select retention.set_limits('user_activity_log', 'x', fuse_share => 0.79)`,
    says: /^fuse: 1200 of about 1500 /,
    removed: () => alterRoutine(files, 'run_open', 'due > class.fuse_share * table_rows', 'false'),
    go: `select retention.set_limits('user_activity_log', 'x', fuse_share => 0.8)`,
  },
  {
    what: 'a clock that went back',
    when: `update retention.installation set heartbeat = clock_timestamp() + interval '6 minutes'`,
    says: /^the clock went back/,
    removed: () => waiting(`here.heartbeat > clock_timestamp() + interval '5 minutes'`),
    go: `select retention.go_on('the clock is right')`,
  },
  // The server's own clock cannot be moved; the heartbeat beside it can.
  {
    what: 'a clock that went ahead, or a backup of last week',
    when: `update retention.installation set heartbeat = clock_timestamp() - interval '49 hours'`,
    says: /^no run for more than 48 hours/,
    removed: () => waiting('clock_timestamp() - here.heartbeat > here.gap'),
    go: `select retention.go_on('the clock is right', nothing_to_replay => true)`,
  },
  {
    what: 'another cluster',
    when: 'update retention.installation set system_identifier = system_identifier + 1',
    says: /^this database is a restored copy or a clone/,
    removed: () => waiting('here.system_identifier <> (select c.system_identifier from pg_control_system() as c)'),
    go: `select retention.go_on('this copy may', nothing_to_replay => true)`,
  },
  {
    what: 'a pause',
    when: `select retention.pause('release night')`,
    says: /^paused: release night/,
    removed: () => alterRoutine(files, '_refusal', 'where p.resumed_at is null and', 'where false and'),
    go: 'select retention.resume(1)',
  },
  {
    what: 'a guard that is gone',
    when: 'alter table users disable trigger "~retention_guard"',
    says: /^guard of public\.users is disabled/,
    removed: () =>
      alterRoutine(files, '_refusal', 'select f into finding from retention.findings() as f limit 1;', 'perform false where false;'),
    go: 'alter table users enable always trigger "~retention_guard"',
  },
]

/** Run; rows that are gone. */
async function gone(database: Database): Promise<number> {
  await database.ask(`call retention.run('user_activity_log')`, [], 'ops').catch(error => expect(error.code).toBe('RH006'))
  const [left] = await database.ask('select count(*)::int as n from user_activity_log')
  return 1500 - left!.n
}

describe('I9 Nothing fires by surprise', () => {
  test('a new class counts and touches nothing until it is armed', async () => {
    const database = await seeded()
    expect(await gone(database)).toBe(0)
    expect(await lastRun(database, 'user_activity_log')).toMatchObject({ state: 'shadow', left: 1200 })
    await armAll(database)
    expect(await gone(database)).toBe(1200)
  })
  test('removed: the shadow', async () => {
    const fromStart = alter(files, /_user_activity_log\.sql$/, `null, 'shadow', null,`, `null, 'armed', null,`)
    expect(await gone(await seeded(fromStart))).toBe(1200)
  })

  test.each(surprises)('$what stops the run until somebody says go', async ({ when, says, go }) => {
    const database = await seeded()
    await armAll(database)
    await database.ask(when)
    expect(await gone(database)).toBe(0)
    expect(await lastRun(database, 'user_activity_log')).toMatchObject({ state: 'refused', stop_reason: expect.stringMatching(says) })
    await database.ask(go)
    expect(await gone(database)).toBe(1200)
  })
  test.each(surprises)('removed: the refusal of $what', async ({ when, removed }) => {
    const database = await seeded(removed())
    await armAll(database)
    await database.ask(when)
    // A pause is looked at again before each batch; here only the opening was altered.
    expect(await gone(database).then(n => n > 0 || when.includes('pause'))).toBe(true)
  })

  /** A clone, made by the server itself. */
  async function cloned(altered?: readonly OutputFile[]): Promise<number> {
    const database = await seeded(altered)
    await armAll(database)
    const beside = await install(world, pristina)
    await beside.ask('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name])
    const clone = await world.copy(`clone_of_${database.name}`, database)
    return gone(clone)
  }
  test('a clone disposes of nothing', async () => {
    expect(await cloned()).toBe(0)
  })
  test('removed: the look at where the database is', async () => {
    expect(await cloned(waiting('here.database_oid <> (select d.oid from pg_database as d where d.datname = current_database())'))).toBe(
      1200,
    )
  })

  test('an as_of that has not come is an error', async () => {
    const database = await seeded()
    await armAll(database)
    const ahead = () => database.ask(`call retention.run('user_activity_log', clock_timestamp() + interval '1 year')`, [], 'ops')
    await expect(ahead()).rejects.toMatchObject({ code: 'RH006' })
    expect(await database.ask('select count(*)::int as n from user_activity_log')).toEqual([{ n: 1500 }])
  })
  test('removed: the test of as_of', async () => {
    const database = await seeded(alterRoutine(files, 'run_open', 'if frozen > clock_timestamp() then', 'if false then'))
    await armAll(database)
    await database.ask(`select retention.set_limits('user_activity_log', 'x', fuse_share => 9)`)
    await database.ask(`call retention.run('user_activity_log', clock_timestamp() + interval '1 year')`, [], 'ops')
    expect(await database.ask('select count(*)::int as n from user_activity_log')).toEqual([{ n: 0 }])
  })
})
