import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../emit/generated.ts'
import type { Server } from '../server.ts'
import { ask } from './ask.ts'
import { check, equal } from './check.ts'

/** Ask again until the answer is there; the scheduler starts on the minute. */
async function until(what: string, seconds: number, answer: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await answer())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`)
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

/** Pristina's schedule under real pg_cron: registered, missed while it is off, fired, trimmed, taken out. */
export async function realCron(server: Server): Promise<void> {
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

  await check('drift shows the job that was moved, to a superuser, and nothing to others', async () => {
    const drift = (user?: string) => ask(server, 'pristina', 'select what, object, found from retention.drift', user)
    equal(await drift(), [
      {
        what: 'schedule',
        object: 'retention:pristina:error_events',
        found: `* * * * * call retention.run('error_events', scheduled => true)`,
      },
    ])
    await ask(server, 'pristina', 'create role onlooker login; grant pristina_retention_auditor to onlooker')
    equal(await drift('onlooker'), [])
  })
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
