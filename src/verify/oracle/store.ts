import { type Schema, type Table, type TableName, tableKey } from '../../schema/schema.ts'
import type { Row, Value, World } from './world.ts'

/** A row with its place: `at` tells it from every other row of the database. */
export interface Entity {
  readonly table: Table
  readonly at: string
  readonly key: Row
  readonly row: Row
}

/** The rows of a database while a run changes them, findable by column values. */
export interface Store {
  readonly tables: Map<string, Map<string, Entity>>
  readonly indexes: Map<string, Map<string, readonly Entity[]>>
  /** The next number for a row without a known key. */
  next: number
}

export function openStore(schema: Schema, rows: World['rows']): Store {
  const store: Store = { tables: new Map(), indexes: new Map(), next: 0 }
  for (const table of schema.tables) {
    store.tables.set(tableKey(table), new Map())
    for (const row of rows.get(tableKey(table)) ?? []) put(store, newEntity(store, table, row))
  }
  return store
}

/** The key columns of a row: the primary key, or all columns where there is none. */
export const keyOf = (table: Table, row: Row): Row =>
  Object.freeze(table.primaryKey ? Object.fromEntries(table.primaryKey.map(c => [c, row[c] ?? null])) : row)

export const placeOf = (table: TableName, key: Row): string =>
  JSON.stringify([table.schema, table.name, Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))])

/** A row that is not in the store yet. Rows without a known key are told apart by their number. */
export function newEntity(store: Store, table: Table, row: Row): Entity {
  const key = keyOf(table, row)
  const known = table.primaryKey?.every(c => row[c] != null) ?? false
  return { table, at: placeOf(table, key) + (known ? '' : `#${store.next++}`), key, row: Object.freeze(row) }
}

export const entitiesOf = (store: Store, table: TableName): readonly Entity[] => [...rowsIn(store, table).values()]
export const current = (store: Store, entity: Entity): Entity | undefined => rowsIn(store, entity.table).get(entity.at)

/** The rows whose columns have these values; NULL equals nothing. */
export function lookUp(store: Store, table: TableName, columns: readonly string[], values: readonly Value[]): readonly Entity[] {
  if (values.some(v => v === null)) return []
  const name = JSON.stringify([tableKey(table), columns])
  let index = store.indexes.get(name)
  if (!index) {
    index = Map.groupBy(entitiesOf(store, table), e => JSON.stringify(columns.map(c => e.row[c] ?? null)))
    store.indexes.set(name, index)
  }
  return index.get(JSON.stringify(values)) ?? []
}

export function put(store: Store, entity: Entity): void {
  rowsIn(store, entity.table).set(entity.at, entity)
  forgetIndexes(store, entity.table)
}
export function remove(store: Store, entity: Entity): void {
  rowsIn(store, entity.table).delete(entity.at)
  forgetIndexes(store, entity.table)
}
/** Overwrite columns of a row that is still there. */
export function change(store: Store, entity: Entity, patch: Row): void {
  const now = current(store, entity)
  if (now) put(store, { ...now, row: Object.freeze({ ...now.row, ...patch }) })
}

const rowsIn = (store: Store, table: TableName): Map<string, Entity> => store.tables.get(tableKey(table)) ?? new Map()
function forgetIndexes(store: Store, table: TableName): void {
  const prefix = JSON.stringify([tableKey(table)]).slice(0, -1)
  for (const name of store.indexes.keys()) if (name.startsWith(`${prefix},`)) store.indexes.delete(name)
}
