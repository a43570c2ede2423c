import { findColumn, sameTable, type Table } from '../../schema/schema.ts'
import { keyColumns } from '../build/draft.ts'
import { alternatives, valueFor } from '../build/value.ts'
import type { Ground } from '../oracle/ground.ts'
import { type Entity, entitiesOf } from '../oracle/store.ts'
import type { Value } from '../oracle/world.ts'

/** The columns that tie a row to its key and its owners. */
export const frozenColumns = ({ edges }: Ground, table: Table): readonly string[] => [
  ...new Set([
    ...keyColumns(table),
    ...edges.owners.flatMap(e =>
      sameTable(e.from, table) ? (e.kind === 'foreign key' ? e.foreignKey.columns : e.pairs.map(([mine]) => mine)) : [],
    ),
  ]),
]

/** A column that decides nothing, with another value; none where the table has no such column. */
export function harmlessChange(ground: Ground, entity: Entity): readonly (readonly [string, Value])[] {
  const { table } = entity
  const tied = new Set([
    ...frozenColumns(ground, table),
    ...linkColumns(ground, table),
    ...table.uniqueKeys.flat(),
    ...table.foreignKeys.flatMap(fk => fk.columns),
  ])
  const found = table.columns.flatMap(c => {
    if (tied.has(c.name) || c.generated !== null) return []
    const [value] = otherValues(ground, entity, c.name)
    return value === undefined ? [] : [[c.name, value] as const]
  })
  return found.slice(0, 1)
}

/** The columns that a declared join reads: some of them are frozen as well, and some say only which join it is. */
function linkColumns(ground: Ground, table: Table): readonly string[] {
  const read = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { kind, column } = node as { readonly kind?: string; readonly column?: { readonly name: string } }
    if (kind === 'ColumnNode') read.add(column!.name)
    for (const inner of Object.values(node)) walk(inner)
  }
  for (const e of ground.edges.owners) if (e.kind === 'join' && sameTable(e.from, table)) walk(e.on.node)
  return table.columns.map(c => c.name).filter(name => read.has(name))
}

/** Values that the column does not have in the row: those of other rows first, since the checks accept them. */
export function otherValues(ground: Ground, { table, row }: Entity, name: string): readonly Value[] {
  const column = findColumn(table, name)!
  const there = entitiesOf(ground.store, table).map(e => e.row[name] ?? null)
  const made = [valueFor(column, 7), valueFor(column, 8), ...alternatives(column)]
  return [...there, ...made].filter(v => v !== (row[name] ?? null) && (v !== null || !column.notNull))
}
