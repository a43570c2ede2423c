import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import type { Database, World } from '../real/world.ts'
import { armed, column, openServer, reference } from './installation.ts'

// Pristina. The activity log is append-only: the application may write it and read it, and delete nothing.

const rows = `
  do $$ begin if to_regrole('courier') is null then create role courier login; end if; end $$;
  grant pristina_retention_worker to courier;
  grant insert, select on user_activity_log to app;
  grant select, insert, update, delete on users, saved_searches to app;
  insert into users (id, email, name, password_hash, legal_hold, legal_hold_reason) values ('00000000-0000-4000-8000-000000000001', 'a', 'A', 'x', true, 'chargeback fraud');
  insert into saved_searches (user_id, query) select id, '{}' from users;
  insert into user_activity_log (action, created_at) values ('old', '2025-01-01'), ('new', now());
`
const calendar = ['counted', 'due', 'end_of', 'end_of_day', 'erased_everywhere_by', 'latest_cutoff', 'start_of_day']
// What is on hold in the table of each class, for whoever reads how its rows stand.
const onHold = `api_keys api_usage api_usage_daily auth_login_events business_removal_requests error_events export_requests invoices
  saved_searches search_usage search_usage_daily subscriptions upgrade_intent_events user_activity_log users watches`
  .split(/\s+/)
  .map(table => `held_${table}`)
const look = [...onHold, '_drift', '_schedule_drift', '_status', 'findings', 'preview']
const clocks = ['_stage_due', '_today', 'deadline', 'erasure_summary', 'is_restricted', 'is_working_day', 'request_remains']
const ledger = ['ledger_lines', 'ledger_source', 'replay_remains']
/** Who may call what: the division of labor, from docs/runs.md, docs/holds.md, docs/requests.md, docs/replay.md, docs/recipients.md, docs/export.md and docs/evidence.md. */
const callable: Readonly<Record<string, readonly string[]>> = {
  app: [],
  eye: [...calendar, ...look, ...clocks, ...ledger, 'verify_evidence'],
  ops: [
    ...calendar,
    ...look,
    'dispose_of_images',
    'pause',
    'prune_evidence',
    'prune_ledger',
    'resume',
    'run',
    'run_open',
    'run_step',
    'take_requests',
  ],
  dpo: [
    ...[
      ...calendar,
      ...look,
      '_extend_hold',
      '_hold_inventory',
      '_open_hold',
      '_pin_partitions',
      'arm',
      'decide_notice',
      'disarm',
      'extend_hold',
      'go_on',
      'pause',
      'place_hold',
      'release_hold',
      'resume',
      'set_limits',
      'verify_evidence',
    ],
    ...['review_business_removal_requests', 'review_invoices'],
    ...clocks,
    ...['open_request', 'acknowledge_request', 'verify_request', 'extend_request', 'pause_request', 'resume_request', 'fail_request'],
    ...['deny_request', 'cancel_request', 'complete_request', 'give_notice', 'set_holidays'],
    ...['preview_erasure', 'execute_erasure', '_open_erasure', 'erase_step', '_close_erasure'],
    ...['requeue_notice', 'close_notice', 'export_person'],
    ...ledger,
    ...['open_replay', 'load_replay', 'begin_replay', '_open_replay', 'replay_step', '_close_replay', 'execute_replay'],
  ],
  courier: ['retry_notice', 'settle_notice', 'take_notices'],
  pristina_retention_scheduler: ['dispose_of_images', 'prune_evidence', 'prune_ledger', 'run', 'run_open', 'run_step', 'take_requests'],
}

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
async function seeded(files: readonly OutputFile[] = pristina.files): Promise<Database> {
  const database = await armed(world, { ...pristina, files })
  await database.ask(rows)
  return database
}

/** What the catalog grants beyond that. */
async function excess(database: Database): Promise<readonly string[]> {
  const found = [
    ...(await column(
      database,
      `select 'everybody: ' || p.proname from pg_proc as p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where p.pronamespace = 'retention'::regnamespace and a.grantee = 0
       union all select 'everybody: ' || c.relname from pg_class as c, aclexplode(c.relacl) as a where c.relnamespace = 'retention'::regnamespace and a.grantee = 0
       union all select 'everybody: schema' from pg_namespace as n, aclexplode(n.nspacl) as a where n.nspname = 'retention' and a.grantee = 0
       union all select 'not pinned: ' || p.proname from pg_proc as p
         where p.pronamespace = 'retention'::regnamespace and p.prosecdef and not 'search_path=pg_catalog, pg_temp' = any (coalesce(p.proconfig, '{}'))
       union all select 'acts for our roles: ' || m.member::regrole from pg_auth_members as m
         where m.roleid in ('pristina_retention_owner'::regrole, 'pristina_retention_disposer'::regrole) and (m.inherit_option or m.set_option)
       union all select 'writes: ' || r || ' ' || c.relname from pg_class as c, unnest('{app,ops,dpo,eye,courier}'::text[]) as r
         where c.relnamespace = 'retention'::regnamespace and c.relkind in ('r', 'v') and has_table_privilege(r, c.oid, 'insert, update, delete, truncate')
       union all select 'reads: app ' || c.relname from pg_class as c where c.relnamespace = 'retention'::regnamespace and c.relkind in ('r', 'v') and has_table_privilege('app', c.oid, 'select')`,
    )),
  ]
  for (const [role, expected] of Object.entries(callable)) {
    const may = await column(
      database,
      `select distinct proname from pg_proc where pronamespace = 'retention'::regnamespace and prorettype <> 'trigger'::regtype and has_function_privilege('${role}', oid, 'execute')`,
    )
    found.push(...may.filter(name => !expected.includes(name)).map(name => `${role}: ${name}`))
    found.push(...expected.filter(name => !may.includes(name)).map(name => `${role}: not ${name}`))
  }
  return found
}

/** Operators and functions that do as PostgreSQL's own, and note in whose name they were called. */
const spies = `
  create schema spy;
  create table spy.seen (by text);
  grant usage on schema spy to public;
  grant insert on spy.seen to public;
  ${['integer', 'bigint', 'text', 'timestamptz']
    .flatMap((type, i) =>
      ['=', '<>', '<', '<=', '>', '>='].map(
        (operator, j) => `
        create function spy.o_${i}_${j}(a ${type}, b ${type}) returns boolean language plpgsql as $$
          begin insert into spy.seen values (current_user); return a operator(pg_catalog.${operator}) b; end $$;
        create operator spy.${operator} (leftarg = ${type}, rightarg = ${type}, function = spy.o_${i}_${j});`,
      ),
    )
    .join('')}
  create function spy.clock_timestamp() returns timestamptz language plpgsql as $$ begin insert into spy.seen values (current_user); return pg_catalog.clock_timestamp(); end $$;
  create function spy.current_setting(name text) returns text language plpgsql as $$ begin insert into spy.seen values (current_user); return pg_catalog.current_setting(name); end $$;
`
/** Everything that a role may set off, in a session that looks into the spies' schema first. Names in which a spy was called that are not the session's own. */
async function spied(database: Database): Promise<readonly string[]> {
  await database.ask(spies)
  const as = async (user: string, ...statements: readonly string[]) => {
    const session = await database.session(user)
    await session.query('set search_path = spy, pg_catalog, public')
    for (const statement of statements) await session.query(statement).catch(error => expect(['RH001', '23503']).toContain(error.code))
    await session.end()
  }
  await as(
    'ops',
    `call retention.run('user_activity_log')`,
    `select retention.pause('x', 'watches')`,
    'select retention.resume(1)',
    'select * from retention.status',
    'select retention.prune_evidence()',
  )
  await as(
    'dpo',
    `select * from retention.preview('user_activity_log')`,
    'select * from retention.verify_evidence()',
    `select retention.set_limits('watches', 'x', 5)`,
    `select retention.disarm('watches', 'x')`,
  )
  await as(
    'dpo',
    `call retention.place_hold('M', 'l', 'l', 'c', on_class => 'watches')`,
    `select retention.release_hold(1, 'x')`,
    `select retention.go_on('x')`,
  )
  await as(
    'app',
    `update users set name = 'B'`,
    'update users set legal_hold = false',
    'update users set legal_hold = true',
    'delete from saved_searches',
    'delete from users',
  )
  return column(database, `select distinct by from spy.seen where by like 'pristina_retention_%' or by = 'postgres'`)
}

/** What an operator would do who wants rows gone before their time, past the driver and its refusals. */
const batch = (database: Database) =>
  database
    .ask(`select * from retention.dispose_user_activity_log(1, '2099-01-01', false, null, null, 100)`, [], 'ops')
    .then(() => database.ask('select action from user_activity_log'))

describe('I8 Least privilege', () => {
  test('each role may call what is its own, everybody nothing; the application neither reads nor writes', async () => {
    expect(await excess(await seeded())).toEqual([])
  })

  test('a table that is append-only to the application is disposed of by the run alone', async () => {
    const database = await seeded()
    await expect(database.ask('delete from user_activity_log', [], 'app')).rejects.toMatchObject({ code: '42501' })
    await database.ask(`call retention.run('user_activity_log')`, [], 'ops')
    expect(await database.ask('select action from user_activity_log', [], 'app')).toEqual([{ action: 'new' }])
  })

  test('no batch can be called past the driver', async () => {
    await expect(batch(await seeded())).rejects.toMatchObject({ code: '42501' })
  })

  test('what a session puts before pg_catalog is never called in our name', async () => {
    const database = await seeded()
    expect(await spied(database)).toEqual([])
    // The spies were there to be called.
    await database.ask('set search_path = spy, pg_catalog; select 1 = 1')
    expect(await column(database, 'select by from spy.seen')).toEqual(['postgres'])
  })

  test.each<readonly [string, string, string]>([
    ['the revocation from everybody', 'grant execute on function retention.arm(text, text) to public', 'everybody: arm'],
    ['the pinned search path', 'alter function retention.run_step(bigint) reset search_path', 'not pinned: run_step'],
    ['the temporary schema at its end', 'alter function retention.run_step(bigint) set search_path = pg_catalog', 'not pinned: run_step'],
    ['the division of labor', 'grant execute on function retention.arm(text, text) to pristina_retention_operator', 'ops: arm'],
    ['the disposer whom nobody is', 'grant pristina_retention_disposer to ops', 'acts for our roles: ops'],
    ['the application that reads nothing', 'grant select on retention.hold to app', 'reads: app hold'],
  ])('removed: %s', async (_, statement, expected) => {
    const database = await seeded()
    await database.ask(statement)
    expect(await excess(database)).toContain(expected)
    await database.ask('revoke pristina_retention_disposer from ops')
  })

  test('removed: the driver before the batch', async () => {
    const database = await seeded()
    await database.ask(
      'grant execute on function retention.dispose_user_activity_log(bigint, timestamptz, boolean, text, jsonb, integer) to pristina_retention_operator',
    )
    expect(await batch(database)).toEqual([])
  })

  test.each([
    ['a run', 'run_step'],
    ['a guard', 'guard_users'],
  ])('removed: the pinned search path of %s', async (_, routine) => {
    const files = alterRoutine(pristina.files, routine, /set search_path = pg_catalog, pg_temp/g, '')
    expect(await spied(await seeded(files))).toEqual(['pristina_retention_owner'])
  })
})
