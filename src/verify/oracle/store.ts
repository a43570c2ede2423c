import { type Schema, type Table, type TableName, tableKey } from '../../schema/schema.ts'
import type { Row, Value, World } from './world.ts'

/** A row with its place: `at` tells it from every other row of the database. */
export interface Entity {
  readonly table: Table
  readonly at: string
  readonly key: Row
  readonly row: Row
}

/** The rows of a table by their place, and by the values of columns that somebody asked for. */
interface Rows {
  readonly byPlace: Map<string, Entity>
  readonly byValues: Map<string, Index>
}
interface Index {
  readonly columns: readonly string[]
  readonly found: Map<string, Map<string, Entity>>
}

/** The rows of a database while a run changes them, findable by column values. */
export interface Store {
  readonly tables: ReadonlyMap<string, Rows>
  /** The next number for a row without a known key. */
  next: number
}

export function openStore(schema: Schema, rows: World['rows']): Store {
  const tables = new Map(schema.tables.map(t => [tableKey(t), { byPlace: new Map(), byValues: new Map() }]))
  const store: Store = { tables, next: 0 }
  for (const table of schema.tables) for (const row of rows.get(tableKey(table)) ?? []) put(store, newEntity(store, table, row))
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

export const entitiesOf = (store: Store, table: TableName): readonly Entity[] => [...(rowsIn(store, table)?.byPlace.values() ?? [])]
export const current = (store: Store, entity: Entity): Entity | undefined => rowsIn(store, entity.table)?.byPlace.get(entity.at)

/** The rows whose columns have these values; NULL equals nothing. */
export function lookUp(store: Store, table: TableName, columns: readonly string[], values: readonly Value[]): readonly Entity[] {
  const rows = rowsIn(store, table)
  if (!rows || values.some(v => v === null)) return []
  const name = JSON.stringify(columns)
  let index = rows.byValues.get(name)
  if (!index) {
    index = { columns, found: new Map() }
    rows.byValues.set(name, index)
    for (const e of rows.byPlace.values()) note(index, e)
  }
  return [...(index.found.get(JSON.stringify(values))?.values() ?? [])]
}

export function put(store: Store, entity: Entity): void {
  const rows = rowsIn(store, entity.table)
  if (!rows) return
  const old = rows.byPlace.get(entity.at)
  rows.byPlace.set(entity.at, entity)
  for (const index of rows.byValues.values()) {
    if (old) forget(index, old)
    note(index, entity)
  }
}
export function remove(store: Store, entity: Entity): void {
  const rows = rowsIn(store, entity.table)
  const old = rows?.byPlace.get(entity.at)
  if (!rows || !old) return
  rows.byPlace.delete(entity.at)
  for (const index of rows.byValues.values()) forget(index, old)
}
/** Overwrite columns of a row that is still there. */
export function change(store: Store, entity: Entity, patch: Row): void {
  const now = current(store, entity)
  if (now) put(store, { ...now, row: Object.freeze({ ...now.row, ...patch }) })
}

const rowsIn = (store: Store, table: TableName): Rows | undefined => store.tables.get(tableKey(table))
const valuesOf = (entity: Entity, columns: readonly string[]): string => JSON.stringify(columns.map(c => entity.row[c] ?? null))

function note({ columns, found }: Index, entity: Entity): void {
  const values = valuesOf(entity, columns)
  const alike = found.get(values)
  if (alike) alike.set(entity.at, entity)
  else found.set(values, new Map([[entity.at, entity]]))
}
function forget({ columns, found }: Index, entity: Entity): void {
  found.get(valuesOf(entity, columns))?.delete(entity.at)
}
