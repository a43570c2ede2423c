import { DatabaseError } from 'pg'
import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'
import { chooseClasses } from './class-name.ts'
import { type Connection, type Row, withConnection } from './connection.ts'
import { serverSaid } from './database-error.ts'
import { callRun, lastRun, readRun } from './statements.ts'

/** What one run of one class did; counts are rows, null where they were not taken; instants are ISO 8601 in UTC. */
export interface RunReport {
  readonly kind: 'run report'
  readonly runId: number
  readonly className: string
  readonly asOf: string | null
  readonly state: string
  readonly stopReason: string | null
  readonly disposed: number
  readonly blocked: number
  readonly held: number | null
  readonly deferred: number | null
  readonly left: number | null
}

export interface RunInput {
  readonly url: string
  readonly classes: readonly string[]
  readonly all?: boolean
  readonly tenant?: string
  readonly actor?: string
  readonly phrase?: string
  /** As the scheduler would: no gates, and only tenants that opted in. */
  readonly scheduled?: boolean
  readonly onProgress?: (line: string) => void
}

const instant = (x: unknown): string | null => (x instanceof Date ? x.toISOString() : null)
const count = (x: unknown): number | null => (x === null || x === undefined ? null : Number(x))
const text = (x: unknown): string | null => (x === null || x === undefined ? null : String(x))

const report = (row: Row): RunReport =>
  Object.freeze({
    kind: 'run report',
    runId: Number(row.run_id),
    className: String(row.class_name),
    asOf: instant(row.as_of),
    state: String(row.state),
    stopReason: text(row.stop_reason),
    disposed: Number(row.rows_disposed),
    blocked: Number(row.rows_blocked),
    held: count(row.rows_held),
    deferred: count(row.rows_deferred),
    left: count(row.rows_left),
  })

/** The database broke off; the next class is still tried, unless the connection is gone. */
const brokenOff = (className: string, error: DatabaseError): Diagnostic =>
  diagnostic(
    'error',
    error.code === '57014' ? 'run-cancelled' : 'run-failed',
    `class "${className}" did not run to its end: ${serverSaid(error)}`,
    { help: 'What was committed stays, with its evidence; see lapse status.' },
  )

/** A run that ended as the database thinks right, and not as whoever asked for it may think. */
function remark(done: RunReport): Diagnostic | null {
  const why = `class "${done.className}": ${done.stopReason ?? done.state}`
  if (done.state === 'refused') return diagnostic('error', 'run-refused', `${why}. Nothing was disposed of`)
  if (done.state === 'stopped')
    return diagnostic('warning', 'run-stopped', why, { help: 'Run the class again; it goes on where it stopped.' })
  return null
}

/** Errors that concern the connection or the installation, and so every class. */
const concernsAll = (error: unknown): boolean =>
  !(error instanceof DatabaseError) ||
  error.code === '42501' ||
  /^57P/.test(error.code ?? '') ||
  (error.code === '42883' && error.message.includes('procedure retention.run('))

async function runClass(
  connection: Connection,
  className: string,
  input: RunInput,
): Promise<readonly [RunReport | null, Diagnostic | null]> {
  const before = (await connection.query(lastRun))[0]?.run_id
  const { tenant, actor, phrase, scheduled } = input
  const named = Object.entries({ class_name: className, tenant, actor, phrase, scheduled }).filter(([, value]) => value !== undefined)
  // The procedure commits batch by batch, so it must be the only statement and no transaction may be open.
  const error = await connection
    .query(
      callRun(named.map(([name]) => name)),
      named.map(([, value]) => value),
    )
    .then(
      () => null,
      (e: unknown) => {
        if (concernsAll(e)) throw e
        return e as DatabaseError
      },
    )
  const [row] = await connection.query(readRun, [className, before])
  const done = row ? report(row) : null
  return [done, error ? brokenOff(className, error) : done && remark(done)]
}

/**
 * Run record classes now, one after the other in run order. Throws LapseError for what concerns all of them;
 * what goes wrong in one class is among the findings.
 */
export async function run(input: RunInput): Promise<{ readonly runs: readonly RunReport[]; readonly diagnostics: readonly Diagnostic[] }> {
  return withConnection(input.url, async connection => {
    const runs: RunReport[] = []
    const diagnostics: Diagnostic[] = []
    for (const className of await chooseClasses(connection, input.classes, input.all === true)) {
      input.onProgress?.(`running ${className}`)
      const [done, problem] = await runClass(connection, className, input)
      if (done) runs.push(done)
      if (problem) diagnostics.push(problem)
      if (problem?.code === 'run-cancelled') break
    }
    return { runs, diagnostics }
  })
}
