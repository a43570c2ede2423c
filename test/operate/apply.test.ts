import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type ApplyInput, apply } from '../../src/operate/apply.ts'
import { type Diagnostic, LapseError } from '../../src/report/diagnostic.ts'
import { type Server, startServer } from '../server.ts'

vi.setConfig({ testTimeout: 30_000 })

let server: Server
let output: string
let database: string
let n = 0

beforeAll(async () => {
  server = await startServer()
  await as('postgres', 'postgres', 'create role installer login createrole')
}, 30_000)
afterAll(() => server.stop())
beforeEach(async () => {
  output = mkdtempSync(join(tmpdir(), 'lapse-apply-'))
  database = `app ${++n}`
  await as('postgres', 'postgres', `create database "${database}" owner installer`)
})
afterEach(() => rmSync(output, { recursive: true }))

async function as(user: string, db: string, sql: string): Promise<readonly any[]> {
  const client = new pg.Client({ connectionString: server.url(db, user) })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const ask = (sql: string) => as('postgres', database, sql)

// As the emitted files are: the installer is a member of the owner only inside a file.
const roles = `-- ü: a character of two bytes before everything\ndo $$ begin if not exists (select from pg_roles where rolname = 'Keeper "K"') then create role "Keeper ""K"""; end if; end $$;\n`
const storage = `grant "Keeper ""K""" to current_user;
create schema retention authorization "Keeper ""K""";
set local role "Keeper ""K""";
create table retention.migration (name text primary key, sha256 text not null, applied_at timestamptz not null, applied_by text not null);
reset role;
revoke "Keeper ""K""" from current_user;
`
const first = { '0001_roles.sql': roles, '0002_storage.sql': storage, '0100_notes.sql': 'create table notes ();\n' }

function write(files: Readonly<Record<string, string>>): void {
  rmSync(join(output, 'migrations'), { recursive: true, force: true })
  mkdirSync(join(output, 'migrations'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(output, 'migrations', name), text)
}
const install = (more: Partial<ApplyInput> = {}) => apply({ output, url: server.url(database, 'installer'), ...more })

async function findings(more: Partial<ApplyInput> = {}): Promise<readonly Diagnostic[]> {
  try {
    await install(more)
  } catch (error) {
    if (error instanceof LapseError) return error.diagnostics
    throw error
  }
  return []
}
const recorded = () => ask('select name, sha256, applied_by from retention.migration order by name')
const exists = async (name: string): Promise<boolean> => (await ask(`select to_regclass('${name}') is not null as there`))[0].there

test('applies in order as a role without superuser rights, and records each file, those before the record included', async () => {
  write({ ...first, '0100_notes.down.sql': 'drop table notes;', 'README.md': 'not a migration' })
  const report = await install()
  expect(report).toMatchObject({ database, applied: Object.keys(first), skipped: [], dryRun: false, scheduled: false })
  expect(await recorded()).toEqual(
    Object.entries(first).map(([name, text]) => ({
      name,
      sha256: createHash('sha256').update(text).digest('hex'),
      applied_by: 'installer',
    })),
  )
  // Nobody stays a member of the owner. Before PostgreSQL 16 a membership has no options, and whoever has one may act.
  const members = await ask(
    `select from pg_auth_members as m, to_jsonb(m) as option where m.roleid = '"Keeper ""K"""'::regrole and m.member = 'installer'::regrole and coalesce((option ->> 'inherit_option')::boolean or (option ->> 'set_option')::boolean, true)`,
  )
  expect(members).toEqual([])
})

test('a second installation does nothing, a new file is applied alone', async () => {
  write(first)
  await install()
  expect(await install()).toMatchObject({ applied: [], skipped: Object.keys(first) })
  write({ ...first, '0101_more.sql': 'create table more ();' })
  expect(await install()).toMatchObject({ applied: ['0101_more.sql'], skipped: Object.keys(first) })
  expect(await exists('more')).toBe(true)
})

test('a file that fails is rolled back whole, those before it stay, and the place is named', async () => {
  write({
    ...first,
    '0101_bad.sql': `create table half ();\n-- ü\ncreate table bad (\n  a nonsense\n);\n`,
    '0102_next.sql': 'create table next ();',
  })
  const [d] = await findings()
  expect(d).toMatchObject({ code: 'migration-failed', position: { file: join(output, 'migrations/0101_bad.sql'), line: 4, column: 5 } })
  expect(d!.message).toContain('type "nonsense" does not exist (SQLSTATE 42704)')
  expect([await exists('notes'), await exists('half'), await exists('next')]).toEqual([true, false, false])
  expect((await recorded()).map(r => r.name)).toEqual(Object.keys(first))

  write({ ...first, '0101_bad.sql': 'create table half ();' })
  expect(await install()).toMatchObject({ applied: ['0101_bad.sql'] })
})

test('an error inside a block points at the block, with what the server adds', async () => {
  const block = `do $$ begin\n  raise exception 'no' using detail = 'the detail', hint = 'the hint', errcode = 'RH042';\nend $$;\n`
  write({ '0001_block.sql': `create table half (); -- é;\n\n-- why\n${block}select 1;\n` })
  const [d] = await findings()
  expect(d!.position).toEqual({ file: join(output, 'migrations/0001_block.sql'), line: 4, column: 1 })
  expect(d!.message).toContain('no (SQLSTATE RH042)')
  expect(d!.message).toContain('detail: the detail')
  expect(d!.message).toContain('hint: the hint')
  expect(d!.message).toContain('where: PL/pgSQL function inline_code_block line 2 at RAISE')
  expect(await exists('half')).toBe(false)
})

test('a privilege that the installer lacks is explained', async () => {
  await ask('create table secret (); revoke all on secret from public')
  write({ '0001_secret.sql': 'alter table secret add column a int;' })
  const [d] = await findings()
  expect(d).toMatchObject({ code: 'migration-failed', help: expect.stringContaining('membership of the roles that own the tables') })
})

test('an applied file that changed stops everything', async () => {
  write(first)
  await install()
  write({ ...first, '0100_notes.sql': 'create table notes (a int);\n', '0101_more.sql': 'create table more ();' })
  expect((await findings()).map(d => [d.code, d.message.includes('0100_notes.sql')])).toEqual([['migration-changed', true]])
  expect(await exists('more')).toBe(false)
})

test('an applied file that is gone, or a new one before it, stops everything', async () => {
  write(first)
  await install()
  const { '0100_notes.sql': _, ...rest } = first
  write({ ...rest, '0050_early.sql': 'create table early ();' })
  expect((await findings()).map(d => d.code)).toEqual(['migration-lost', 'migration-out-of-order'])
  expect(await exists('early')).toBe(false)
})

test('a dry run says what would be applied and changes nothing', async () => {
  write(first)
  expect(await install({ dryRun: true })).toMatchObject({ applied: Object.keys(first), dryRun: true })
  expect(await ask(`select nspname from pg_namespace where nspname = 'retention'`)).toEqual([])
  await install()
  expect(await install({ dryRun: true })).toMatchObject({ applied: [], skipped: Object.keys(first) })
})

test('two installers at once: each file is applied once, and both end well', async () => {
  write({ ...first, '0101_slow.sql': 'create table slow (); select pg_sleep(0.2);' })
  const waited: string[] = []
  const [a, b] = await Promise.all([install({ onProgress: l => waited.push(l) }), install({ onProgress: l => waited.push(l) })])
  expect([a.applied.length, b.applied.length].toSorted()).toEqual([0, 4])
  expect(waited).toContain('waiting for another installation to end')
})

test('the schedule is applied when asked for, and each time', async () => {
  write(first)
  await install()
  expect((await findings({ schedule: true })).map(d => d.code)).toEqual(['schedule-missing'])
  writeFileSync(join(output, 'schedule.sql'), 'create table if not exists jobs (a int); insert into jobs values (1);')
  expect(await install({ schedule: true })).toMatchObject({ applied: [], scheduled: true })
  await install({ schedule: true })
  await install()
  expect((await ask('select count(*)::int as n from jobs'))[0].n).toBe(2)
})

test('a file that ends its own transaction is refused', async () => {
  write({ '0001_commit.sql': 'create table a (); commit; create table b ();' })
  expect((await findings()).map(d => d.code)).toEqual(['migration-ends-transaction'])
})

test('an output folder without migrations is refused before anything else', async () => {
  expect((await findings({ url: 'postgres://nobody@127.0.0.1:1/none' })).map(d => d.code)).toEqual(['migrations-missing'])
})
