import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { apply } from '../../src/operate/apply.ts'
import { policies, root } from '../emit/generated.ts'
import { type Server, startServer } from '../server.ts'

// What needs packages of a distribution: real pg_cron and plpgsql_check, on the PostgreSQL that LAPSE_POSTGRES names.
// Started by .ci/run with Debian's PostgreSQL 15; ends with "N passed, N failed".

let passed = 0
let failed = 0

async function check(what: string, work: () => unknown): Promise<void> {
  try {
    await work()
    passed++
    console.log(`ok    ${what}`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${what}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
function equal(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
}

/** One statement in a session of its own. */
async function ask(server: Server, database: string, sql: string, user = 'postgres'): Promise<readonly Record<string, any>[]> {
  const client = new pg.Client(server.url(database, user))
  await client.connect()
  try {
    const result = await client.query(sql)
    return Array.isArray(result) ? result.at(-1)!.rows : result.rows
  } finally {
    await client.end()
  }
}

async function install(server: Server, policy: string): Promise<void> {
  const schema = readFileSync(join(root, 'policies', policy, 'schema.sql'), 'utf8')
  await ask(server, policy, `grant create on database ${policy} to dba, app_owner; grant create, usage on schema public to app_owner`)
  await ask(server, policy, `set role app_owner; ${schema}`)
  await apply({ output: join(root, 'generated', policy), url: server.url(policy, 'dba') })
}

/** Ask again until the answer is there; the scheduler starts on the minute. */
async function until(what: string, seconds: number, answer: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await answer())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`)
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

async function realCron(server: Server): Promise<void> {
  const schedule = readFileSync(join(root, 'generated/pristina/schedule.sql'), 'utf8')
  const classes = await ask(server, 'pristina', 'select class_name from retention.class where cron is not null')
  const scheduler = 'pristina_retention_scheduler'
  await ask(server, 'pristina', `grant usage on schema cron to dba, ${scheduler}`)
  const jobs = () => ask(server, 'pristina', `select jobname, username, command from cron.job order by jobname`)

  await check('the schedule is registered for the scheduler, one CALL each', async () => {
    await ask(server, 'pristina', schedule, 'dba')
    const calls = (await jobs()).filter(j => /^call retention\.run\('[^']+', scheduled => true\)$/.test(j.command))
    equal(calls.length, classes.length)
    equal([...new Set((await jobs()).map(j => j.username))], [scheduler])
  })
  await check('applied again it changes nothing', async () => {
    const before = await jobs()
    await ask(server, 'pristina', schedule, 'dba')
    equal(await jobs(), before)
  })
  await check('a job of a rule that is gone is taken out', async () => {
    await ask(server, 'pristina', `select cron.schedule('retention:pristina:gone', '0 0 1 1 *', 'select 1')`, scheduler)
    await ask(server, 'pristina', schedule, 'dba')
    equal(
      (await jobs()).some(j => j.jobname === 'retention:pristina:gone'),
      false,
    )
  })
  // No run for three days: as if pg_cron had been off since the arming.
  await ask(
    server,
    'pristina',
    `insert into error_events (message, context, created_at) select case when old then 'old' else 'new' end, '{}', now() - case when old then interval '181 days' else interval '1 day' end from unnest(array[true, false]) as old;
     select retention.arm('error_events', 'test');
     update retention.class set armed_at = now() - interval '3 days' where class_name = 'error_events'`,
  )
  const missed = async () =>
    (await ask(server, 'pristina', `select schedule_missed as it from retention.status where class_name = 'error_events'`))[0]!.it
  await check('a schedule that has not come since the arming is missed', async () => equal(await missed(), true))

  const trimJob = `retention:pristina:trim the log of starts`
  const [trim] = await ask(server, 'pristina', `select command from cron.job where jobname = '${trimJob}'`)
  // Lines of pg_cron's own log, as it writes them: ended, and never ended because the server went down; ours, and another role's.
  await ask(
    server,
    'pristina',
    `insert into cron.job_run_details (jobid, runid, database, username, command, status, start_time, end_time)
     select 1, 1000000 + row_number() over (), 'pristina', username, name, 'succeeded', now() - age, case when ended then now() - age end
     from (values
       ('${scheduler}', 'ours, old', interval '31 days', true), ('${scheduler}', 'ours, old, not ended', interval '31 days', false),
       ('${scheduler}', 'ours, young', interval '29 days', true), ('postgres', 'theirs, old', interval '31 days', true)
     ) as line (username, name, age, ended)`,
  )
  await ask(
    server,
    'pristina',
    `select cron.schedule('retention:pristina:error_events', '* * * * *', $$call retention.run('error_events', scheduled => true)$$),
       cron.schedule('${trimJob}', '* * * * *', $trim$${trim!.command}$trim$)`,
    scheduler,
  )

  await check('pg_cron fires a run that disposes of what is due, and of nothing else', async () => {
    const done = `select from retention.run_log where class_name = 'error_events' and state = 'done'`
    await until('the run', 150, async () => (await ask(server, 'pristina', done)).length > 0)
    equal(await ask(server, 'pristina', 'select message from error_events'), [{ message: 'new' }])
    const [run] = await ask(
      server,
      'pristina',
      `select started_by, rows_disposed::int as n, scheduled from retention.run_log where state = 'done' order by run_id limit 1`,
    )
    equal(run, { started_by: scheduler, n: 1, scheduled: true })
    const [evidence] = await ask(
      server,
      'pristina',
      `select recorded_by, body -> 'rows' as rows from retention.evidence where act = 'disposal'`,
    )
    equal(evidence, { recorded_by: scheduler, rows: { 'public.error_events': 1 } })
  })
  await check('with that run the schedule is no longer missed', async () => equal(await missed(), false))
  await check('pg_cron trims its log of our starts, and of nobody else’s', async () => {
    const left = () => ask(server, 'pristina', `select command from cron.job_run_details where runid > 1000000 order by command`)
    await until('the trimming', 150, async () => (await left()).length < 4)
    equal(await left(), [{ command: 'ours, young' }, { command: 'theirs, old' }])
  })
  await check('the way back takes every job out', async () => {
    await ask(server, 'pristina', readFileSync(join(root, 'generated/pristina/way-back/schedule.down.sql'), 'utf8'), 'dba')
    equal(await jobs(), [])
  })
  await check('with cron off, the next turn is missed', async () => {
    equal(await missed(), false)
    await ask(server, 'pristina', `update retention.run_log set started_at = started_at - interval '2 days'`)
    equal(await missed(), true)
  })
}

/** What plpgsql_check calls an error in a routine; a trigger function is looked at with each of its tables. */
const errorsOf = (server: Server, policy: string, routine: string, relation: number) =>
  ask(
    server,
    policy,
    `select lineno, message, detail from plpgsql_check_function_tb('${routine.replaceAll("'", "''")}', ${relation}, fatal_errors => false) where level = 'error'`,
  )

async function plpgsqlCheck(server: Server, policy: string): Promise<void> {
  await ask(server, policy, 'create extension plpgsql_check')
  const routines = await ask(
    server,
    policy,
    `select distinct p.oid::regprocedure::text as name, coalesce(t.tgrelid, 0)::int as relation
     from pg_proc as p
     join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
     left join pg_trigger as t on t.tgfoid = p.oid
     where p.pronamespace = 'retention'::regnamespace order by 1, 2`,
  )
  for (const { name, relation } of routines)
    await check(`${policy}: plpgsql_check of ${name}${relation > 0 ? ` on table ${relation}` : ''}`, async () =>
      equal(await errorsOf(server, policy, name, relation), []),
    )
}

function squawk(): void {
  const files = readdirSync(join(root, 'generated'), { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.sql'))
  execFileSync(
    join(root, 'node_modules/.bin/squawk'),
    files.map(f => join('generated', f)),
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
}

await check('squawk finds nothing in the emitted files', squawk)
// pg_cron works in one database, as it does everywhere. Its jobs run in background workers, so nothing has to log in.
const server = await startServer({
  shared_preload_libraries: 'pg_cron,plpgsql,plpgsql_check',
  'cron.database_name': 'pristina',
  'cron.use_background_workers': 'on',
  max_worker_processes: '20',
})
try {
  await ask(server, 'postgres', 'create role app_owner; create role dba login createrole; grant app_owner to dba')
  for (const policy of policies) {
    await ask(server, 'postgres', `create database ${policy}`)
    if (policy === 'pristina') await ask(server, policy, 'create extension pg_cron')
    await check(`${policy}: installs without superuser rights`, () => install(server, policy))
    await plpgsqlCheck(server, policy)
  }
  await check('control: plpgsql_check finds a column that is not there', async () => {
    await ask(
      server,
      'clinic',
      `create function retention.broken() returns void language plpgsql as $$ begin perform no_such_column from retention.class; end $$`,
    )
    equal((await errorsOf(server, 'clinic', 'retention.broken()', 0)).length, 1)
  })
  await realCron(server)
} finally {
  await server.stop()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
