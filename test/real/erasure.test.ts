import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { alterRoutine } from '../alter.ts'
import { column, install, reference } from '../invariants/installation.ts'
import { customer, invoice, keyOf, shop, staff, workshopRows } from '../requests/workshop.ts'
import { type Database, openWorld, type Row, type World } from './world.ts'

// Kontraktr's erasure beside the application, a run and a crash. Nothing here waits for time to pass.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let world: World
beforeAll(async () => {
  // Statistics as the workshop leaves them: what an ANALYZE in the middle of an erasure costs is a matter of speed (docs/limits.md).
  world = await openWorld({ max_connections: '300', autovacuum: 'off' })
})
afterAll(() => world.close())

const kontraktr = reference('kontraktr')
/** The workshop with a confirmed erasure of customer 1, who has so many invoices more, with two line items each. */
async function workshop(more = 0, files = kontraktr.files): Promise<Database> {
  const database = await install(world, { ...kontraktr, files })
  await database.ask(`${workshopRows}
    insert into invoices (shop_id, customer_id, number) select '${shop(1)}', '${customer(1)}', 'more ' || g from generate_series(1, ${more}) as g;
    insert into invoice_line_items (shop_id, invoice_id, description, unit_price)
    select i.shop_id, i.id, 'work', 1 from invoices as i, generate_series(1, 2) where i.number like 'more %';
    analyze`)
  const dpo = await database.session('dpo')
  for (const call of [
    `select retention.open_request('public.customers', '${keyOf(1)}', 'erasure', 'letter')`,
    `select retention.verify_request(1, 'basic')`,
    `select * from retention.preview_erasure(1)`,
    `select retention.confirm_erasure(1, '${staff(1)}', 'DELETE ALL DATA')`,
  ])
    await dpo.query(call)
  await dpo.end()
  return database
}
const execute = async (database: Database): Promise<any> => {
  const dpo = await database.session('dpo')
  try {
    return (await dpo.query('call retention.execute_erasure(1)')).rows[0].summary
  } finally {
    await dpo.end()
  }
}
const count = async (database: Database, from: string): Promise<number> =>
  (await database.ask(`select count(*)::int as n from ${from}`))[0]!.n
const left = (summary: Row) => summary.left.map((l: Row) => `${l.class_name} ${l.reason} ${l.row_count}`)
/** Rows that went by the erasure, table by table, as the evidence has them. */
const evidence = (database: Database) =>
  column(
    database,
    `select went.key || ' ' || sum(went.value::int) from retention.evidence as e, jsonb_each_text(e.body -> 'rows') as went
     where e.act = 'erasure' group by went.key`,
  )
/** Until a session waits for a lock. */
async function waits(database: Database, session: pg.Client): Promise<void> {
  const pid = (session as unknown as { readonly processID: number }).processID
  const look = async () => (await database.ask('select wait_event_type as t from pg_stat_activity where pid = $1', [pid]))[0]?.t
  await expect.poll(look, { interval: 5, timeout: 20_000 }).toBe('Lock')
}
const ofCustomer = `(
  select id from customers where id = '${customer(1)}'
  union all select id from jobs where customer_id = '${customer(1)}'
  union all select id from invoices where customer_id = '${customer(1)}'
  union all select m.id from mockups as m join jobs as j on j.id = m.job_id where j.customer_id = '${customer(1)}'
  union all select l.id from invoice_line_items as l join invoices as i on i.id = l.invoice_id where i.customer_id = '${customer(1)}'
) as theirs`

test('what the application is changing stays and is listed, and goes with the next call', async () => {
  const database = await workshop()
  const app = await database.session()
  await app.query('begin')
  await app.query(`update invoices set pdf_key = 'p' where id = '${invoice(1)}'`)
  const first = await execute(database)
  expect(first.status).toBe('in_progress')
  // The entry about the invoice has been done; the invoice keeps its job, and its customer.
  expect(left(first)).toEqual(['activity_logs retained 4', 'customers deferred 1', 'invoices open 1', 'jobs deferred 1'])
  await app.query('commit')
  const second = await execute(database)
  expect([second.status, ...left(second)]).toEqual(['partially_completed', 'activity_logs retained 4'])
  expect(await count(database, ofCustomer)).toBe(0)
})

test('what the application is adding is waited for, and goes too; what it adds later is refused, or goes too', async () => {
  const database = await workshop()
  const [app, late, dpo] = [await database.session(), await database.session(), await database.session('dpo')]
  await app.query('begin')
  await app.query(`insert into invoices (shop_id, customer_id, number) values ('${shop(1)}', '${customer(1)}', 'new')`)
  const call = dpo.query('call retention.execute_erasure(1)')
  await waits(database, dpo)
  const refused = late.query(`insert into invoices (shop_id, customer_id, number) values ('${shop(1)}', '${customer(1)}', 'late')`).then(
    () => 'done',
    error => error.code,
  )
  await app.query('commit')
  const [{ summary }] = (await call).rows
  expect([summary.status, ...left(summary)]).toEqual(['partially_completed', 'activity_logs retained 4'])
  // The later one does not wait for who waits, and so may have come before the erasure had the person.
  expect([
    [3, '23503'],
    [4, 'done'],
  ]).toContainEqual([summary.done.invoices['public.invoices'], await refused])
  expect(await count(database, ofCustomer)).toBe(0)
})

test('a control: without the lock the new invoice is not waited for, and stays', async () => {
  const database = await workshop(0, alterRoutine(kontraktr.files, 'lock_customers', 'for update', ''))
  const app = await database.session()
  await app.query('begin')
  await app.query(`insert into invoices (shop_id, customer_id, number) values ('${shop(1)}', '${customer(1)}', 'new')`)
  expect(left(await execute(database))).toEqual(['activity_logs retained 4', 'customers open 1'])
  await app.query('commit')
  expect(await count(database, ofCustomer)).toBe(2)
})

test('a control: without the look at what is left the request would be done, and the invoice still there', async () => {
  const blind = alterRoutine(kontraktr.files, 'remain_customers', /'(?:open|deferred)'/g, 'null')
  const database = await workshop(0, blind)
  const app = await database.session()
  await app.query('begin')
  await app.query(`update invoices set pdf_key = 'p' where id = '${invoice(1)}'`)
  expect((await execute(database)).status).toBe('partially_completed')
  expect(await count(database, ofCustomer)).toBeGreaterThan(0)
  await app.query('rollback')
})

/**
 * The application writes for the customer, each time a job with a mockup or an invoice with a line item, until it is refused: a hundred times as
 * fast as it can, and then once more when the erasure is through.
 */
async function write(session: pg.Client, seed: number, erased: Promise<unknown>): Promise<string> {
  for (let n = 0; ; n++) {
    if (n === 100) await erased
    if (n > 100) return 'never refused'
    const row =
      (n + seed) % 2 === 0
        ? `with j as (insert into jobs (shop_id, customer_id, title, status) values ('${shop(1)}', '${customer(1)}', 'w', 'open') returning shop_id, id)
           insert into mockups (shop_id, job_id, file_key) select shop_id, id, 'k' from j`
        : `with i as (insert into invoices (shop_id, customer_id, number) values ('${shop(1)}', '${customer(1)}', 'w ${seed} ${n}') returning shop_id, id)
           insert into invoice_line_items (shop_id, invoice_id, description, unit_price) select shop_id, id, 'w', 1 from i`
    try {
      await session.query('begin')
      await session.query(row)
      await session.query('commit')
    } catch (error) {
      await session.query('rollback').catch(() => {})
      return (error as { readonly code: string }).code
    }
  }
}

test.each([
  ['in one transaction', 0],
  ['in batches', 3_500],
])('erasing %s while the application writes for the same person: nothing survives, nothing is an orphan', async (_, more) => {
  const database = await workshop(more)
  const sessions = await Promise.all([1, 2, 3].map(() => database.session()))
  const erased = execute(database)
  const ends = await Promise.all(sessions.map((session, seed) => write(session, seed, erased)))
  const summary = await erased
  expect([summary.status, ...left(summary)]).toEqual(['partially_completed', 'activity_logs retained 4'])
  expect(await count(database, ofCustomer)).toBe(0)
  expect(ends).toEqual(['23503', '23503', '23503'])
  // Of the other customer nothing has gone: one job, mockup, invoice and line item, and the customers 2 and 3.
  expect(await Promise.all(['customers', 'jobs', 'mockups', 'invoices', 'invoice_line_items'].map(t => count(database, t)))).toEqual([
    2, 1, 1, 1, 1,
  ])
  expect(await database.ask('select * from retention.verify_evidence()')).toEqual([])
})

test('a run of the same class at the same time does no harm, and each row is on record once', async () => {
  const database = await workshop(3_500)
  await database.ask(`select retention.arm(class_name, 'test') from retention.class; update retention.class set fuse_share = 1000`)
  const ops = await database.session('ops')
  const run = async () => {
    for (const name of ['activity_logs', 'invoices', 'jobs', 'customers'])
      await ops.query('call retention.run($1, tenant => $2, actor => $3)', [name, shop(1), staff(1)])
  }
  // The gate of a manual run.
  await ops.query(`select retention.preview(class_name) from unnest(array['activity_logs', 'invoices', 'jobs', 'customers']) as class_name`)
  const [summary] = await Promise.all([execute(database), run()])
  if (summary.status === 'in_progress') await execute(database)
  expect(await count(database, ofCustomer)).toBe(0)
  expect(await evidence(database)).toEqual([
    'public.activity_logs 4',
    'public.customers 1',
    'public.invoice_line_items 7003',
    'public.invoices 3502',
    'public.jobs 2',
    'public.mockups 3',
  ])
  expect(await database.ask(`select state from retention.run_log where state <> 'done'`)).toEqual([])
})

/** The sessions that were open have gone with the server. */
const fresh = (database: Database): Database => ({
  ...database,
  ask: async (sql, values) => {
    const session = await database.session()
    try {
      return (await session.query(sql, values as unknown[] | undefined)).rows ?? []
    } finally {
      await session.end()
    }
  },
})

/** A crash of the server when a batch is on record and the next one is under way: it stops in a trigger of the application's. */
async function crashInSecondBatch(database: Database): Promise<void> {
  await database.ask(`
    create function stop_here() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      if exists (select from retention.erasure_count where table_name = 'public.invoices') then
        perform pg_sleep(600);
      end if;
      return null;
    end $$;
    create trigger stop_here after delete on invoices for each statement execute function stop_here()`)
  const dpo = await database.session('dpo')
  const pid = (dpo as unknown as { readonly processID: number }).processID
  const call = dpo.query('call retention.execute_erasure(1)').then(
    () => 'through',
    () => 'broken off',
  )
  const stopped = async () => (await database.ask('select wait_event as e from pg_stat_activity where pid = $1', [pid]))[0]?.e
  await expect.poll(stopped, { interval: 5, timeout: 60_000 }).toBe('PgSleep')
  await world.server.crash()
  expect(await call).toBe('broken off')
  await fresh(database).ask('drop trigger stop_here on invoices; drop function stop_here()')
}

test('a crash in the second batch: the person stays restricted, the next call goes on, and no row is on record twice', async () => {
  const before = await workshop(5_000)
  await crashInSecondBatch(before)
  const database = fresh(before)
  const [{ status, restricted } = {}] = await database.ask(
    `select status, retention.is_restricted('public.customers', '${keyOf(1)}') as restricted from retention.request`,
  )
  expect([status, restricted]).toEqual(['in_progress', true])
  const gone = 5_002 - (await count(database, `invoices where customer_id = '${customer(1)}'`))
  expect(gone).toBeGreaterThan(0)
  expect(gone).toBeLessThan(5_002)
  expect(await evidence(database)).toContain(`public.invoices ${gone}`)
  const summary = await execute(database)
  expect([summary.status, ...left(summary)]).toEqual(['partially_completed', 'activity_logs retained 4'])
  expect(summary.done).toMatchObject({ invoices: { 'public.invoices': 5_002, 'public.invoice_line_items': 10_003 } })
  expect(await evidence(database)).toContain('public.invoices 5002')
  expect(await count(database, ofCustomer)).toBe(0)
  expect(await database.ask('select * from retention.verify_evidence()')).toEqual([])
})

const u = '00000000-0000-4000-8000-000000000001'
/** A person whose event was so many days ago, with a few rows, by policy; the request for them, and what goes, table by table. */
const persons = {
  klonr: {
    rows: (
      ago: number,
    ) => `insert into users (id, email, name, deletion_requested_at) values ('${u}', 'a', 'Ada', now() - interval '${ago} days');
      insert into projects (user_id, title) values ('${u}', 'one'), ('${u}', 'two')`,
    table: 'public.users',
    key: { id: u },
    // What was asked for without a way back goes at once.
    residence: 0,
    goes: { projects: { 'public.projects': 2 }, users: { 'public.users': 1 } },
  },
  kaevo: {
    rows: (ago: number) => `insert into auth.users (id, email) values ('${u}', 'a');
      insert into users (id, jurisdiction, deletion_requested_at) values ('${u}', (enum_range(null::jurisdiction))[1], now() - interval '${ago} days');
      insert into households (owner_user_id) values ('${u}')`,
    table: 'public.users',
    key: { id: u },
    residence: 30,
    // What the application knows of the account is a part of it.
    goes: { households: { 'public.households': 1 }, 'auth.users': { 'auth.users': 1, 'public.users': 1 } },
  },
  pristina: {
    rows: (ago: number) =>
      `insert into users (id, email, name, password_hash, deleted_at) values ('${u}', 'a', 'Ada', 'x', now() - interval '${ago} days')`,
    table: 'public.users',
    key: { id: u },
    residence: 30,
    goes: { users: { 'public.users': 1 } },
  },
} as const

test.each(Object.entries(persons))(
  '%s: an officer executes what an event has started, once the residence is over',
  async (name, person) => {
    const database = await install(world, reference(name))
    await database.ask(person.rows(person.residence === 0 ? 1 : person.residence - 1))
    const dpo = await database.session('dpo')
    await dpo.query(`select retention.open_request($1, $2, 'erasure', 'letter')`, [person.table, JSON.stringify(person.key)])
    await dpo.query(`select retention.verify_request(1, 'additional')`)
    if (person.residence > 0) {
      await expect(dpo.query('call retention.execute_erasure(1)')).rejects.toMatchObject({
        code: 'RH017',
        message: expect.stringMatching(/in residence until/),
      })
      await database.ask(`update users set ${name === 'kaevo' ? 'deletion_requested_at' : 'deleted_at'} = now() - interval '31 days'`)
    }
    expect((await dpo.query('select * from retention.preview_erasure(1)')).rows.at(-1)).toMatchObject({
      effect: 'total',
      held: '0',
      deferred: '0',
    })
    const summary = await execute(database)
    expect([summary.status, summary.left, summary.done]).toEqual(['completed', [], person.goes])
  },
)
