import type { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { alterRoutine } from '../alter.ts'
import { copiesOf } from '../copies.ts'
import { blocks } from '../docs/documents.ts'
import { migrationsOf } from '../emit/generated.ts'
import { application, asDba } from '../emit/installed.ts'

// Klonr: who unsubscribes is not written to again (K-14), and whose account was terminated for fraud does not come back (K-21), after the records have gone.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

type Row = Readonly<Record<string, any>>
const files = migrationsOf('klonr').map(([path, text]) => ({ path, text }))
let copy: () => Promise<PGlite>
let db: PGlite
const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const refusal = (sql: string): Promise<string> =>
  db.query(sql).then(
    () => 'done',
    (e: { code: string; message: string }) => `${e.code} ${e.message}`,
  )
const run = async (...classes: readonly string[]): Promise<void> => {
  for (const name of classes) await db.query('call retention.run($1)', [name])
}
const everyClass = async () => (await rows('select class_name from retention.class order by run_order')).map(c => c.class_name as string)
const suppressed = async (list: string, value: string): Promise<boolean> =>
  (await rows(`select retention.is_suppressed('${list}', '${value}') as is`))[0]!.is

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`
const seed = `
  create role dpo login in role klonr_retention_officer;
  create role ops login in role klonr_retention_operator;
  create role eye login in role klonr_retention_auditor;
  insert into users (id, email, name) values ('${id(1)}', 'Ada@Example.org', 'Ada'), ('${id(2)}', 'ben@example.org', 'Ben'), ('${id(3)}', 'cyd@example.org', 'Cyd');
  insert into marketing_preferences (user_id, subscribed) select u.id, true from users as u;
  select retention.arm(c.class_name, 'test') from retention.class as c where c.mode = 'shadow';
`
async function open(all = files): Promise<PGlite> {
  const opened = await application('klonr')
  for (const { path, text } of all) await asDba(opened, path, text)
  await opened.exec(seed)
  return opened
}

beforeAll(async () => {
  const base = await open()
  copy = await copiesOf(base, { citext })
  await base.close()
})
beforeEach(async () => {
  db = await copy()
})
afterEach(() => db.close())

const unsubscribe = (n: number) =>
  `update marketing_preferences set subscribed = false, unsubscribed_at = now() - interval '1 minute' where user_id = '${id(n)}'`
const terminate = (n: number, reason: string) =>
  `update users set status = 'terminated', termination_reason = '${reason}', deletion_requested_at = now() - interval '1 minute' where id = '${id(n)}'`

describe('K-14: an opt-out outlives its record', () => {
  test('who unsubscribes is on the list when the record has gone, whatever the case; nobody else is', async () => {
    await db.exec(unsubscribe(1))
    expect(await suppressed('marketing', 'ada@example.org')).toBe(false)
    await run('marketing_preferences')
    expect(await rows(`select user_id from marketing_preferences where user_id = '${id(1)}'`)).toEqual([])
    expect(await suppressed('marketing', ' ADA@example.org ')).toBe(true)
    expect(await suppressed('marketing', 'ben@example.org')).toBe(false)
    expect(await suppressed('registration', 'ada@example.org')).toBe(false)
    expect(await rows(`select body -> 'suppressed' as n from retention.evidence where act = 'disposal'`)).toEqual([{ n: { marketing: 1 } }])
  })
  test('and when an erasure takes the record and the account, in one pass', async () => {
    await db.exec(unsubscribe(1))
    await db.exec(`update users set deletion_requested_at = now() - interval '1 minute'`)
    await run(...(await everyClass()))
    expect(await rows('select id from users')).toEqual([])
    expect(await Promise.all(['ada', 'ben', 'cyd'].map(name => suppressed('marketing', `${name}@example.org`)))).toEqual([
      true,
      false,
      false,
    ])
  })
})

test('K-21: who was terminated for fraud, abuse or a breach of the policy does not register again; who left is free to', async () => {
  await db.exec(
    `${terminate(1, 'fraud')}; ${terminate(2, 'other')}; update users set deletion_requested_at = now() - interval '1 minute' where id = '${id(3)}'`,
  )
  await run(...(await everyClass()))
  expect(await rows('select id from users')).toEqual([])
  expect(await Promise.all(['ada', 'ben', 'cyd'].map(name => suppressed('registration', `${name}@example.org`)))).toEqual([
    true,
    false,
    false,
  ])
})

test('nothing is kept but list, digest and expiry, five years by the calendar; the same value has another digest on another list', async () => {
  await db.exec(`${unsubscribe(1)}; ${terminate(1, 'abuse')}`)
  await run(...(await everyClass()))
  const kept = await rows(
    "select *, expires_at - now() between interval '1825 days' and interval '1828 days' as five_years from retention.suppression order by list",
  )
  expect(kept.map(k => [k.list, k.digest.length, k.five_years])).toEqual([
    ['marketing', 32, true],
    ['registration', 32, true],
  ])
  expect(Buffer.from(kept[0]!.digest)).not.toEqual(Buffer.from(kept[1]!.digest))
  expect(Object.keys(kept[0]!)).toEqual(['list', 'digest', 'expires_at', 'five_years'])
  const tables = await rows(
    `select c.oid::regclass::text as name from pg_class as c where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'retention'::regnamespace) and c.relname <> 'outbox'`,
  )
  for (const { name } of tables)
    expect([name, await rows(`select r from ${name} as r where to_jsonb(r)::text ~* 'ada@example'`)]).toEqual([name, []])
})

test('a digest counts until it expires, goes by the prune, and can be lifted; each is evidence', async () => {
  await db.exec(unsubscribe(1))
  await run('marketing_preferences')
  expect(await rows('select retention.prune_suppressions()::int as n')).toEqual([{ n: 0 }])
  await db.exec(`update retention.suppression set expires_at = now() - interval '1 second'`)
  expect(await suppressed('marketing', 'ada@example.org')).toBe(false)
  await db.exec('update retention.installation set database_oid = 1')
  expect(await refusal('select retention.prune_suppressions()')).toMatch(/^RH018 /)
  await db.exec(
    `update retention.installation set database_oid = (select d.oid from pg_database as d where d.datname = current_database())`,
  )
  expect(await rows('select retention.prune_suppressions()::int as n')).toEqual([{ n: 1 }])
  expect(await rows(`select body from retention.evidence where act = 'suppressions pruned'`)).toEqual([
    { body: { digests: { marketing: 1 } } },
  ])
  await db.exec(unsubscribe(2))
  await run('marketing_preferences')
  expect(await rows(`select retention.lift_suppression('marketing', 'BEN@example.org', 'subscribed again') as was`)).toEqual([
    { was: true },
  ])
  expect(await suppressed('marketing', 'ben@example.org')).toBe(false)
  const [act] = await rows(`select body from retention.evidence where act = 'suppression lifted'`)
  expect(act!.body).toMatchObject({ list: 'marketing', was_there: true })
  expect(JSON.stringify(act)).not.toMatch(/ben/i)
})

test('who may do what: the key is the owner’s alone, nobody writes the lists, and the application asks once it may', async () => {
  const as = async (login: string, sql: string): Promise<string> => {
    await db.exec(`set session authorization ${login}`)
    const answer = (await refusal(sql)).split(' ')[0]!
    await db.exec('set session authorization postgres')
    return answer
  }
  for (const login of ['dpo', 'eye', 'ops']) {
    expect([login, await as(login, 'select key from retention.suppression_key')]).toEqual([login, '42501'])
    expect([login, await as(login, `insert into retention.suppression values ('marketing', sha256('x'), now())`)]).toEqual([login, '42501'])
    expect([login, await as(login, `select retention._suppress('marketing', 'x')`)]).toEqual([login, '42501'])
  }
  for (const block of blocks('docs/suppression.md').filter(b => b.mark === 'runs: suppression'))
    expect(await as('dpo', block.text)).toBe('done')
  expect(await as('ops', `select retention.is_suppressed('marketing', 'x')`)).toBe('42501')
  expect(await as('eye', `select retention.lift_suppression('marketing', 'x', 'y')`)).toBe('42501')
  expect(await as('dpo', `select retention.is_suppressed('no such', 'x')`)).toBe('RH005')
  await db.exec(
    'create role app login; grant usage on schema retention to app; grant execute on function retention.is_suppressed(text, text) to app',
  )
  expect(await as('app', `select retention.is_suppressed('registration', 'x')`)).toBe('done')
  expect(await as('app', 'select * from retention.suppression')).toBe('42501')
})

test.each<readonly [string, string, string | RegExp, string, string]>([
  [
    'what a disposal leaves',
    'dispose_marketing_preferences',
    /perform retention\._suppress\([^;]*;/g,
    'perform from (values (1)) as nothing;',
    'marketing',
  ],
  ['the condition', 'erase_users', /and \(r\.termination_reason in [^;]*\);/g, ';', 'registration'],
])('a control: without %s', async (_, routine, from, to, list) => {
  await db.close()
  db = await open(alterRoutine(files, routine, from, to) as typeof files)
  await db.exec(`${unsubscribe(1)}; update users set deletion_requested_at = now() - interval '1 minute' where id = '${id(2)}'`)
  await run('marketing_preferences')
  await run(...(await everyClass()))
  // She would not be remembered; he would, though he only left.
  expect(await suppressed('marketing', 'ada@example.org')).toBe(list !== 'marketing')
  expect(await suppressed('registration', 'ben@example.org')).toBe(list === 'registration')
})
