import { type Schema, tableKey } from '../../schema/schema.ts'
import type { Row, World } from '../oracle/world.ts'
import { askAll } from './ask.ts'
import type { Database } from './database.ts'
import { readTable } from './statements.ts'

/** Every row of every application table, each value as text. */
export async function snapshot(db: Database, schema: Schema): Promise<World['rows']> {
  const answers = await askAll<Row>(db, schema.tables.map(readTable))
  return new Map(schema.tables.map((t, i) => [tableKey(t), answers[i]!]))
}
