import type { Connection, Row } from './connection.ts'
import type { AppliedMigration, Migration } from './migration.ts'
import { becomeOwner, findLedger, leaveOwner, readLedger, recordMigration } from './statements.ts'

/** The database's own record of the migrations it has. It belongs to a role that nobody is a member of; the installer becomes it for a moment. */

async function withLedger<T>(connection: Connection, work: () => Promise<T>): Promise<T | null> {
  const [ledger] = (await connection.query(findLedger)) as readonly (Row & { readonly owner: string; readonly open: boolean })[]
  if (!ledger) return null
  if (ledger.open) return work()
  await connection.query(becomeOwner(ledger.owner))
  const done = await work()
  await connection.query(leaveOwner(ledger.owner))
  return done
}

/** What was applied; empty where nothing ever was. */
export async function readApplied(connection: Connection): Promise<readonly AppliedMigration[]> {
  await connection.query('begin')
  try {
    return (await withLedger(connection, async () => (await connection.query(readLedger)) as unknown as AppliedMigration[])) ?? []
  } finally {
    // Nothing was changed but the membership, which goes with the transaction.
    await connection.query('rollback').catch(() => {})
  }
}

/** Record migrations inside the open transaction; false when there is no record to write into yet. */
export async function recordApplied(connection: Connection, migrations: readonly Migration[]): Promise<boolean> {
  const recorded = await withLedger(connection, async () => {
    for (const m of migrations) await connection.query(recordMigration, [m.name, m.sha256])
    return true
  })
  return recorded === true
}
