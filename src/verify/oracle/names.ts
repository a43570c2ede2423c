import type { Config } from '../../policy/config.ts'
import { findTable, type Schema, type Table } from '../../schema/schema.ts'
import { OracleUnsupported } from './unsupported.ts'

/** How the policy's names become the catalog's, as far as `lapse.config.ts` says so. */
export type Names = Pick<Config, 'defaultSchema' | 'names'>

/** The table a policy means by `name` or `schema.name`, if the schema has it. */
export function findNamed(names: Names, schema: Schema, name: string): Table | undefined {
  const mapped = names.names?.[name]
  const dot = name.indexOf('.')
  const split = dot > 0 ? { schema: name.slice(0, dot), name: name.slice(dot + 1) } : { schema: names.defaultSchema ?? 'public', name }
  return findTable(schema, { schema: mapped?.schema ?? split.schema, name: mapped?.table ?? split.name })
}

/** The same. Throws when the schema has no such table. */
export function tableNamed(names: Names, schema: Schema, name: string): Table {
  const table = findNamed(names, schema, name)
  if (!table) throw new OracleUnsupported(`the schema has no table ${name}`)
  return table
}

/** The catalog's name of a column that the policy names on one of its tables. Throws when the table has no such column. */
export function columnNamed(names: Names, schema: Schema, table: Table, column: string): string {
  const mapped = Object.entries(names.names ?? {}).find(
    ([name, m]) => m.columns?.[column] !== undefined && tableNamed(names, schema, name) === table,
  )
  const found = mapped?.[1].columns?.[column] ?? column
  if (!table.columns.some(c => c.name === found)) throw new OracleUnsupported(`${table.schema}.${table.name} has no column ${found}`)
  return found
}
