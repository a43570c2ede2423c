import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { armAll, type CompiledPolicy, compiled, type Database, install, openWorld, type Row, type World } from './world.ts'

// What an application may have around its tables, and what a session may bring with it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let world: World
let policy: CompiledPolicy
let n = 0
beforeAll(async () => {
  world = await openWorld()
  policy = await compiled('diary', fileURLToPath(new URL('fixture/diary', import.meta.url)))
})
afterAll(() => world.close())

/** Nine notes that are due and one that is young, each with an attachment; the surroundings are there before the installation. */
async function diary(surroundings: string): Promise<Database> {
  const database = await world.database(`surroundings_${++n}`, `${policy.schemaSql}; ${surroundings}`)
  await install(database, policy)
  await armAll(database)
  await database.ask(`
    insert into people (id, name) select g, 'p' from generate_series(1, 3) as g;
    insert into notes (person_id, written_at, body)
    select 1 + g % 3, case when g < 10 then now() - interval '1 year' - g * interval '1 minute' else now() end, 'n' || g from generate_series(1, 10) as g;
    insert into attachments (note_id, name) select id, 'a' from notes`)
  return database
}
const run = (database: Database) => database.ask(`call retention.run('notes')`, [], 'ops')
const left = async (database: Database) => (await database.ask('select id::int from notes order by id')).map(r => r.id as number)
const log = async (database: Database): Promise<Row> =>
  (
    await database.ask(
      'select state, stop_reason, rows_disposed::int as gone, rows_blocked::int as blocked, rows_left::int as left from retention.run_log order by run_id desc limit 1',
    )
  )[0]!
const blocked = (database: Database) => database.ask('select row_key, sqlstate, reason from retention.run_blocked order by row_key -> -1')

describe('triggers of the application', () => {
  const audit = (body: string, definer = '') => `
    create table audit_log (note_id bigint, at timestamptz default now());
    create function audit() returns trigger language plpgsql ${definer} as $$ begin ${body} end $$;
    create trigger audit before delete on notes for each row execute function audit()`

  test('a trigger that names its table without a schema blocks its rows, which are found and named; the rest goes', async () => {
    const database = await diary(
      audit(`if old.body in ('n3', 'n7') then insert into audit_log (note_id) values (old.id); end if; return old;`),
    )
    await run(database)
    expect(await left(database)).toEqual([3, 7, 10])
    expect(await blocked(database)).toEqual([
      { row_key: expect.arrayContaining([3]), sqlstate: '42P01', reason: 'relation "audit_log" does not exist' },
      { row_key: expect.arrayContaining([7]), sqlstate: '42P01', reason: 'relation "audit_log" does not exist' },
    ])
    expect(await log(database)).toEqual({ state: 'done', stop_reason: 'done, with rows left', gone: 7, blocked: 2, left: 2 })
  })

  test('when every row is blocked the run says so', async () => {
    const database = await diary(audit('insert into audit_log (note_id) values (old.id); return old;'))
    await run(database)
    expect(await left(database)).toHaveLength(10)
    expect(await log(database)).toEqual({ state: 'done', stop_reason: 'rows due, none disposed of', gone: 0, blocked: 9, left: 9 })
  })

  test('a trigger that names its schema and runs with rights of its own does its work', async () => {
    const database = await diary(audit('insert into public.audit_log (note_id) values (old.id); return old;', 'security definer'))
    await run(database)
    expect(await left(database)).toEqual([10])
    expect(await database.ask('select count(*)::int as n from audit_log')).toEqual([{ n: 9 }])
  })

  test('a soft delete keeps its rows, with their parts, and is found out', async () => {
    const database = await diary(audit(`if old.body = 'n5' then return null; end if; return old;`))
    await run(database)
    expect(await left(database)).toEqual([5, 10])
    expect(await blocked(database)).toEqual([
      { row_key: expect.arrayContaining([5]), sqlstate: 'RH010', reason: 'a trigger of public.notes kept 1 of 1 rows' },
    ])
    // The parts of a row go with it or not at all.
    expect(await database.ask('select count(*)::int as n from attachments where note_id = 5')).toEqual([{ n: 1 }])
  })
})

describe('rows that refer to ours, from a table that the policy has never heard of', () => {
  test.each([
    ['deferred to the commit', 'deferrable initially deferred'],
    ['without an action', ''],
    ['restricting', 'on delete restrict'],
  ])('%s: the row is found and passed by, the rest goes', async (_, option) => {
    const database = await diary(
      `create table bookmarks (note_id bigint references notes (id) ${option}); create index on bookmarks (note_id)`,
    )
    await database.ask('insert into bookmarks values (2), (10)')
    await run(database)
    expect(await left(database)).toEqual([2, 10])
    const [row] = await blocked(database)
    expect(row).toMatchObject({ row_key: expect.arrayContaining([2]), reason: expect.stringContaining('bookmarks') })
    // RESTRICT is 23001 from PostgreSQL 18 on.
    const [server] = await database.ask(`select current_setting('server_version_num')::int >= 180000 as has_restrict_violation`)
    expect(row!.sqlstate).toBe(option.includes('restrict') && server!.has_restrict_violation ? '23001' : '23503')
    expect(await log(database)).toMatchObject({ state: 'done', gone: 8, blocked: 1, left: 1 })
  })
})

describe('what would make a run blind or the guards void refuses it', () => {
  const rls = `set role app_owner; alter table notes enable row level security, force row level security`

  test('row-level security that came after the installation', async () => {
    const database = await diary('')
    await database.ask(rls)
    await run(database)
    expect(await log(database)).toMatchObject({
      state: 'refused',
      stop_reason: 'row-level security of public.notes is hiding rows from the runs',
    })
    expect(await left(database)).toHaveLength(10)

    await database.ask(
      `set role app_owner; create policy "~retention" on notes to diary_retention_owner, diary_retention_disposer using (true) with check (true)`,
    )
    await database.ask('set role app_owner; create policy later_ids on notes as restrictive using (id > 5)')
    await run(database)
    expect(await log(database)).toMatchObject({
      state: 'refused',
      stop_reason: 'row-level security of public.notes is hiding rows from the runs',
    })

    await database.ask('set role app_owner; drop policy later_ids on notes')
    await run(database)
    expect(await log(database)).toMatchObject({ state: 'done', gone: 9 })
    expect(await left(database)).toEqual([10])
  })

  test.each([
    ['disabled', 'alter table notes disable trigger "~retention_guard"'],
    ['disabled with all others', 'alter table attachments disable trigger user'],
    ['no longer fired in every session', 'alter table people enable trigger "~retention_guard"'],
    ['dropped', 'drop trigger "~retention_guard" on people'],
    ['no longer asked at TRUNCATE', 'alter table people disable trigger "~retention_truncate"'],
  ])('a guard that is %s', async (_, statement) => {
    const database = await diary('')
    await database.ask(`set role app_owner; ${statement}`)
    await run(database)
    expect(await log(database)).toMatchObject({
      state: 'refused',
      stop_reason: expect.stringMatching(/^(truncate )?guard of public\.\w+ is (disabled|missing|not always)$/),
    })
    expect(await left(database)).toHaveLength(10)
  })

  test('a function that somebody took over', async () => {
    const database = await diary('')
    await database.ask('alter function retention.guard_notes() owner to postgres')
    await run(database)
    expect(await log(database)).toMatchObject({ state: 'refused', stop_reason: 'owner of retention.guard_notes() is postgres' })
  })
})

describe('whatever the session brings with it, the outcome is the same', () => {
  const asOf = '2025-06-29 22:00:00+00'
  /** 31 March 00:00 in Copenhagen (22:00Z of the day before) + 90 days is 29 June 00:00, in UTC 28 June 22:00; a day later than that is the edge of `asOf`. */
  const edge = '2025-03-31 22:00:00+00'
  let database: Database
  let ids: readonly number[]

  beforeAll(async () => {
    database = await diary('')
    await database.ask(`
      create schema evil;
      grant usage on schema evil to public;
      create function evil.never(bigint, bigint) returns boolean language sql immutable as 'select false';
      create function evil.always(timestamptz, timestamptz) returns boolean language sql immutable as 'select true';
      create function evil.always(text, text) returns boolean language sql immutable as 'select true';
      create operator evil.= (leftarg = bigint, rightarg = bigint, function = evil.never);
      create operator evil.= (leftarg = text, rightarg = text, function = evil.always);
      create operator evil.<= (leftarg = timestamptz, rightarg = timestamptz, function = evil.always);
      create operator evil.< (leftarg = timestamptz, rightarg = timestamptz, function = evil.always);
      create function evil.clock_timestamp() returns timestamptz language sql as $$ select '2099-01-01'::timestamptz $$;
      create function evil.now() returns timestamptz language sql as $$ select '2099-01-01'::timestamptz $$;
      create function evil.coalesce_run(bigint) returns boolean language sql as 'select true';
      create function evil.run_step(bigint) returns boolean language sql as 'select false';
      create table evil.notes (id bigint);
      create table evil.hold (hold_id bigint);`)
  })

  /** Three rows about the edge, one held row, one young; gives the outcome by their order. */
  async function seed(): Promise<void> {
    await database.ask(`
      update people set legal_hold = false;
      delete from notes where false;
      delete from attachments;
      delete from notes;
      insert into notes (person_id, written_at, body)
      select 1, $edge$${edge}$edge$::timestamptz + i * interval '1 microsecond', 'edge' || i from generate_series(-1, 1) as i;
      insert into notes (person_id, written_at, body) values (2, '2020-01-01', 'held'), (1, null, 'unknown'), (1, '2025-06-01', 'young');
      update people set legal_hold = true where id = 2`)
    ids = (await database.ask('select id::int from notes order by id')).map(r => r.id)
  }
  const bodies = async () => (await database.ask('select body from notes order by id')).map(r => r.body)
  const plain = ['edge1', 'held', 'unknown', 'young']

  test.each([
    ['nothing special', []],
    ['TimeZone Pacific/Kiritimati', [`set timezone = 'Pacific/Kiritimati'`]],
    ['TimeZone as POSIX writes it', [`set timezone = '<+0330>-03:30'`]],
    ['DateStyle SQL, DMY', [`set datestyle = 'SQL, DMY'`]],
    ['IntervalStyle sql_standard', [`set intervalstyle = 'sql_standard'`]],
    ['an empty search_path', [`set search_path = ''`]],
    ['a search_path with operators, functions and tables of somebody else', ['set search_path = evil, public']],
    ['the same before pg_catalog', ['set search_path = evil, pg_catalog, public']],
    [
      'temporary tables named like ours',
      [
        'create temp table notes (id bigint)',
        'create temp table hold (hold_id bigint)',
        'create temp table run_log (run_id bigint)',
        'create temp table notes_held (id bigint, hold_id bigint)',
      ],
    ],
    ['serializable by default', [`set default_transaction_isolation = 'serializable'`]],
    ['repeatable read by default', [`set default_transaction_isolation = 'repeatable read'`]],
    ['read only by default, undone by nobody', [`set default_transaction_deferrable = on`]],
    ['no index scans, no hash joins', ['set enable_indexscan = off', 'set enable_hashjoin = off', 'set enable_bitmapscan = off']],
    ['a pooled connection after an error', ['begin', 'select 1 / 0', 'rollback', 'discard all']],
    ['replication role origin asked for explicitly', [`set extra_float_digits = -15`, `set bytea_output = 'escape'`]],
  ] as const)('%s', async (_, settings) => {
    await seed()
    const session = await database.session('ops')
    for (const statement of settings) await session.query(statement).catch((e: pg.DatabaseError) => expect(e.code).toBe('22012'))
    await session.query('call retention.run($1, as_of => $2::timestamptz)', ['notes', asOf])
    expect(await bodies()).toEqual(plain)
    expect(await log(database)).toMatchObject({ state: 'done', gone: 2, blocked: 0 })
    const [run] = await database.ask(
      `select as_of = $1::timestamptz as same, rows_held::int as held from retention.run_log order by run_id desc limit 1`,
      [asOf],
    )
    expect(run).toEqual({ same: true, held: 1 })

    // The guards see the same: what is held does not go, under any setting.
    const owner = await database.session()
    for (const statement of settings) await owner.query(statement).catch((e: pg.DatabaseError) => expect(e.code).toBe('22012'))
    await expect(owner.query(`delete from public.notes where body operator(pg_catalog.=) 'held'`)).rejects.toMatchObject({ code: 'RH001' })
    expect(ids).toHaveLength(6)
  })
})
