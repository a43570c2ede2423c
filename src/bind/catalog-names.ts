import type { Config } from '../policy/config.ts'
import { type Column, findColumn, findTable, type Schema, type Table, type TableName, tableKey } from '../schema/schema.ts'
import { nearest, type Problems } from './problems.ts'

/** Turns the names that a policy uses into catalog objects, and back. */
export interface CatalogNames {
  readonly table: (name: string, at: object | null, what: string) => Table | null
  readonly column: (table: string, column: string, at: object | null, what: string) => Column | null
  /** The catalog's name of a column, without a question whether it exists. */
  readonly columnName: (table: string, column: string) => string
  readonly tableName: (name: string) => TableName
  /** The policy's name of a table. */
  readonly written: (table: TableName) => string
}

export function catalogNames(schema: Schema, config: Pick<Config, 'defaultSchema' | 'names'>, problems: Problems): CatalogNames {
  const defaultSchema = config.defaultSchema ?? 'public'
  const names = config.names ?? {}
  const tableName = (name: string): TableName => {
    const mapped = Object.hasOwn(names, name) ? names[name] : undefined
    const dot = name.indexOf('.')
    const split = !mapped?.table && dot > 0 ? { schema: name.slice(0, dot), name: name.slice(dot + 1) } : { schema: defaultSchema, name }
    return { schema: mapped?.schema ?? split.schema, name: mapped?.table ?? split.name }
  }
  const columnName = (table: string, column: string): string => names[table]?.columns?.[column] ?? column
  const back = new Map(Object.keys(names).map(name => [tableKey(tableName(name)), name]))
  const written = (table: TableName): string =>
    back.get(tableKey(table)) ?? (table.schema === defaultSchema ? table.name : `${table.schema}.${table.name}`)

  const table: CatalogNames['table'] = (name, at, what) => {
    const found = findTable(schema, tableName(name))
    if (found) return found
    const near = nearest(name, schema.tables.map(written))
    problems.error(
      at,
      'unknown-table',
      `${what}: the schema has no table "${name}"`,
      near ? `Did you mean "${near}"?` : 'Check the name, or the schema files in lapse.config.ts.',
    )
    return null
  }
  const column: CatalogNames['column'] = (tableText, name, at, what) => {
    const in_ = table(tableText, at, what)
    if (!in_) return null
    const found = findColumn(in_, columnName(tableText, name))
    if (found) return found
    const all = in_.columns.map(c => c.name)
    const near = nearest(name, all)
    problems.error(
      at,
      'unknown-column',
      `${what}: table "${tableText}" has no column "${name}"`,
      near ? `Did you mean "${near}"?` : `Its columns are: ${all.join(', ')}.`,
    )
    return null
  }
  return { table, column, columnName, tableName, written }
}
