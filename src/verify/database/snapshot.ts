import { type Schema, tableKey } from '../../schema/schema.ts'
import type { World } from '../oracle/world.ts'
import type { Database } from './database.ts'
import { readTables } from './statements.ts'

/** Every row of every application table, each value as text. */
export async function snapshot(db: Database, { tables }: Schema): Promise<World['rows']> {
  if (tables.length === 0) return new Map()
  const { rows } = await db.query<{ readonly rows: string }>(readTables(tables))
  // An empty table gives a row as well: a PGlite that no longer answers gives none.
  if (rows.length !== tables.length) throw new Error('the in-process PostgreSQL gave no answer: nothing it says is proof')
  return new Map(tables.map((t, i) => [tableKey(t), JSON.parse(rows[i]!.rows)]))
}
