import { DatabaseError } from 'pg'
import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'
import { chooseClasses } from './class-name.ts'
import { type Connection, type Row, withConnection } from './connection.ts'
import { serverSaid } from './database-error.ts'
import { callRun, lastRun, readRun } from './statements.ts'

/** What one run of one class did; counts are rows, instants ISO 8601 in UTC. */
export interface RunReport {
  readonly kind: 'run report'
  readonly runId: number
  readonly className: string
  readonly asOf: string | null
  readonly state: string
  readonly stopReason: string | null
  readonly disposed: number
  readonly blocked: number
  readonly held: number
  readonly deferred: number
  readonly left: number
}

export interface RunInput {
  readonly url: string
  readonly classes: readonly string[]
  readonly all?: boolean
  readonly tenant?: string
  readonly actor?: string
  readonly onProgress?: (line: string) => void
}

const instant = (x: unknown): string | null => (x instanceof Date ? x.toISOString() : null)
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
    held: Number(row.rows_held),
    deferred: Number(row.rows_deferred),
    left: Number(row.rows_left),
  })

/** The database refused or broke off; the next class is still tried, unless the connection is gone. */
const refused = (className: string, error: DatabaseError): Diagnostic =>
  diagnostic(
    'error',
    error.code === '57014' ? 'run-cancelled' : 'run-refused',
    `class "${className}" did not run to its end: ${serverSaid(error)}`,
    {
      help: 'What was committed stays, with its evidence; see lapse status.',
    },
  )

async function runClass(
  connection: Connection,
  className: string,
  input: RunInput,
): Promise<readonly [RunReport | null, Diagnostic | null]> {
  const before = (await connection.query(lastRun))[0]?.run_id
  const named = Object.entries({ class_name: className, tenant: input.tenant, actor: input.actor }).filter(
    ([, value]) => value !== undefined,
  )
  // The procedure commits batch by batch, so it must be the only statement and no transaction may be open.
  const error = await connection
    .query(
      callRun(named.map(([name]) => name)),
      named.map(([, value]) => value),
    )
    .then(
      () => null,
      (e: unknown) => {
        if (e instanceof DatabaseError && e.code !== '42501' && !e.code?.startsWith('57P')) return e
        throw e
      },
    )
  const [row] = await connection.query(readRun, [className, before])
  return [row ? report(row) : null, error && refused(className, error)]
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
