import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import type { Database, Row, World } from '../real/world.ts'
import { armed, column, openServer, reference, run } from './installation.ts'

// Pristina on 1 June 2026, 13:00 CEST in Belgrade: every row below but one is due by then. Those that may stay have a reason each.

const asOf = '2026-06-01 11:00:00Z'
const user = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const rows = `
  insert into users (id, email, name, password_hash, deleted_at, legal_hold, legal_hold_reason) values
    ('${user(1)}', 'a@example.org', 'A', 'x', null, false, null),
    ('${user(2)}', 'b@example.org', 'B', 'x', null, true, 'chargeback fraud'),
    ('${user(3)}', 'c@example.org', 'C', 'x', '2026-01-01', false, null);
  -- 180 days; the first two ended long ago. From 3 December, 13:00 CET: 28 + 31 + 28 + 31 + 30 + 31 + 1 days end now, to the microsecond.
  insert into auth_login_events (user_id, success, created_at) overriding system value values
    ('${user(1)}', true, '2025-01-01'), ('${user(2)}', true, '2025-01-01'), ('${user(1)}', true, '2025-12-03 12:00:00Z'), ('${user(1)}', true, '2025-12-03 12:00:00.000001Z');
  insert into user_activity_log (user_id, action, created_at) values ('${user(1)}', 'goes', '2025-01-01'), ('${user(1)}', 'the trigger keeps it', '2025-01-01');
  -- Seven years after the year in which it was issued, when the accountant says so. It was archived after one year.
  insert into invoices (id, number, issued_on, buyer_name, total) values
    ('${user(4)}', 'decided', '2015-05-05', 'A', 1), ('${user(5)}', 'waits', '2015-05-05', 'A', 1);
  -- The term is over; an invoice that is to be kept still refers to it.
  insert into subscriptions (id, user_id, plan, starts_at, ends_at) values ('${user(6)}', '${user(1)}', 'free', '2024-01-01', '2025-01-01'), ('${user(7)}', '${user(1)}', 'paid', '2024-01-01', '2025-01-01');
  insert into invoices (id, number, issued_on, buyer_name, total, subscription_id) values ('${user(8)}', 'kept', '2025-05-05', 'A', 1, '${user(7)}');
  create function keep() returns trigger language plpgsql as $$ begin return case when old.action = 'goes' then old end; end $$;
  create trigger keep before delete on user_activity_log for each row execute function keep();
  -- Erased 30 days after 1 January; a table that came later refers to the account.
  create table badges (user_id uuid references users);
  insert into badges values ('${user(3)}');
`

/** Due rows that are still there, by their table and what tells them apart. */
const stillThere = (database: Database) =>
  column(
    database,
    `select 'login ' || id from auth_login_events where created_at <= '2025-12-03 12:00:00Z'
     union all select 'activity ' || action from user_activity_log
     union all select 'invoice ' || number from invoices where number <> 'kept'
     union all select 'subscription ' || plan from subscriptions
     union all select 'user ' || email from users where deleted_at is not null`,
  )
/** What the database says of rows that stay: held, deferred and by which table, waiting for a review, or passed by and why. */
const listed = (database: Database) =>
  column(
    database,
    `select 'login ' || f.id from retention.auth_login_events_fate as f join retention.auth_login_events_held as h on h.id = f.id where f.hold_id is not null
     union all select 'subscription ' || s.plan from retention.subscriptions_fate as f join subscriptions as s using (id) where f.deferred_by = 'invoices'
     union all select 'invoice ' || i.number from retention.invoices_review_queue as q join invoices as i using (id) where q.due_at <= '${asOf}'
     union all select 'activity ' || a.action from retention.run_blocked as b join user_activity_log as a on b.row_key @> to_jsonb(a.id) where b.sqlstate = 'RH010'
     union all select 'user ' || u.email from retention.run_blocked as b join users as u on b.row_key @> to_jsonb(u.id) where b.sqlstate = '23503'`,
  )
const counts = async (database: Database): Promise<Row> => {
  const log = await database.ask(
    `select class_name, stop_reason, rows_held::int as held, rows_deferred::int as deferred, rows_blocked::int as blocked, rows_left::int as left from retention.run_log`,
  )
  return Object.fromEntries(log.map(({ class_name, ...rest }) => [class_name, rest]))
}

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
const classes = ['auth_login_events', 'user_activity_log', 'invoices', 'subscriptions', 'users']

async function afterRun(files: readonly OutputFile[] = pristina.files): Promise<Database> {
  const database = await armed(world, { ...pristina, files })
  await database.ask(rows)
  await database.ask(`select retention.review_invoices($1, 'dispose', 'books closed')`, [user(4)], 'dpo')
  await run(database, { as_of: asOf, classes })
  return database
}
/** Due rows that are there and nowhere listed. */
async function silent(database: Database): Promise<readonly string[]> {
  const said = await listed(database)
  return (await stillThere(database)).filter(row => !said.includes(row))
}

describe('I2 Nothing late', () => {
  test('each due row is gone, or listed as held, deferred by a table, in review, or passed by with its reason', async () => {
    const database = await afterRun()
    expect(await stillThere(database)).toEqual([
      'activity the trigger keeps it',
      'invoice waits',
      'login 2',
      'subscription paid',
      'user c@example.org',
    ])
    expect(await silent(database)).toEqual([])
    expect(await counts(database)).toMatchObject({
      auth_login_events: { stop_reason: 'done', held: 1, left: 0 },
      user_activity_log: { stop_reason: 'done, with rows left', blocked: 1, left: 1 },
      invoices: { stop_reason: 'done', left: 0 },
      subscriptions: { stop_reason: 'done', deferred: 1, left: 0 },
      users: { stop_reason: 'rows due, none disposed of', blocked: 1, left: 1 },
    })
    expect(await database.ask(`select rows_in_review::int as n from retention._count('invoices', $1)`, [asOf])).toEqual([{ n: 1 }])
    // What was in the way goes, and then so do they.
    await database.ask(`drop table badges; drop trigger keep on user_activity_log; delete from invoices where number = 'kept'`)
    await database.ask('update users set legal_hold = false')
    await database.ask(`select retention.review_invoices($1, 'dispose', 'books closed')`, [user(5)], 'dpo')
    await run(database, { as_of: asOf, classes })
    expect(await stillThere(database)).toEqual([])
  })

  test('a row that somebody else has locked is left to the next run, and the run says so', async () => {
    const database = await armed(world, pristina)
    await database.ask(rows)
    const other = await database.session()
    await other.query('begin; select from subscriptions for update')
    await run(database, { as_of: asOf, classes: ['subscriptions'] })
    expect(await counts(database)).toMatchObject({ subscriptions: { stop_reason: 'rows due, none disposed of', left: 1 } })
    await other.query('rollback')
    await run(database, { as_of: asOf, classes: ['subscriptions'] })
    expect(await column(database, 'select plan from subscriptions')).toEqual(['paid'])
  })

  test('a schedule that misses two turns shows without the scheduler', async () => {
    const database = await armed(world, pristina)
    const missed = () => column(database, `select class_name from retention.status where schedule_missed`)
    expect(await missed()).toEqual([])
    await database.ask(`update retention.class set armed_at = armed_at - interval '3 days' where class_name in ('users', 'watches')`)
    expect(await missed()).toEqual(['users', 'watches'])
  })

  const { files } = pristina
  test.each<readonly [string, readonly string[], () => readonly OutputFile[]]>([
    [
      'a row due to the microsecond waits',
      ['login 3'],
      () => alterRoutine(files, 'dispose_auth_login_events', 'f.due_at <= as_of', 'f.due_at < as_of'),
    ],
    [
      'held rows are passed by without a word',
      ['login 2'],
      () => alter(files, /auth_login_events\.sql$/, 'on_hold.hold_id as hold_id', 'null::bigint as hold_id'),
    ],
    [
      'nothing says what refers to a row',
      ['subscription paid'],
      () => alter(files, /subscriptions\.sql$/, /then 'invoices'/g, `then 'something'`),
    ],
    ['the review queue is empty', ['invoice waits'], () => alter(files, /_invoices\.sql$/, 'and f.review is null;', 'and false;')],
    [
      'a row that cannot go is passed by without a record',
      ['activity the trigger keeps it', 'user c@example.org'],
      () => alterRoutine(files, 'run_step', /insert into retention\.run_blocked[^;]*;/g, ''),
    ],
  ])('removed: %s', async (_, expected, altered) => {
    expect(await silent(await afterRun(altered()))).toEqual(expected)
  })

  test('removed: a run that got nothing done says that it is done', async () => {
    const database = await afterRun(alterRoutine(files, '_run_close', /stop_reason = case[\s\S]*? end,/g, 'stop_reason = reason,'))
    expect(await counts(database)).toMatchObject({ users: { stop_reason: 'done', left: 1 } })
  })
})
