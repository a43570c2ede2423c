import { findTable, type Schema, tableKey } from '../../schema/schema.ts'
import type { World } from '../oracle/world.ts'

/** Foreign keys that the rows violate. A trigger that keeps a row from a cascade leaves one that PostgreSQL does not notice. */
export function violatedForeignKeys(schema: Schema, rows: World['rows']): readonly string[] {
  return schema.tables.flatMap(table =>
    table.foreignKeys.flatMap(fk => {
      const to = findTable(schema, fk.references)
      if (!to) return []
      const there = new Set((rows.get(tableKey(to)) ?? []).map(r => JSON.stringify(fk.references.columns.map(c => r[c] ?? null))))
      const orphans = (rows.get(tableKey(table)) ?? []).filter(
        r => fk.columns.every(c => (r[c] ?? null) !== null) && !there.has(JSON.stringify(fk.columns.map(c => r[c] ?? null))),
      )
      return orphans.length > 0 ? [`${fk.name} of ${table.name}: ${orphans.length} rows refer to nothing`] : []
    }),
  )
}
