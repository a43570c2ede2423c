import type { Part } from '../../policy/record-class.ts'
import { type Table, tableKey } from '../../schema/schema.ts'
import { relatedTables } from './cutoff.ts'
import type { Ground } from './ground.ts'

/** The tables of the schedule's classes, those that refer before those that are referred to; a part counts as its whole, a cutoff as a reference, and a declared link as one that gives way. */
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

  const foreignKeys = ground.edges.foreignKeys.map(e => [unit(e.from), unit(e.to)] as const)
  const cutoffs = ground.policy.schedule.flatMap(e =>
    e.kind === 'class' && e.clock
      ? relatedTables(e.clock.cutoff).map(t => [unit(ground.table(e.table)), unit(ground.table(t))] as const)
      : [],
  )
  const references = [...foreignKeys, ...cutoffs]
  const links = ground.edges.owners.filter(e => e.kind === 'join').map(e => [unit(e.from), unit(e.to)] as const)
  const ranked = new Set<Table>()
  const visited = new Set<Table>()
  const visit = (table: Table): void => {
    if (visited.has(table)) return
    visited.add(table)
    for (const [from, to] of [...references, ...links]) if (to === table) visit(from)
    ranked.add(table)
  }
  for (const table of ground.schema.tables) visit(unit(table))
  // Where a link and the references make a circle, the references decide.
  const ordered: Table[] = []
  let left: readonly Table[] = [...ranked]
  while (left.length > 0) {
    const waits = (table: Table): boolean => references.some(([from, to]) => to === table && from !== table && left.includes(from))
    const next = left.find(t => !waits(t)) ?? left[0]!
    ordered.push(next)
    left = left.filter(t => t !== next)
  }
  return ordered.filter(t => classes.some(c => c.table === t))
}
