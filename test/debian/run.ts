import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { apply } from '../../src/operate/apply.ts'
import { type Cluster, startCluster } from './cluster.ts'

// What needs Debian's packages: PostgreSQL 15, real pg_cron, plpgsql_check. Started by .ci/run; ends with "N passed, N failed".

const root = join(import.meta.dirname, '../..')
const policies = ['pristina', 'kaevo'] as const
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
async function ask(cluster: Cluster, database: string, sql: string, user = 'postgres'): Promise<readonly Record<string, any>[]> {
  const client = new pg.Client(cluster.url(database, user))
  await client.connect()
  try {
    const result = await client.query(sql)
    return Array.isArray(result) ? result.at(-1)!.rows : result.rows
  } finally {
    await client.end()
  }
}

async function install(cluster: Cluster, policy: string): Promise<void> {
  const schema = readFileSync(join(root, 'policies', policy, 'schema.sql'), 'utf8')
  await ask(cluster, policy, `grant create on database ${policy} to dba, app_owner; grant create, usage on schema public to app_owner`)
  await ask(cluster, policy, `set role app_owner; ${schema}`)
  await apply({ output: join(root, 'generated', policy), url: cluster.url(policy, 'dba') })
}

/** Ask again until the answer is there; the scheduler starts on the minute. */
async function until(what: string, seconds: number, answer: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await answer())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`)
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

async function realCron(cluster: Cluster): Promise<void> {
  const schedule = readFileSync(join(root, 'generated/pristina/schedule.sql'), 'utf8')
  const classes = await ask(cluster, 'pristina', 'select class_name from retention.class where cron is not null')
  const scheduler = 'pristina_retention_scheduler'
  await ask(cluster, 'pristina', `grant usage on schema cron to dba, ${scheduler}`)
  const jobs = () => ask(cluster, 'pristina', `select jobname, username, command from cron.job order by jobname`)

  await check('the schedule is registered for the scheduler, one CALL each', async () => {
    await ask(cluster, 'pristina', schedule, 'dba')
    const calls = (await jobs()).filter(j => /^call retention\.run\('[^']+', scheduled => true\)$/.test(j.command))
    equal(calls.length, classes.length)
    equal([...new Set((await jobs()).map(j => j.username))], [scheduler])
  })
  await check('applied again it changes nothing', async () => {
    const before = await jobs()
    await ask(cluster, 'pristina', schedule, 'dba')
    equal(await jobs(), before)
  })
  await check('a job of a rule that is gone is taken out', async () => {
    await ask(cluster, 'pristina', `select cron.schedule('retention:pristina:gone', '0 0 1 1 *', 'select 1')`, scheduler)
    await ask(cluster, 'pristina', schedule, 'dba')
    equal(
      (await jobs()).some(j => j.jobname === 'retention:pristina:gone'),
      false,
    )
  })
  await check('pg_cron fires a run that disposes of what is due, and of nothing else', async () => {
    await ask(
      cluster,
      'pristina',
      `insert into error_events (message, context, created_at) select case when old then 'old' else 'new' end, '{}', now() - case when old then interval '181 days' else interval '1 day' end from unnest(array[true, false]) as old;
       select retention.arm('error_events', 'test')`,
    )
    await ask(
      cluster,
      'pristina',
      `select cron.schedule('retention:pristina:error_events', '* * * * *', $$call retention.run('error_events', scheduled => true)$$)`,
      scheduler,
    )
    await until(
      'the run',
      150,
      async () =>
        (await ask(cluster, 'pristina', `select from retention.run_log where class_name = 'error_events' and state = 'done'`)).length > 0,
    )
    equal(await ask(cluster, 'pristina', 'select message from error_events'), [{ message: 'new' }])
    const [run] = await ask(
      cluster,
      'pristina',
      `select started_by, rows_disposed::int as n, scheduled from retention.run_log where state = 'done' order by run_id limit 1`,
    )
    equal(run, { started_by: scheduler, n: 1, scheduled: true })
    const [evidence] = await ask(
      cluster,
      'pristina',
      `select recorded_by, body -> 'rows' as rows from retention.evidence where act = 'disposal'`,
    )
    equal(evidence, { recorded_by: scheduler, rows: { 'public.error_events': 1 } })
  })
  await check('the way back takes every job out', async () => {
    await ask(cluster, 'pristina', readFileSync(join(root, 'generated/pristina/way-back/schedule.down.sql'), 'utf8'), 'dba')
    equal(await jobs(), [])
  })
}

async function plpgsqlCheck(cluster: Cluster, policy: string): Promise<void> {
  await ask(cluster, policy, 'create extension plpgsql_check')
  const functions = await ask(
    cluster,
    policy,
    `select p.oid::regprocedure::text as name, p.oid::int as oid, coalesce(t.tgrelid, 0)::int as relation
     from pg_proc as p
     join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
     left join lateral (select tgrelid from pg_trigger where tgfoid = p.oid limit 1) as t on true
     where p.pronamespace = 'retention'::regnamespace order by 1`,
  )
  for (const { name, oid, relation } of functions)
    await check(`${policy}: plpgsql_check of ${name}`, async () => {
      const found = await ask(
        cluster,
        policy,
        `select lineno, level, message, detail from plpgsql_check_function_tb(${oid}, ${relation}) where level = 'error'`,
      )
      equal(found, [])
    })
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
const cluster = await startCluster('pristina')
try {
  await ask(cluster, 'postgres', 'create role app_owner; create role dba login createrole; grant app_owner to dba')
  for (const policy of policies) {
    await ask(cluster, 'postgres', `create database ${policy}`)
    if (policy === 'pristina') await ask(cluster, policy, 'create extension pg_cron')
    await check(`${policy}: installs on PostgreSQL 15 without superuser rights`, () => install(cluster, policy))
    await plpgsqlCheck(cluster, policy)
  }
  await realCron(cluster)
} finally {
  cluster.stop()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
