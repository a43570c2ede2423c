import type { PublishedFate } from '../../policy/published-fate.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import { type Draft, openScope, type Scope } from '../build/draft.ts'
import { make, tiesFrom, type Workshop } from '../build/workshop.ts'
import type { Row, Value } from '../oracle/world.ts'
import { type Given, givenOf, textOf } from './fate-columns.ts'

/** The row of a line, and the rows that belong with it. */
export interface FateRows {
  readonly scope: Scope
  readonly row: Draft
}

/** Make up the row of a line with its owners and with what the line says of other rows. Throws Unbuildable. */
export function fateRows(workshop: Workshop, fate: PublishedFate): FateRows {
  const given = givenOf(workshop.ground, fate)
  const scope = openScope()
  const row = make(
    workshop,
    scope,
    workshop.ground.table(fate.table),
    rowAt(
      given.filter(g => g.own),
      0,
    ),
  )
  for (const [table, columns] of Map.groupBy(
    given.filter(g => !g.own),
    g => g.table,
  )) {
    const there = scope.drafts.filter(d => d.table === table && d !== row)
    const wanted = Math.max(...columns.map(c => c.values.length))
    for (let i = 0; i < wanted; i++) {
      const set = rowAt(columns, i)
      const owner = there[i]
      if (owner) for (const [column, value] of Object.entries(set)) owner.values.set(column, value)
      // It belongs to the rows that are there, and to nobody else.
      else make(workshop, scope, table, { ...referring(workshop, scope, row, table), ...set }, { alone: true })
    }
  }
  return { scope, row }
}

/** The columns of the row with this number; a single value stands for every row. */
const rowAt = (given: readonly Given[], i: number): Row =>
  Object.fromEntries(given.map(g => [g.column.name, textOf(g.values.length === 1 ? g.values[0]! : (g.values[i] ?? null))]))

/** Column values with which a new row of the table refers to rows of the scope. */
function referring(workshop: Workshop, scope: Scope, row: Draft, table: Table): Row {
  const set: Record<string, Value> = {}
  for (const tie of tiesFrom(workshop, table)) {
    const to = tie.to === row.table ? row : scope.drafts.find(d => d.table === tie.to)
    if (!to || tie.pairs.some(([mine, theirs]) => mine in set && set[mine] !== to.values.get(theirs))) continue
    for (const [mine, theirs] of tie.pairs) set[mine] = to.values.get(theirs) ?? null
    for (const [column, value] of tie.constants) set[column] = value
  }
  if (table !== row.table) return set
  for (const fk of table.foreignKeys.filter(f => sameTable(f.references, table)))
    for (const [i, column] of fk.columns.entries()) set[column] = row.values.get(fk.references.columns[i]!) ?? null
  return set
}
