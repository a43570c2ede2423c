import { type Table, tableKey } from '../../schema/schema.ts'
import { type Entity, newEntity, openStore } from '../oracle/store.ts'
import type { Row, Value } from '../oracle/world.ts'

/** A row that is being made up: values as text, changed until it is written. A column that is absent takes its default. */
export interface Draft {
  readonly table: Table
  readonly values: Map<string, Value>
  /** When the erasure of the person, who the row is, was confirmed; none was unless it is there. */
  asked?: Value
}

/** The rows of one case: a subject of its own, its owners, and what hangs below. */
export interface Scope {
  readonly drafts: Draft[]
}

export const openScope = (): Scope => ({ drafts: [] })
export const rowOf = (draft: Draft): Row => Object.fromEntries(draft.table.columns.map(c => [c.name, draft.values.get(c.name) ?? null]))
export const keyColumns = (table: Table): readonly string[] => table.primaryKey ?? table.uniqueKeys[0] ?? []

/** The key of a row, to find it again in a snapshot of the database. */
export const keyText = (table: Table, row: Row): string => JSON.stringify([tableKey(table), keyColumns(table).map(c => row[c] ?? null)])

export const entityOf = (draft: Draft): Entity =>
  newEntity(openStore({ kind: 'schema', tables: [], extensions: [] }, new Map()), draft.table, rowOf(draft))

/** A draft of the table whose columns have these values. */
export const findDraft = (scope: Scope, table: Table, wanted: Row): Draft | undefined =>
  scope.drafts.find(d => d.table === table && Object.entries(wanted).every(([c, v]) => d.values.get(c) === v))

/** The row cannot be made up, and why. */
export class Unbuildable extends Error {}
