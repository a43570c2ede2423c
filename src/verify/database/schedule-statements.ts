import { identifier, literal } from '../../sql/quote.ts'

/** One job of pg_cron. */
export interface Job {
  readonly jobid: string
  readonly jobname: string
  readonly schedule: string
  readonly command: string
  readonly username: string
}
export const readJobs = 'select jobid::text, jobname, schedule, command, username from cron.job order by jobid'

/** A job as it would be left from another policy. */
export const addJob = (role: string, name: string): string => `
  set local role ${identifier(role)};
  select cron.schedule(${literal(name)}, '0 0 1 1 *', 'select 1');
  set local role none`

/** What the registry says of a class's turn; NULL where it has none. */
export interface RegisteredTurn {
  readonly class_name: string
  readonly cron: string | null
  readonly cron_minutes: readonly number[] | null
  readonly cron_hours: readonly number[] | null
  readonly cron_days: readonly number[] | null
  readonly cron_months: readonly number[] | null
  readonly cron_weekdays: readonly number[] | null
}
export const readTurns =
  'select class_name, cron, cron_minutes, cron_hours, cron_days, cron_months, cron_weekdays from retention.class order by run_order'
export const takingRequests = 'select retention.take_requests()'
/** What keeps the evidence to its own period. */
export const pruning = 'select retention.prune_evidence()'
export const ledgerPruning = 'select retention.prune_ledger()'
export const suppressionPruning = 'select retention.prune_suppressions()'
export const destroyingImages = 'select retention.dispose_of_images()'
export const callOf = (className: string): string => `call retention.run(${literal(className)}, scheduled => true)`
