import { ask } from '../database/ask.ts'
import { rehearse } from '../database/rehearse.ts'
import {
  addJob,
  callOf,
  destroyingImages,
  type Job,
  ledgerPruning,
  pruning,
  type RegisteredTurn,
  readJobs,
  readTurns,
  suppressionPruning,
  takingRequests,
} from '../database/schedule-statements.ts'
import { sameCadence, scheduleOf, turnsOf } from '../oracle/turn.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import type { Prepared } from './step.ts'

type Complain = (className: string | null, did: string, expected: string) => void

/** Every class with a schedule is started as often as the policy says, by the scheduler's role and as a scheduled run; nothing else is (I2, I9). */
export async function proveSchedule(proof: Proof, { moment }: Prepared): Promise<void> {
  const { policy, roles, database } = proof.model
  const complain: Complain = (className, did, expected) => find(proof, moment, null, null, className, null, did, expected)
  const gone = `retention:${database}:a class that is gone`
  const foreign = `retention:another ${database}:notes`
  const [first, second] = await rehearse(proof.db, async () => {
    await proof.db.exec(`${addJob(roles.scheduler, gone)};${addJob(roles.scheduler, foreign)}`)
    return [await schedule(proof), await schedule(proof)]
  })
  if (JSON.stringify(first) !== JSON.stringify(second))
    complain(null, 'schedule.sql changes the jobs when it is run again', 'the same jobs')
  if (first.some(j => j.jobname === gone)) complain(null, `the job "${gone}" stays`, 'a job goes with its class')
  if (!first.some(j => j.jobname === foreign)) complain(null, `the job "${foreign}" is gone`, 'jobs of other databases stay')

  const turns = await ask<RegisteredTurn>(proof.db, readTurns)
  const started = first.filter(j => j.jobname !== gone && j.jobname !== foreign)
  for (const c of proof.classes) {
    const cron = scheduleOf(policy, c)
    const jobs = started.filter(j => j.command === callOf(c.name))
    proveJobs(c.name, cron, jobs, roles.scheduler, complain)
    proveTurn(c.name, turns.find(t => t.class_name === c.name)!, jobs[0]?.schedule ?? null, complain)
  }
  for (const l of policy.ladders) {
    const cron = policy.activation.find(a => a.kind === 'scheduled')?.cron ?? null
    const jobs = started.filter(j => j.command === callOf(l.name))
    proveJobs(l.name, cron, jobs, roles.scheduler, complain)
    proveTurn(l.name, turns.find(t => t.class_name === l.name)!, jobs[0]?.schedule ?? null, complain)
  }
  const calls = [...proof.classes, ...policy.ladders].map(c => callOf(c.name))
  const wanted = [
    ...upkeep,
    ...(policy.requests.some(r => r.event !== null) ? [requests] : []),
    ...(proof.model.erasable.length > 0 ? [ledger] : []),
    ...(policy.suppressions.length > 0 ? [suppressions] : []),
  ]
  for (const [command, what, cron] of wanted) {
    const jobs = started.filter(j => j.command === command)
    if (jobs.length !== 1 || !sameCadence(cron, jobs[0]!.schedule) || jobs[0]!.username !== roles.scheduler)
      complain(null, `${jobs.length} jobs ${what}`, `one job of ${roles.scheduler} at ${cron}`)
  }
  for (const j of started)
    if (
      !calls.includes(j.command) &&
      !wanted.some(([command]) => command === j.command) &&
      !(j.command.startsWith('delete from cron.job_run_details ') && j.username === roles.scheduler)
    )
      complain(null, `the job "${j.jobname}" runs ${j.command}`, 'a scheduled run of a class, or the upkeep of our own records')
  proof.checks += proof.classes.length
}

/** Where persons can be erased, and where the policy has suppressions. */
const ledger = [ledgerPruning, 'prune the ledger', '48 4 * * *'] as const
const suppressions = [suppressionPruning, 'prune the suppressions', '46 4 * * *'] as const

/** The upkeep of our own records: what is called, what it does, and when. */
const upkeep = [
  [pruning, 'prune the evidence', '49 4 * * *'],
  [destroyingImages, 'destroy images', '47 4 * * *'],
] as const
/** What the application asks for in its own columns is taken up soon. */
const requests = [takingRequests, 'take requests', '*/5 * * * *'] as const

async function schedule({ db, files }: Proof): Promise<readonly Job[]> {
  await db.exec(files.find(f => f.path === 'schedule.sql')!.text)
  return ask<Job>(db, readJobs)
}

function proveJobs(className: string, cron: string | null, jobs: readonly Job[], scheduler: string, complain: Complain): void {
  if (cron === null && jobs.length > 0) complain(className, `a job starts it: ${jobs[0]!.schedule}`, 'nothing starts it by itself')
  if (cron === null) return
  if (jobs.length !== 1) complain(className, `${jobs.length} jobs start it`, `one job: ${cron} ${callOf(className)}`)
  for (const j of jobs) {
    if (!sameCadence(cron, j.schedule)) complain(className, `its job runs at ${j.schedule}`, `${cron}, or later in that hour`)
    if (j.username !== scheduler) complain(className, `its job runs as ${j.username}`, scheduler)
  }
}

/** The status tells from the registry when the next run should come. */
function proveTurn(className: string, turn: RegisteredTurn, schedule: string | null, complain: Complain): void {
  const { cron_minutes, cron_hours, cron_days, cron_months, cron_weekdays } = turn
  const is = JSON.stringify([turn.cron, cron_minutes, cron_hours, cron_days, cron_months, cron_weekdays])
  const expected = JSON.stringify(schedule === null ? [null, null, null, null, null, null] : [schedule, ...turnsOf(schedule)])
  if (is !== expected) complain(className, `the registry has its turns as ${is}`, expected)
}
