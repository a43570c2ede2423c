import type { Part } from '../../policy/record-class.ts'
import { type Table, tableKey } from '../../schema/schema.ts'
import { relatedTables } from './cutoff.ts'
import type { Ground } from './ground.ts'

/** The tables of the schedule's classes, those that refer before those that are referred to; a part counts as its whole, and a declared link and a cutoff as a reference. */
export function childrenFirst(ground: Ground): readonly Table[] {
  const whole = new Map<string, Table>()
  const claim = (table: Table, parts: readonly Part[]): void => {
    for (const part of parts) {
      whole.set(tableKey(ground.table(part.table)), table)
      claim(table, part.parts)
    }
  }
  const classes = ground.policy.schedule.flatMap(e => (e.kind === 'class' ? [{ table: ground.table(e.table), parts: e.parts }] : []))
  for (const c of classes) claim(c.table, c.parts)
  const unit = (table: Table): Table => whole.get(tableKey(table)) ?? table

  const ordered = new Set<Table>()
  const visited = new Set<Table>()
  const visit = (table: Table): void => {
    if (visited.has(table)) return
    visited.add(table)
    for (const edge of [...ground.edges.foreignKeys, ...ground.edges.owners]) if (unit(edge.to) === table) visit(unit(edge.from))
    for (const e of ground.policy.schedule)
      if (e.kind === 'class' && e.clock && relatedTables(e.clock.cutoff).some(t => unit(ground.table(t)) === table))
        visit(unit(ground.table(e.table)))
    ordered.add(table)
  }
  for (const table of ground.schema.tables) visit(unit(table))
  return [...ordered].filter(t => classes.some(c => c.table === t))
}
