import { literal } from '../../sql/quote.ts'

/** SQL that puts something in the way of a run of one class. `table`: as text, quoted. */

export const disarm = (name: string): string => `select retention.disarm(${literal(name)}, 'proof')`
export const pause = (name: string): string => `select retention.pause('proof', ${literal(name)})`
export const pauseAll = "select retention.pause('proof')"
export const resumeAll = 'select retention.resume(p.pause_id) from retention.pause as p where p.resumed_at is null'
export const limitTo = (name: string, rows: number): string =>
  `select retention.set_limits(${literal(name)}, 'proof', fuse_rows => ${rows})`
export const disable = (name: string): string =>
  `update retention.class set mode = 'disabled', disabled_until = 'the proof ends' where class_name = ${literal(name)}`
export const clockBack = "update retention.installation set heartbeat = clock_timestamp() + interval '1 day'"
/** As after a restore of a backup that is three days old, in an installation with a schedule. */
export const noRunForLong = "update retention.installation set heartbeat = clock_timestamp() - interval '3 days', gap = interval '48 hours'"
export const otherDatabase = 'update retention.installation set database_oid = 0'
export const otherCluster = 'update retention.installation set system_identifier = system_identifier + 1'
export const goOn = "select retention.go_on('proof', nothing_to_replay => true)"
export const disableGuard = (table: string, guard: 'guard' | 'truncate'): string =>
  `alter table ${table} disable trigger "~retention_${guard}"`
export const weakenGuard = (table: string): string => `alter table ${table} enable trigger "~retention_guard"`
export const hideRows = (table: string): string =>
  `create policy "~hides" on ${table} as restrictive using (false); alter table ${table} enable row level security`
export const giveAway = 'alter function retention.hold_barrier() owner to current_user'
/** Over when it begins, also by a clock that has not moved since. */
export const noTime = (name: string): string =>
  `update retention.class set at_most = interval '-1 microsecond' where class_name = ${literal(name)}`
export const farFuture = '2999-01-01 00:00:00+00'
