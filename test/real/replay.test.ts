import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { binaries } from '../binaries.ts'
import { lapse } from '../cli/lapse.ts'
import { belongings, everything, keyOf, namesake, traces, user } from './drill.ts'
import { armAll, compiled, type Database, install, openWorld, type World } from './world.ts'

// A restore drill. Zorana, Yurika and Wimke are erased after the backup was made: by an event without residence, by one with, and by a request that an officer
// executes. Vladko stays. Ulrikh has a dispute, so that a hold keeps something of hers. Tovela was erased before the backup.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const [zorana, yurika, wimke, vladko, ulrikh, tovela] = [1, 2, 3, 4, 5, 6] as const
const erased = [zorana, yurika, wimke]
/** Where nothing is left of whoever was erased but what the policy keeps: digests, and a request's key. */
const folder = mkdtempSync(join(tmpdir(), 'lapse-drill-'))
const file = join(folder, 'ledger.jsonl')

/** PostgreSQL from npm comes without pg_dump; Debian's has it: LAPSE_POSTGRES=/usr/lib/postgresql/15/bin. */
const bin = await binaries(process.env.LAPSE_POSTGRES || '18')
const dumps = existsSync(join(bin, 'pg_dump'))
const program = (name: string, ...args: readonly string[]): string =>
  execFileSync(join(bin, name), args, { encoding: 'utf8', stdio: 'pipe' })
const [rolesFile, dumpFile] = [join(folder, 'roles.sql'), join(folder, 'dump.sql')]

let world: World
let live: Database
let copies = 0
/** The database as the backup has it: a copy that does not know where it is. */
let backup: Database
const restored = (): Promise<Database> => world.copy(`restored_${++copies}`, backup)

async function runAll(database: Database): Promise<void> {
  const classes = await database.ask('select class_name from retention.class order by run_order')
  for (const { class_name } of classes) await database.ask('call retention.run($1)', [class_name], 'ops')
}
const replay = (database: Database, ...more: readonly string[]) =>
  lapse(['replay', '--from', file, '--url', database.url('dpo'), '--json', ...more]).then(({ code, stdout }) => ({
    code,
    ...JSON.parse(stdout),
  }))
const lastRun = async (database: Database) =>
  (await database.ask('select state, stop_reason from retention.run_log order by run_id desc limit 1'))[0]

beforeAll(async () => {
  world = await openWorld()
  const policy = await compiled('klonr')
  live = await world.database('klonr', policy.schemaSql)
  await install(live, policy)
  await armAll(live)
  await live.ask([zorana, yurika, wimke, vladko, ulrikh, tovela].map(belongings).join(''))
  await live.ask(`update users set deletion_requested_at = now() - interval '1 hour' where id = '${user(tovela)}'`)
  await runAll(live)
  backup = await world.copy('backup', live)
  if (dumps) {
    program('pg_dumpall', '--roles-only', '-f', rolesFile, '-d', live.url())
    program('pg_dump', '-f', dumpFile, live.url())
  }
  // The backup's place is not asked until it is restored under its own name.
  await live.ask(`
    update users set deletion_requested_at = now() - interval '2 hours' where id in ('${user(zorana)}', '${user(wimke)}');
    update marketing_preferences set subscribed = false, unsubscribed_at = now() where user_id = '${user(vladko)}';
    update users set deactivated_at = now() - interval '31 days' where id = '${user(yurika)}';
    insert into disputes (transaction_id) select t.id from transactions as t where t.user_id = '${user(ulrikh)}';
    update users set deletion_requested_at = now() - interval '1 hour' where id = '${user(ulrikh)}'`)
  await live.ask(`select retention.open_request('public.users', '${keyOf(wimke)}', 'erasure', 'letter')`, [], 'dpo')
  await live.ask(`select retention.verify_request(1, 'basic')`, [], 'dpo')
  await live.ask('call retention.execute_erasure(1)', [], 'dpo')
  await runAll(live)
  const exported = await lapse(['ledger', 'export', file, '--url', live.url('dpo')])
  expect([exported.code, exported.stderr]).toEqual([0, ''])
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

test('the ledger has the four who are erased, and no personal data', async () => {
  // The request names its person by the key, as docs/requests.md says; nothing else does.
  expect(await traces(live, erased)).toEqual(['retention.request'])
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(new RegExp([...erased, tovela].map(n => `${user(n)}|@example`).join('|')))
  const lines = text
    .trim()
    .split('\n')
    .slice(1, -1)
    .map(line => JSON.parse(line))
  expect(lines.flatMap(line => line.list ?? [])).toEqual(['marketing'])
  const entries = lines.filter(line => line.list === undefined)
  expect(entries.map(e => [e.subject_table, e.clauses[0], e.completed_at !== null]).toSorted()).toEqual([
    ['public.users', 'K-03', true],
    ['public.users', 'K-04', true],
    ['public.users', 'K-04', true],
    ['public.users', 'K-04', true],
  ])
  // Yurika's account was deactivated 31 days ago, which is when his erasure began: ninety days of backups after it was completed.
  const [times] = await live.ask(`
    select count(*) filter (where began_at < now() - interval '30 days')::int as long_ago,
      bool_and(erased_everywhere_by = ((completed_at at time zone 'UTC') + interval '90 days') at time zone 'UTC') as everywhere
    from retention.erasure_ledger where completed_at is not null`)
  expect(times).toEqual({ long_ago: 1, everywhere: true })
})

test('the summary of an erasure, and the certificate of a run, say when the last backup is gone', async () => {
  const [summary] = await live.ask(
    `select (retention.erasure_summary(1) ->> 'erased_everywhere_by')::timestamptz = l.erased_everywhere_by as same
     from retention.erasure_ledger as l, retention.request as q
     where l.subject_digest = retention.keyed_digest(jsonb_build_array(q.subject_table, q.subject_key)::text)`,
  )
  expect(summary).toEqual({ same: true })
  const [run] = await live.ask(`select max(run_id)::int as id from retention.run_log where class_name = 'users' and rows_disposed > 0`)
  const markdown = join(folder, 'run.md')
  const { stdout } = await lapse(['evidence', 'certificate', String(run!.id), '--json', '--markdown', markdown, '--url', live.url('dpo')])
  const { certificate } = JSON.parse(stdout)
  const last = certificate.batches.at(-1).recorded_at
  // Ninety days, in a zone whose days all have 24 hours.
  expect(Date.parse(certificate.erased_everywhere_by) - Date.parse(last)).toBe(90 * 24 * 3_600_000)
  expect(readFileSync(markdown, 'utf8')).toContain(`| Erased everywhere by | ${certificate.erased_everywhere_by}, when`)
})

test('a restored database waits, and goes on only after a replay, or when somebody says that there is nothing to replay', async () => {
  const database = await restored()
  await runAll(database)
  expect(await lastRun(database)).toMatchObject({ state: 'refused', stop_reason: expect.stringMatching(/restored copy or a clone/) })
  const goOn = (more = '') => database.ask(`select retention.go_on('restored'${more})`, [], 'dpo')
  await expect(goOn()).rejects.toMatchObject({
    code: 'RH019',
    message: expect.stringMatching(/no replay of the erasure ledger is through/),
  })
  expect((await replay(database, '--preview')).replay).toMatchObject({ id: null, entries: 4, found: 3 })
  await expect(goOn()).rejects.toMatchObject({ code: 'RH019' })
  expect((await replay(database)).code).toBe(0)
  await goOn()
  await runAll(database)
  expect(await lastRun(database)).toMatchObject({ state: 'done' })
  const [told] = await database.ask(`select body ? 'replay' as replay from retention.evidence where act = 'told to go on'`)
  expect(told).toEqual({ replay: true })

  const other = await restored()
  await other.ask(`select retention.go_on('nobody was erased since', nothing_to_replay => true)`, [], 'dpo')
  await runAll(other)
  expect(await lastRun(other)).toMatchObject({ state: 'done' })
})

test('replayed, nobody is there again; replayed twice, nothing changes; nobody else lost anything', async () => {
  const database = await restored()
  const before = await everything(database)
  expect(await traces(database, erased)).toHaveLength(18)
  const { code, replay: first } = await replay(database)
  expect(code).toBe(0)
  expect(first).toMatchObject({ entries: 4, found: 3, left: [] })
  expect(first.rows).toMatchObject({ 'public.users': 3, 'public.projects': 3, 'public.support_messages': 3, 'public.invoices': 3 })
  expect(await traces(database, erased)).toEqual([])
  const others = [vladko, ulrikh].flatMap(n => before.filter(row => row.includes(user(n))))
  const after = await everything(database)
  expect(others.length).toBeGreaterThan(20)
  expect(others.filter(row => !after.includes(row))).toEqual([])
  const { replay: second } = await replay(database)
  expect(second).toMatchObject({ found: 0, rows: {}, left: [] })
  expect(await everything(database)).toEqual(after)
  expect(await database.ask('select * from retention.verify_evidence()')).toEqual([])
  // He unsubscribed after the backup, and is still not to be written to.
  expect(first.suppressions).toBe(1)
  const [written] = await database.ask(
    `select retention.is_suppressed('marketing', u.email) as to from users as u where u.id = '${user(vladko)}'`,
  )
  expect(written).toEqual({ to: true })
  // For the next restore the ledger is whole again.
  const [entries] = await database.ask('select count(*)::int as n from retention.erasure_ledger where completed_at is not null')
  expect(entries!.n).toBe(4)
})

test('a control: without the replay they are there again, and stay when everything goes on', async () => {
  const database = await restored()
  await database.ask(`select retention.go_on('restored', nothing_to_replay => true)`, [], 'dpo')
  await runAll(database)
  const found = await traces(database, erased)
  expect(found).toContain('users')
  expect(found).toHaveLength(18)
})

test.skipIf(!dumps)('a dump that is restored into a fresh server waits, and is replayed', async () => {
  const fresh = await openWorld()
  try {
    const database = await fresh.database('klonr', '')
    // Without ON_ERROR_STOP: the installer's own roles and the extension are there.
    program('psql', '-q', '-f', rolesFile, database.url())
    program('psql', '-q', '-f', dumpFile, database.url())
    await runAll(database)
    expect(await lastRun(database)).toMatchObject({ state: 'refused', stop_reason: expect.stringMatching(/restored copy or a clone/) })
    expect(await traces(database, erased)).toHaveLength(18)
    expect((await replay(database)).replay).toMatchObject({ entries: 4, found: 3, left: [] })
    expect(await traces(database, erased)).toEqual([])
    expect((await replay(database)).replay).toMatchObject({ found: 0, rows: {} })
    await database.ask(`select retention.go_on('restored')`, [], 'dpo')
    await runAll(database)
    expect(await lastRun(database)).toMatchObject({ state: 'done' })
  } finally {
    await fresh.close()
  }
})

describe('holds win', () => {
  test('who is on hold again is left, listed, and goes when the hold is released', async () => {
    const database = await restored()
    await database.ask(
      `call retention.place_hold('M-1', 'litigation', 'court', 'claim', on_table => 'public.users', row_key => '${keyOf(zorana)}')`,
      [],
      'dpo',
    )
    const { code, replay: done } = await replay(database)
    expect(code).toBe(0)
    expect(done.left).toContainEqual({ class_name: 'users', reason: 'held', row_count: 1 })
    expect(done.left.map((l: any) => l.reason)).not.toContain('open')
    expect(await traces(database, [yurika, wimke])).toEqual([])
    expect(await traces(database, [zorana])).toContain('users')
    await database.ask(`select retention.go_on('restored')`, [], 'dpo')
    await database.ask(`select retention.release_hold(h.hold_id, 'settled') from retention.hold as h where h.matter = 'M-1'`, [], 'dpo')
    await runAll(database)
    // A released hold stays as a record of what it held.
    expect(await traces(database, [zorana])).toEqual(['retention.users_hold'])
  })
})

describe('refused, and nothing half done', () => {
  const bad = async (text: string, database: Database): Promise<any> => {
    const other = join(folder, 'bad.jsonl')
    writeFileSync(other, text)
    const { code, stdout } = await lapse(['replay', '--from', other, '--url', database.url('dpo'), '--json'])
    const { diagnostics } = JSON.parse(stdout)
    return [code, diagnostics[0].code, diagnostics[0].message]
  }
  test('a file that is cut off, changed, of something else, of another database or policy, or not there', async () => {
    const database = await restored()
    const before = await everything(database)
    const good = readFileSync(file, 'utf8')
    const lines = good.split('\n')
    const says = (what: RegExp) => [1, 'ledger-file-unreadable', expect.stringMatching(what)]
    expect(await bad('', database)).toEqual(says(/the file is empty/))
    expect(await bad(good.slice(0, -200), database)).toEqual(says(/:6: the last line has no end: the file is cut off/))
    expect(await bad(`${lines.slice(0, -2).join('\n')}\n`, database)).toEqual(says(/:7: the last line is missing/))
    expect(await bad(`${lines.toSpliced(2, 1).join('\n')}`, database)).toEqual(says(/there are 4 entries, and there should be 5/))
    expect(await bad(good.replace('K-03', 'K-04'), database)).toEqual(says(/its SHA-256 is another/))
    expect(await bad(`${good}{}\n`, database)).toEqual(says(/something after the last line/))
    expect(await bad('{"kind": "evidence export"}\n', database)).toEqual(says(/:1: this is no erasure ledger/))
    const missing = await lapse(['replay', '--from', join(folder, 'nowhere'), '--url', database.url('dpo'), '--json'])
    expect([missing.code, JSON.parse(missing.stdout).diagnostics[0].code]).toEqual([2, 'ledger-file-missing'])
    expect((await lapse(['replay', '--url', database.url('dpo')])).code).toBe(2)

    // Another secret of the digests: another database. Nothing of hers could ever be found.
    await database.ask(`update retention.digest_key set key = sha256('another')`)
    expect(await bad(good, database)).toEqual([1, 'database-error', expect.stringMatching(/made with another secret.*RH018/s)])
    expect(await everything(database)).toEqual(before)
    expect(await database.ask('select * from retention.replay')).toEqual([])
  })

  test('while all runs are paused, and with a guard that is off', async () => {
    const database = await restored()
    await database.ask(`select retention.pause('looking')`, [], 'dpo')
    expect((await replay(database)).diagnostics[0].message).toMatch(/all runs are paused: looking.*RH018/s)
    await database.ask('select retention.resume(p.pause_id) from retention.pause as p', [], 'dpo')
    await database.ask('alter table users disable trigger "~retention_guard"')
    expect((await replay(database)).diagnostics[0].message).toMatch(/guard of public\.users is disabled.*RH018/s)
    expect(await traces(database, erased)).toHaveLength(18)
  })

  test('somebody who has the key of a person who had gone, until it is said what they are', async () => {
    const left = await restored()
    await left.ask(namesake(tovela))
    const { code, diagnostics } = await replay(left)
    expect([code, diagnostics[0].message]).toEqual([
      1,
      expect.stringMatching(/1 persons of the ledger are there although this database has them as erased/),
    ])
    expect(await traces(left, erased)).toHaveLength(18)
    expect((await replay(left, '--there-again', 'leave')).replay).toMatchObject({ found: 3 })
    expect(await traces(left, [tovela])).toEqual(['projects', 'users'])
    expect(await traces(left, erased)).toEqual([])

    const again = await restored()
    await again.ask(namesake(tovela))
    expect((await replay(again, '--there-again', 'erase')).replay).toMatchObject({ found: 4 })
    expect(await traces(again, [...erased, tovela])).toEqual([])
  })
})
