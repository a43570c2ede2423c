import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { type Connection, withConnection } from './connection.ts'
import { readApplied, recordApplied } from './ledger.ts'
import { type Migration, pendingMigrations, readMigrations, readSchedule } from './migration.ts'
import { migrationFailure } from './migration-failure.ts'
import { tryInstallLock, waitForInstallLock } from './statements.ts'

/** What an installation did, or with `dryRun` would do. */
export interface ApplyReport {
  readonly kind: 'apply report'
  readonly database: string
  readonly dryRun: boolean
  readonly applied: readonly string[]
  /** Applied earlier. */
  readonly skipped: readonly string[]
  /** Whether the runs were scheduled. */
  readonly scheduled: boolean
}

export interface ApplyInput {
  /** The output folder of a compile. */
  readonly output: string
  readonly url: string
  readonly dryRun?: boolean
  readonly schedule?: boolean
  /** A line as each file is done. */
  readonly onProgress?: (line: string) => void
}

/** One file in one transaction; what `before` the commit adds to it is part of the same. */
async function inTransaction(connection: Connection, file: Migration, before: () => Promise<void>): Promise<void> {
  try {
    await connection.query('begin')
    const { error, completed } = await connection.script(file.text)
    if (error) throw await migrationFailure(file, error, completed)
    if (!connection.inTransaction())
      throw new LapseError(
        diagnostic('error', 'migration-ends-transaction', `${file.file} ends the transaction that it is applied in`, {
          help: 'Take begin, commit and rollback out of the file.',
        }),
      )
    await connection.query('reset role')
    await before()
    await connection.query('commit')
  } catch (error) {
    await connection.query('rollback').catch(() => {})
    throw error
  }
}

/** Apply in order. The first files come before the database's own record exists; they are added to it together with the file that makes it. */
async function applyAll(connection: Connection, pending: readonly Migration[], onProgress: (line: string) => void): Promise<void> {
  let unrecorded: readonly Migration[] = []
  for (const migration of pending) {
    const started = performance.now()
    await inTransaction(connection, migration, async () => {
      unrecorded = [...unrecorded, migration]
      if (await recordApplied(connection, unrecorded)) unrecorded = []
    })
    onProgress(`applied ${migration.name} in ${Math.round(performance.now() - started)} ms`)
  }
}

async function lock(connection: Connection, onProgress: (line: string) => void): Promise<void> {
  if ((await connection.query(tryInstallLock))[0]?.locked === true) return
  onProgress('waiting for another installation to end')
  await connection.query(waitForInstallLock)
}

/**
 * Install the migrations of an output folder that a database does not have yet, each in its own transaction.
 * A file that fails is rolled back and ends the installation; those before it stay. Throws LapseError.
 */
export async function apply(input: ApplyInput): Promise<ApplyReport> {
  const { output, url, dryRun = false, onProgress = () => {} } = input
  const files = readMigrations(output)
  const scheduling = input.schedule ? readSchedule(output) : null
  return withConnection(url, async connection => {
    if (!dryRun) await lock(connection, onProgress)
    const pending = pendingMigrations(files, await readApplied(connection))
    if (!dryRun) await applyAll(connection, pending, onProgress)
    if (!dryRun && scheduling) await inTransaction(connection, scheduling, async () => {})
    return Object.freeze({
      kind: 'apply report',
      database: connection.target.database,
      dryRun,
      applied: pending.map(m => m.name),
      skipped: files.filter(f => !pending.includes(f)).map(f => f.name),
      scheduled: scheduling !== null,
    })
  })
}
