import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import type { Database, Row, World } from '../real/world.ts'
import { armed, lastRun, openServer, reference, run } from './installation.ts'

// Pristina with rows of every fate. What a preview announces is counted against what a run does to the tables, looked at from outside.

const asOf = '2026-06-01 12:00:00Z'
const user = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const rows = `
  insert into users (id, email, name, password_hash, deleted_at, legal_hold, legal_hold_reason) values
    ('${user(1)}', 'a', 'A', 'x', null, false, null), ('${user(2)}', 'b', 'B', 'x', '2026-01-01', true, 'chargeback fraud'), ('${user(3)}', 'c', 'C', 'x', '2026-01-01', false, null);
  insert into saved_searches (user_id, query) select id, '{}' from users;
  insert into auth_login_events (user_id, ip, success, created_at) select id, '192.0.2.1', true, t from users, unnest('{2025-01-01,2026-05-01}'::timestamptz[]) as t;
  insert into user_activity_log (user_id, action, created_at) select '${user(1)}', case i when 3 then 'no' else 'yes' end, '2025-01-01' from generate_series(1, 5) as i;
  insert into search_usage (user_id, query, created_at) select '${user(1)}', 'q', '2025-01-01 00:00Z'::timestamptz + i * interval '10 hours' from generate_series(1, 9) as i;
  insert into subscriptions (id, user_id, plan, starts_at, ends_at) values
    ('${user(4)}', '${user(1)}', 'paid', '2024-01-01', '2025-01-01'), ('${user(5)}', '${user(1)}', 'free', '2024-01-01', '2025-01-01'), ('${user(6)}', '${user(1)}', 'new', '2024-01-01', '2027-01-01');
  -- Old and decided, old and open, a year old, new; one of the person who is erased.
  insert into invoices (id, number, user_id, subscription_id, issued_on, buyer_name, total) values
    ('${user(1)}', '1', null, null, '2015-05-05', 'A', 1), ('${user(2)}', '2', null, null, '2015-05-05', 'A', 1), ('${user(3)}', '3', null, '${user(4)}', '2024-05-05', 'A', 1),
    ('${user(4)}', '4', null, null, '2026-05-05', 'A', 1), ('${user(5)}', '5', '${user(3)}', null, '2026-05-05', 'A', 1);
  insert into businesses (id, name, registration_no, legal_form, municipality) values ('${user(1)}', 'A', '1', 'x', 'y');
  insert into business_removal_requests (business_id, requester_name, requester_email, decided_at) values ('${user(1)}', 'A', 'a', '2025-01-01');
  create function keep() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
  create trigger keep before delete on user_activity_log for each row when (old.action = 'no') execute function keep();
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
  await database.ask(`select retention.review_invoices($1, 'dispose', 'books closed')`, [user(1)], 'dpo')
  return database
}

/** For each class: what the preview announces, against the rows that the run then changed or took, and those that it passed by. */
async function surprises(database: Database, only?: string): Promise<readonly string[]> {
  const found: string[] = []
  const classes = await database.ask(
    'select class_name, table_name from retention.class where $1::text is null or class_name = $1 order by run_order',
    [only ?? null],
  )
  const contents = async (table: string): Promise<ReadonlyMap<string, string>> => {
    const all = await database.ask(`select to_jsonb(r) ->> 'id' as key, to_jsonb(r)::text as row from ${table} as r`)
    return new Map(all.map(r => [r.key, r.row]))
  }
  for (const { class_name, table_name } of classes) {
    const [preview] = await database.ask(
      'select rows_due::int as due, rows_held::int as held, rows_deferred::int as deferred from retention.preview($1, $2)',
      [class_name, asOf],
      'dpo',
    )
    const before = await contents(table_name)
    await run(database, { as_of: asOf, classes: [class_name] })
    const after = await contents(table_name)
    const acted = [...before].filter(([key, row]) => after.get(key) !== row).length
    const { blocked, held, deferred } = (await lastRun(database, class_name))!
    const did = { due: acted + blocked, held, deferred }
    if (JSON.stringify(did) !== JSON.stringify(preview))
      found.push(`${class_name}: ${JSON.stringify(preview)} announced, ${JSON.stringify(did)} done`)
  }
  return found
}

/** For each row: whether the set form calls it held, against what the row form does when somebody deletes it. */
async function contradictions(database: Database): Promise<readonly string[]> {
  const found: string[] = []
  const session = await database.session()
  const guarded: readonly Row[] = await database.ask('select table_name, held_view from retention.guarded_table order by table_name')
  for (const { table_name, held_view } of guarded) {
    const all = await database.ask(
      `select r.ctid::text as place, exists (select from retention.${held_view} as h where h.id = r.id) as held from ${table_name} as r where r.tableoid = '${table_name}'::regclass`,
    )
    for (const { place, held } of all) {
      await session.query('begin')
      const refused = await session.query(`delete from ${table_name} where ctid = $1::tid`, [place]).then(
        () => null,
        error => error.code as string,
      )
      await session.query('rollback')
      // A row that is kept only for what refers to it is kept by the reference.
      if (held ? refused !== 'RH001' && refused !== '23503' : refused === 'RH001')
        found.push(`${table_name}: held ${held}, refused ${refused}`)
    }
  }
  return found
}

describe('I4 One definition', () => {
  test('a preview announces what the run does, plus the rows that it passes by', async () => {
    const database = await seeded(pristina.files)
    expect(await surprises(database)).toEqual([])
    // And there was something of each kind.
    const [log] = await database.ask(
      'select sum(rows_disposed)::int as disposed, sum(rows_blocked)::int as blocked, sum(rows_held)::int as held, sum(rows_deferred)::int as deferred from retention.run_log',
    )
    expect(Object.values(log!).every(n => n > 0)).toBe(true)
  })

  test('what the views call held, the guards refuse, and nothing else', async () => {
    const database = await seeded(pristina.files)
    await database.ask(
      `call retention.place_hold('M', 'l', 'l', 'c', on_table => 'public.invoices', row_key => $1)`,
      [{ id: user(3) }],
      'dpo',
    )
    expect(await contradictions(database)).toEqual([])
    const [both] = await database.ask('select count(*)::int as held from retention.auth_login_events_held')
    expect(both).toEqual({ held: 2 })
  })

  const { files } = pristina
  test.each<readonly [string, string, () => readonly OutputFile[]]>([
    [
      'a run judges by a period of its own',
      'auth_login_events',
      () =>
        alterRoutine(files, 'dispose_auth_login_events', /f\.due_at <= as_of(\s+and f\.cutoff_value < [^\n]*)?/g, 'f.started_at <= as_of'),
    ],
    [
      'a preview counts what is held',
      'saved_searches',
      () => alterRoutine(files, 'count_saved_searches', `when f.hold_id is not null then 'held'`, `when false then 'held'`),
    ],
    [
      'a preview counts what waits for others',
      'subscriptions',
      () => alterRoutine(files, 'count_subscriptions', `then 'deferred'`, `then 'due'`),
    ],
    [
      'a run asks no review',
      'business_removal_requests',
      () => alterRoutine(files, 'dispose_business_removal_requests', `and f.review = 'dispose'`, ''),
    ],
  ])('removed: %s', async (_, className, altered) => {
    const found = await surprises(await seeded(altered()), className)
    expect(found.map(f => f.split(':')[0])).toEqual([className])
  })

  test.each<readonly [string, string, () => readonly OutputFile[]]>([
    [
      'a guard does not ask for the owner',
      'public.saved_searches: held true, refused null',
      () => alterRoutine(files, 'guard_saved_searches', 'where old.user_id = users.id', 'where false'),
    ],
    [
      'a view does not ask for the owner',
      'public.saved_searches: held false, refused RH001',
      () =>
        alter(
          files,
          /_guards\.sql$/,
          /(create view retention\.saved_searches_held as[\s\S]*?on users\.id = m\.id);/,
          found => `${found.slice(0, -1)} and false;`,
        ),
    ],
  ])('removed: %s', async (_, expected, altered) => {
    expect(await contradictions(await seeded(altered()))).toEqual([expected])
  })
})
