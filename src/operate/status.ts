import { type Row, withConnection } from './connection.ts'
import { readStatus } from './statements.ts'

/** How a record class stands; counts are rows, instants ISO 8601 in UTC. */
export interface ClassStatus {
  readonly className: string
  readonly mode: string
  readonly due: number
  readonly overdue: number
  readonly indeterminate: number
  readonly held: number
  readonly deferred: number
  readonly inReview: number
  readonly lastRunAt: string | null
  readonly lastState: string | null
  readonly lastStopReason: string | null
  readonly nextRunAt: string | null
  /** The schedule should have started a run and did not. */
  readonly scheduleMissed: boolean
}

const text = (x: unknown): string | null => (x === null || x === undefined ? null : x instanceof Date ? x.toISOString() : String(x))

const classStatus = (row: Row): ClassStatus =>
  Object.freeze({
    className: String(row.class_name),
    mode: String(row.mode),
    due: Number(row.rows_due),
    overdue: Number(row.rows_overdue),
    indeterminate: Number(row.rows_indeterminate),
    held: Number(row.rows_held),
    deferred: Number(row.rows_deferred),
    inReview: Number(row.rows_in_review),
    lastRunAt: text(row.last_run_at),
    lastState: text(row.last_state),
    lastStopReason: text(row.last_stop_reason),
    nextRunAt: text(row.next_run_at),
    scheduleMissed: row.schedule_missed === true,
  })

/** How every record class of a live database stands, in run order. Throws LapseError. */
export const status = (url: string): Promise<readonly ClassStatus[]> =>
  withConnection(url, async connection => (await connection.query(readStatus)).map(classStatus))
