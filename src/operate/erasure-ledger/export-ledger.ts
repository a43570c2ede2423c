import { type Connection, withConnection } from '../connection.ts'
import { writeLedger } from './ledger-file.ts'
import { beginLook, nextEntries, openEntries, readSource } from './statements.ts'

async function* entriesOf({ query }: Connection): AsyncGenerator<string> {
  await query(openEntries)
  for (;;) {
    const rows = await query(nextEntries)
    if (rows.length === 0) return
    for (const row of rows) yield String(row.line)
  }
}

/** Write the erasure ledger of a live database to a file, as it stands at one instant. No personal data. Throws LapseError. */
export const exportLedger = (url: string, file: string): Promise<{ readonly database: string; readonly entries: number }> =>
  withConnection(url, async connection => {
    await connection.query(beginLook)
    const [source] = await connection.query(readSource)
    const entries = await writeLedger(file, String(source!.line), entriesOf(connection))
    await connection.query('commit')
    return { database: connection.target.database, entries }
  })
