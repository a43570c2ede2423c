import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lapse, type Ran, type Sandbox, sandbox } from '../cli/lapse.ts'
import { type Server, startServer } from '../server.ts'

// One story on a real server: compile, apply, look, arm, run. Each test goes on where the one before it ended.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: Server
let box: Sandbox

async function ask(sql: string, user = 'postgres', database = 'notes'): Promise<readonly any[]> {
  const client = new pg.Client({ connectionString: server.url(database, user) })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const as = (user: string, ...args: readonly string[]): Promise<Ran> =>
  lapse([args[0]!, box.folder, ...args.slice(1), '--url', server.url('notes', user)])

beforeAll(async () => {
  server = await startServer()
  box = sandbox()
  const client = new pg.Client({ connectionString: server.superuserUrl })
  await client.connect()
  for (const sql of [
    'create role app',
    'create role installer login createrole in role app',
    'create role ops login',
    'create role dpo login',
    'create database notes owner app',
    'grant create on database notes to installer',
  ])
    await client.query(sql)
  await client.end()
  await ask(`grant create on schema public to app; set role app; ${box.read('schema.sql')}`)
  // Person 1 closed long ago and has a note of then; person 2 closed yesterday; person 3 is there, with an old note and a new one.
  await ask(`
    insert into people (name, closed_at) values ('one', '2020-01-01'), ('two', now() - interval '1 day'), ('three', null);
    insert into notes (person_id, written_at, body) values (1, '2019-12-01', 'old'), (3, '2020-06-01', 'old'), (3, now(), 'new')`)
  expect((await lapse(['compile', box.folder])).code).toBe(0)
})
afterAll(async () => {
  await server.stop()
  box.remove()
})

test('before the installation, commands say what is missing', async () => {
  for (const command of [['status'], ['drift'], ['run', '--all']]) {
    const { code, stderr } = await as('postgres', ...command)
    expect(stderr).toContain('error[retention-not-installed]')
    expect(code).toBe(1)
  }
})

test('apply installs what was compiled, once', async () => {
  const dry = await as('installer', 'apply', '--dry-run')
  expect(dry).toMatchObject({ code: 0, stdout: expect.stringMatching(/notes: [1-9]\d* to apply, 0 applied earlier/) })
  const first = await as('installer', 'apply')
  expect(first.stderr).not.toContain('error')
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/notes: [1-9]\d* applied, 0 applied earlier/) })
  expect(await as('installer', 'apply')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/notes: 0 applied, [1-9]\d* applied earlier/),
  })
  await ask('grant notes_retention_operator to ops; grant notes_retention_officer to dpo')
})

test('drift: none, then what somebody switched off, with exit code 1', async () => {
  expect(await as('ops', 'drift')).toMatchObject({ code: 0, stdout: 'as it was installed\n' })
  await ask('alter table notes disable trigger "~retention_guard"')
  const { code, stdout } = await as('ops', 'drift')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^guard +public\.notes +always +disabled +stopped$/m)
  expect(stdout).toMatch(/^guard: Mend it: /m)
  const document = JSON.parse((await as('ops', 'drift', '--json')).stdout)
  expect(document).toMatchObject({
    exitCode: 1,
    differences: [{ what: 'guard', object: 'public.notes', expected: 'always', found: 'disabled', stopsRuns: true }],
  })
  await ask('alter table notes enable always trigger "~retention_guard"')
  expect((await as('ops', 'drift')).code).toBe(0)
})

test('status: one note of two is due and one person waits for it', async () => {
  const { code, stdout } = await as('ops', 'status', '--json')
  expect(code).toBe(0)
  const { classes } = JSON.parse(stdout)
  expect(classes.map((c: any) => [c.className, c.mode, c.due, c.indeterminate, c.held, c.lastRunAt])).toEqual([
    ['notes', 'shadow', 2, 0, 0, null],
    ['people', 'shadow', 0, 1, 0, null],
  ])
  expect(classes[1].deferred).toBe(1)
  const printed = await as('ops', 'status')
  expect(printed.stdout.split('\n').map(line => line.split(/\s+/)[0])).toEqual(['class', 'notes', 'people', ''])
})

test('pull saves the schema as the application has it, without what we installed', async () => {
  const before = JSON.parse(box.read('schema.json'))
  box.write('schema.json', '')
  expect(await as('ops', 'pull')).toMatchObject({ code: 0, stdout: expect.stringContaining('schema.json: 2 tables') })
  // The guards' triggers are ours; everything else is as in the SQL.
  expect(JSON.parse(box.read('schema.json'))).toEqual(before)
  expect((await lapse(['pull', '/no/such/folder', '--url', server.superuserUrl])).code).toBe(2)
})

test('run: a class that is not armed only counts', async () => {
  const { code, stdout } = await as('ops', 'run', 'notes', '--json')
  expect(JSON.parse(stdout).runs).toMatchObject([{ className: 'notes', state: 'shadow', disposed: 0, left: 2 }])
  expect(code).toBe(0)
  expect((await ask('select count(*)::int as n from notes'))[0].n).toBe(3)
})

test('an unknown class is a usage error that lists the classes; no class at all too', async () => {
  const unknown = await as('ops', 'run', 'ntoes')
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('The classes are: notes, people.') })
  expect(await as('ops', 'run')).toMatchObject({ code: 2, stderr: expect.stringContaining('class-not-named') })
  expect(await as('dpo', 'arm', 'notes', 'ntoes', '--note', 'x')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('class-unknown'),
  })
  expect((await ask(`select mode from retention.class where class_name = 'notes'`))[0].mode).toBe('shadow')
})

test('arming is for the officer, running for the operator', async () => {
  const refused = await as('ops', 'arm', '--all', '--note', 'go')
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('database-permission-denied') })
  expect(refused.stderr).toContain('function arm')
  expect(await as('dpo', 'arm', '--all', '--note', 'preview seen')).toMatchObject({ code: 0, stdout: 'armed notes\narmed people\n' })
  expect(await ask('select distinct mode from retention.class')).toEqual([{ mode: 'armed' }])
})

test('run: classes go in run order, so that the person who waited goes too', async () => {
  const { code, stdout, stderr } = await as('ops', 'run', 'people', 'notes', '--json')
  expect(stderr).toBe('')
  expect(JSON.parse(stdout).runs).toMatchObject([
    { className: 'notes', state: 'done', disposed: 2, held: 0, left: 0 },
    { className: 'people', state: 'done', disposed: 1, held: 0, left: 0 },
  ])
  expect(code).toBe(0)
  expect(await ask('select body from notes')).toEqual([{ body: 'new' }])
  expect(await ask('select name from people order by id')).toEqual([{ name: 'two' }, { name: 'three' }])
})

test('run: a refusal is a finding with its reason, and the other classes still run', async () => {
  await ask(`select retention.pause('month end', 'notes')`)
  const { code, stdout, stderr } = await as('ops', 'run', '--all')
  expect(code).toBe(1)
  expect(stderr).toContain('error[run-refused]: class "notes": paused: month end')
  expect(stdout).toMatch(/^people +0 .* done/m)
})

test('Ctrl-C cancels what the server is doing, and the transaction with it', async () => {
  const slow = sandbox({ 'generated/migrations/0001_slow.sql': 'create table half (); select pg_sleep(600);' })
  const sleeping = async (): Promise<boolean> =>
    (await ask(`select from pg_stat_activity where application_name = 'lapse' and query like '%pg_sleep(600)%' and state = 'active'`))
      .length > 0
  const ran = await lapse(['apply', slow.folder, '--url', server.superuserUrl], {
    onStart: async child => {
      while (child.exitCode === null && !(await sleeping())) await new Promise(setImmediate)
      child.kill('SIGINT')
    },
  })
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('canceling statement due to user request') })
  expect(await sleeping()).toBe(false)
  expect((await ask(`select to_regclass('half') as half`, 'postgres', 'postgres'))[0].half).toBeNull()
  slow.remove()
})
