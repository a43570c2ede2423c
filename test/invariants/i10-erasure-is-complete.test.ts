import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import type { Database, World } from '../real/world.ts'
import { armed, column, openServer, reference, run } from './installation.ts'

// Pristina: Zora has closed her account on 1 January and is erased after 30 days; Yuri stays; Wim changed his mind in time.
// The restore drill on whole databases is test/real/replay.test.ts.

const asOf = '2026-06-01 12:00:00Z'
const [zora, yuri, wim] = ['a', 'b', 'c'].map(letter => `${letter.repeat(8)}-0000-4000-8000-000000000001`)
const other = 'dddddddd-0000-4000-8000-000000000001'
/** A row in every table that knows a person, with something of theirs in it. */
const belongings = (id: string, name: string, ip: string, key = id.replace('0001', '0002')) => `
  insert into users (id, email, name, password_hash) values ('${id}', '${name}@example.org', '${name} Example', 'hash of ${name}');
  insert into subscriptions (id, user_id, plan, starts_at, ends_at) values (gen_random_uuid(), '${id}', 'paid', '2026-01-01', '2027-01-01');
  insert into invoices (id, user_id, number, issued_on, buyer_name, total) values (gen_random_uuid(), '${id}', '2025/${ip.at(-1)}', '2025-05-05', 'as printed', 1);
  insert into auth_login_events (user_id, ip, success, created_at) values ('${id}', '${ip}', true, '2026-05-01');
  insert into user_activity_log (user_id, ip, action, created_at) values ('${id}', '${ip}', 'reads', '2026-05-01');
  insert into error_events (user_id, message, context, created_at) values ('${id}', 'x', '{"mail": "${name}@example.org"}', '2026-05-01');
  insert into upgrade_intent_events (user_id, source, created_at) values ('${id}', 'x', '2026-05-01');
  insert into search_usage (user_id, query, created_at) values ('${id}', 'x', '2026-05-01');
  insert into search_usage_daily (day, user_id, n) values ('2026-01-01', '${id}', 1);
  insert into api_keys (id, user_id, prefix) values ('${key}', '${id}', 'key of ${name}');
  insert into api_usage (user_id, api_key_id, endpoint, status, created_at) values ('${id}', '${key}', 'x', 200, '2026-05-01');
  insert into api_usage_daily (day, user_id, endpoint, n, errors) values ('2026-01-01', '${id}', 'x', 1, 0);
  insert into saved_searches (user_id, query) values ('${id}', '{"about": "${name}"}');
  insert into watches (user_id, business_id) values ('${id}', '${other}');
  insert into export_requests (user_id) values ('${id}');
`
const rows = `
  insert into businesses (id, name, registration_no, legal_form, municipality) values ('${other}', 'x', '1', 'x', 'x');
  ${belongings(zora!, 'Zora', '192.0.2.1')} ${belongings(yuri!, 'Yuri', '192.0.2.2')} ${belongings(wim!, 'Wim', '192.0.2.3')}
  update users set deleted_at = '2026-01-01' where id in ('${zora}', '${wim}');
  update users set deleted_at = null where id = '${wim}';
`

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
async function erased(files: readonly OutputFile[] = pristina.files): Promise<{ database: Database; before: readonly string[] }> {
  const database = await armed(world, { ...pristina, files })
  await database.ask(rows)
  const before = await rowsOfOthers(database)
  await run(database, { as_of: asOf })
  return { database, before }
}
/** Every table of the application and of Lapse, and in each the rows in which something of a person stands. */
const search = async (database: Database, what: string, of: string): Promise<readonly string[]> => {
  const tables = await column(
    database,
    `select c.oid::regclass::text from pg_class as c where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'retention'::regnamespace)`,
  )
  return column(
    database,
    tables.map(t => `select '${t}: ' || ${what} from ${t} as r where to_jsonb(r)::text ~* '${of}'`).join(' union all '),
  )
}
const traces = (database: Database) =>
  search(database, 'count(*)', `${zora}|zora|192\\.0\\.2\\.1`).then(found => found.filter(f => !f.endsWith(': 0')))
const rowsOfOthers = (database: Database) =>
  search(database, 'to_jsonb(r)::text', `${yuri}|yuri|192\\.0\\.2\\.2|${wim}|wim|192\\.0\\.2\\.3`)
/** What is kept of her, why, and until when. */
const retained = (database: Database) =>
  database.ask(`
    select i.number, i.user_id, a.ground, f.due_at = '2032-12-31 23:00:00Z' as in_time
    from retention.invoices_act as a join invoices as i using (id) join retention.invoices_fate as f using (id) where a.stage = 'erase'`)

describe('I10 Erasure is complete', () => {
  test('no value of the person is left anywhere, but in what is retained, with its ground and release date', async () => {
    const { database, before } = await erased()
    // 2025 ends at midnight; seven years later it is 1 January 2033, 00:00 CET.
    expect(await traces(database)).toEqual([])
    expect(await retained(database)).toEqual([{ number: '2025/1', user_id: null, ground: 'legal obligation', in_time: true }])
    // There was something of hers, and nobody else lost anything.
    expect(before.length).toBeGreaterThan(28)
    expect(await rowsOfOthers(database)).toEqual(before)
  })

  test('before the end of the residence everything is there', async () => {
    const database = await armed(world, pristina)
    await database.ask(rows)
    const before = await traces(database)
    // From 1 January, 01:00 in Belgrade, 30 days.
    await run(database, { as_of: '2026-01-30 23:59:59.999999Z' })
    expect(before).toHaveLength(15)
    expect(await traces(database)).toEqual(before)
  })

  const { files } = pristina
  test.each<readonly [string, readonly string[], () => readonly OutputFile[]]>([
    [
      'the cut between a login and its person',
      ['auth_login_events: 1', 'users: 1'],
      () => alterRoutine(files, 'erase_auth_login_events', 'user_id = null', 'user_id = r.user_id'),
    ],
    [
      'what takes the address out of a login',
      ['auth_login_events: 1'],
      () => alterRoutine(files, 'erase_auth_login_events', 'ip = null', 'ip = r.ip'),
    ],
    [
      'the erasure of a table without a foreign key, and the cascade behind it',
      ['error_events: 1'],
      () => {
        const kept = 'user_id = r.user_id, context = r.context'
        const erasure = alterRoutine(files, 'erase_error_events', /user_id = null,\s+context = null/g, kept)
        return alterRoutine(erasure, 'cascade_error_events_2', 'user_id = null, context = null', kept)
      },
    ],
  ])('removed: %s', async (_, expected, altered) => {
    const { database } = await erased(altered())
    expect(await traces(database)).toEqual(expected)
  })

  test('removed: the ground on which something is retained', async () => {
    const { database } = await erased(alterRoutine(files, 'erase_invoices', `f.started_at, 'legal obligation'`, 'f.started_at, null'))
    expect(await retained(database)).toMatchObject([{ ground: null }])
  })

  test('removed: the person as the limit of an erasure', async () => {
    const { database, before } = await erased(alterRoutine(files, 'erase_watches', /f\.erase_at <= as_of/g, 'true'))
    const after = await rowsOfOthers(database)
    expect(before.filter(row => !after.includes(row)).map(row => row.split(':')[0])).toEqual(['watches', 'watches'])
  })
})

/** The database as a backup of before the erasure has it, the ledger of the erased one replayed: the same secret, and rows as they were. */
async function restored(files: readonly OutputFile[] = pristina.files): Promise<{ database: Database; before: readonly string[] }> {
  const { database: live } = await erased(files)
  const backup = await armed(world, { ...pristina, files })
  await backup.ask(rows)
  // Nobody has closed an account yet.
  await backup.ask('update users set deleted_at = null')
  const before = await rowsOfOthers(backup)
  const [taken] = await live.ask(`
    select retention.ledger_source() as source,
      (select coalesce(jsonb_agg(line), '[]') from retention.ledger_lines() as line) as entries`)
  const dpo = await backup.session('dpo')
  const [opened] = (await dpo.query('select retention.open_replay($1) as id', [JSON.stringify(taken!.source)])).rows
  await dpo.query('select retention.load_replay($1, $2)', [opened.id, JSON.stringify(taken!.entries)])
  await dpo.query('select retention.begin_replay($1)', [opened.id])
  await dpo.query(`call retention.execute_replay(${opened.id})`)
  await dpo.end()
  return { database: backup, before }
}

describe('I10 and stays done', () => {
  test('replayed in a restored backup, no value of the person is left anywhere; what is retained is retained anew', async () => {
    const { database, before } = await restored()
    expect(await traces(database)).toEqual([])
    expect(await retained(database)).toEqual([{ number: '2025/1', user_id: null, ground: 'legal obligation', in_time: true }])
    expect(before.length).toBeGreaterThan(28)
    expect(await rowsOfOthers(database)).toEqual(before)
  })

  const { files } = pristina
  test.each<readonly [string, () => readonly OutputFile[]]>([
    ['the entry in the ledger', () => alterRoutine(files, 'erase_users', /perform retention\._enter_ledger\([^;]*;/g, 'null;')],
    [
      'the digest by which the person is found again',
      () => alterRoutine(files, 'find_users', 'e.subject_digest = retention', `'' = retention`),
    ],
    [
      'the way from the person to what is theirs',
      () => alterRoutine(files, '_replay_rows', /where asked\.replay_id = of_replay/g, 'where false'),
    ],
  ])('removed: %s', async (_, altered) => {
    const { database } = await restored(altered())
    expect((await traces(database)).map(t => t.split(':')[0]).filter(t => !t!.startsWith('retention.'))).toHaveLength(15)
  })
})
