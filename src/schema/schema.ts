/**
 * What PostgreSQL says about an application's database, as frozen plain data. The same database gives the same value
 * whether it was read from SQL files, from a live server, or from a snapshot: no OIDs, no owners, stable order.
 */
export interface Schema {
  readonly kind: 'schema'
  /** Application tables: partitioned parents and plain tables; partitions stand under their parent. Ordered by schema, then name. */
  readonly tables: readonly Table[]
  /** Names of installed extensions, without plpgsql. */
  readonly extensions: readonly string[]
}

export interface TableName {
  readonly schema: string
  readonly name: string
}

export interface Table extends TableName {
  readonly kind: 'table'
  readonly partitioned: boolean
  /** The partition key as PostgreSQL prints it, such as `RANGE (at)`. */
  readonly partitionKey: string | null
  /** All leaf and intermediate partitions, in the order of schema and name. */
  readonly partitions: readonly TableName[]
  readonly columns: readonly Column[]
  /** The primary key's columns, in its order. */
  readonly primaryKey: readonly string[] | null
  /** Unique constraints and unique indexes without expressions or predicate, the primary key left out. */
  readonly uniqueKeys: readonly (readonly string[])[]
  readonly foreignKeys: readonly ForeignKey[]
  /** The leading columns of each valid index without predicate, for questions of speed. */
  readonly indexes: readonly Index[]
  /** The application's own row and statement triggers. */
  readonly triggers: readonly Trigger[]
  readonly rowSecurity: { readonly enabled: boolean; readonly forced: boolean; readonly policies: readonly RowPolicy[] }
  readonly unlogged: boolean
}

export interface Column {
  readonly name: string
  /** As `format_type` prints it under an empty search_path: `timestamp with time zone`, `public.citext`, `numeric(12,2)`. */
  readonly type: string
  /** The type without modifiers and behind domains: what PostgreSQL computes with. */
  readonly baseType: string
  /** Labels, where the base type is an enum. */
  readonly enumLabels: readonly string[] | null
  readonly notNull: boolean
  readonly hasDefault: boolean
  readonly generated: 'always as identity' | 'by default as identity' | 'stored' | 'virtual' | null
}

export interface ForeignKey {
  readonly name: string
  readonly columns: readonly string[]
  readonly references: TableName & { readonly columns: readonly string[] }
  readonly onDelete: Action
  readonly onUpdate: Action
  /** The columns that SET NULL or SET DEFAULT touches; all of `columns` unless the constraint says so (PostgreSQL 15). */
  readonly onDeleteColumns: readonly string[]
  readonly deferrable: boolean
  readonly initiallyDeferred: boolean
  readonly validated: boolean
}

export type Action = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

export interface Index {
  readonly name: string
  readonly columns: readonly string[]
  readonly unique: boolean
}

export interface Trigger {
  readonly name: string
  readonly timing: 'before' | 'after' | 'instead of'
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[]
  readonly level: 'row' | 'statement'
  readonly constraint: boolean
  readonly function: TableName
  /** The function's source where its language is plpgsql or sql, otherwise null. */
  readonly source: string | null
  /** The function's own settings, such as `search_path=pg_catalog`. */
  readonly settings: readonly string[]
}

export interface RowPolicy {
  readonly name: string
  readonly permissive: boolean
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete'
}

export const sameTable = (a: TableName, b: TableName): boolean => a.schema === b.schema && a.name === b.name
export const tableKey = (t: TableName): string => JSON.stringify([t.schema, t.name])
export const findTable = (schema: Schema, name: TableName): Table | undefined => schema.tables.find(t => sameTable(t, name))
export const findColumn = (table: Table, name: string): Column | undefined => table.columns.find(c => c.name === name)
