import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import type { Database, World } from '../real/world.ts'
import { armed, column, lastRun, openServer, reference } from './installation.ts'

// Pristina's activity log, 180 days: twelve rows are due, eight of them in somebody's way, each in a way of its own.
const asOf = '2026-06-01 12:00:00Z'
const ways: Readonly<Record<string, string>> = {
  raises: 'P0001',
  asserts: 'P0004',
  'says that it is locked': '55P03',
  'says that it is serializable': '40001',
  'names no schema': '42P01',
  'is kept': 'RH010',
  'is referred to until the commit': '23503',
  'is protected until the commit': 'P0001',
}
const goes = ['goes 1', 'goes 2', 'goes 3', 'goes 4']
const rows = `
  insert into user_activity_log (action, created_at)
  select a, '2025-01-01'::timestamptz + i * interval '1 hour'
  from unnest(array[${[goes[0], ...Object.keys(ways).slice(0, 4), goes[1], goes[2], ...Object.keys(ways).slice(4), goes[3]].map(w => `'${w}'`).join(', ')}]) with ordinality as r (a, i);
  create function in_the_way() returns trigger language plpgsql as $$
  begin
    case old.action
      when 'raises' then raise exception 'not this one';
      when 'asserts' then assert false, 'not this one';
      when 'says that it is locked' then raise exception 'not this one' using errcode = 'lock_not_available';
      when 'says that it is serializable' then raise exception 'not this one' using errcode = 'serialization_failure';
      when 'names no schema' then insert into trash values (old.id);
      when 'is kept' then return null;
      else return old;
    end case;
    return old;
  end $$;
  create trigger in_the_way before delete on user_activity_log for each row execute function in_the_way();
  create table bookmarks (activity_id bigint references user_activity_log deferrable initially deferred);
  create function protects() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
  create constraint trigger protects after delete on user_activity_log deferrable initially deferred
    for each row when (old.action = 'is protected until the commit') execute function protects();
  insert into bookmarks select id from user_activity_log where action = 'is referred to until the commit';
`

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
interface Outcome {
  readonly database: Database
  readonly error: string | null
  readonly left: readonly string[]
}
async function outcome(files: readonly OutputFile[] = pristina.files): Promise<Outcome> {
  const database = await armed(world, { ...pristina, files })
  await database.ask(rows)
  const error = await database.ask(`call retention.run('user_activity_log', $1)`, [asOf], 'ops').then(
    () => null,
    e => e.code as string,
  )
  return { database, error, left: await column(database, 'select action from user_activity_log') }
}

describe('I7 One blocked row never stops the rest', () => {
  test('each row that cannot go is recorded with its reason; all others are gone', async () => {
    const { database, error, left } = await outcome()
    expect(error).toBeNull()
    expect(left).toEqual(Object.keys(ways).toSorted())
    const recorded = await database.ask(
      'select a.action, b.sqlstate from retention.run_blocked as b join user_activity_log as a on a.id = (b.row_key ->> 1)::bigint',
    )
    expect(Object.fromEntries(recorded.map(r => [r.action, r.sqlstate]))).toEqual(ways)
    expect(recorded).toHaveLength(8)
    expect(await lastRun(database, 'user_activity_log')).toMatchObject({
      state: 'done',
      stop_reason: 'done, with rows left',
      disposed: 4,
      blocked: 8,
      left: 8,
    })
  })

  test('an interim act and an erasure pass by a row in the same way', async () => {
    const database = await armed(world, pristina)
    const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
    await database.ask(`
      insert into users (id, email, name, password_hash, deleted_at) values ('${id(1)}', 'a', 'A', 'x', '2026-01-01');
      insert into invoices (id, number, issued_on, buyer_name, total) select ('00000000-0000-4000-8000-00000000000' || i)::uuid, i, '2024-05-05', 'A', i from generate_series(1, 5) as i;
      insert into auth_login_events (user_id, ip, success, created_at) select '${id(1)}', '192.0.2.1', true, '2026-05-05' from generate_series(1, 5) as i;
      alter table invoices add check (archived_at is null or total <> 3);
      alter table auth_login_events add check (user_id is not null or id <> 4)`)
    for (const name of ['invoices', 'auth_login_events']) await database.ask('call retention.run($1, $2)', [name, asOf], 'ops')
    expect(await column(database, 'select number from invoices where archived_at is null')).toEqual(['3'])
    expect(await column(database, 'select id from auth_login_events where user_id is not null')).toEqual(['4'])
    expect(await column(database, `select stage || ' ' || sqlstate from retention.run_blocked`)).toEqual([
      'erase_auth_login_events 23514',
      'interim_1_invoices 23514',
    ])
  })

  const { files } = pristina
  test('removed: the look at deferred constraints, so that they speak at the commit of the driver', async () => {
    const { error, left } = await outcome(alterRoutine(files, 'dispose_user_activity_log', 'set constraints all immediate;', ''))
    expect(error).toMatch(/23503|P0001/)
    expect(left).toContain('goes 4')
  })
  test('removed: the savepoint of the batch', async () => {
    const { error, left } = await outcome(
      alterRoutine(files, 'dispose_user_activity_log', 'disposed := 0;\n    failure := sqlerrm;', 'raise;'),
    )
    expect(error).not.toBeNull()
    expect(left).toHaveLength(12)
  })
  test('removed: the one condition that others leave out', async () => {
    const { error, left } = await outcome(
      alterRoutine(files, 'dispose_user_activity_log', 'when others or assert_failure then', 'when others then'),
    )
    expect(error).toBe('P0004')
    expect(left).toEqual(expect.arrayContaining(goes.slice(1)))
  })
  test('removed: the halving', async () => {
    const { error, left } = await outcome(alterRoutine(files, 'run_step', 'elsif taken > 1 then', 'elsif false then'))
    expect(error).toBeNull()
    expect(left).toHaveLength(12)
  })
})
