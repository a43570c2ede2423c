import { sameTable, type TableName } from '../schema/schema.ts'
import type { BoundClass, BoundCutoff, BoundTable } from './model.ts'

/** Tables that a cutoff reads besides the row's own. */
export function readTables(cutoff: BoundCutoff | null, c: BoundClass): readonly TableName[] {
  if (cutoff === null) return []
  switch (cutoff.kind) {
    case 'column':
      return c.joins.filter(j => j.alias === cutoff.place.alias).map(j => j.table)
    case 'related':
      return [cutoff.join.table]
    case 'latest':
      return []
    case 'endOf':
    case 'midnight':
      return readTables(cutoff.of, c)
    default:
      return cutoff.of.flatMap(of => readTables(of, c))
  }
}

/** Every other table that a cutoff of a row reads. */
export function cutoffTables(cutoff: BoundCutoff): readonly TableName[] {
  switch (cutoff.kind) {
    case 'column':
      return []
    case 'related':
    case 'latest':
      return [cutoff.join.table]
    case 'endOf':
    case 'midnight':
      return cutoffTables(cutoff.of)
    default:
      return cutoff.of.flatMap(cutoffTables)
  }
}

/** Dependants before what they refer to; a class whose cutoff stands on another row before that row's class. */
export function runOrder(classes: readonly BoundClass[], tables: readonly BoundTable[]): readonly BoundClass[] {
  const rank = (c: BoundClass): number => tables.findIndex(t => sameTable(t.name, c.table.name))
  const byTable = classes.toSorted((a, b) => rank(a) - rank(b))
  const mustWait = (c: BoundClass, left: readonly BoundClass[]): boolean =>
    left.some(
      other =>
        other !== c &&
        [other.cutoff, other.keptUntil].some(
          x => readTables(x, other).some(t => sameTable(t, c.table.name)) && !sameTable(other.table.name, c.table.name),
        ),
    )
  const ordered: BoundClass[] = []
  let left = byTable
  while (left.length > 0) {
    const next =
      left.find(c => !mustWait(c, left) && !left.some(o => o !== c && refersTo(o, c))) ?? left.find(c => !mustWait(c, left)) ?? left[0]!
    ordered.push(next)
    left = left.filter(c => c !== next)
  }
  return ordered
}

/** Whether rows of `a`, or of its parts, refer to rows of `b`. */
const refersTo = (a: BoundClass, b: BoundClass): boolean =>
  !sameTable(a.table.name, b.table.name) &&
  b.table.dependants.some(
    d => d.foreignKey !== null && (sameTable(d.table, a.table.name) || a.parts.some(p => sameTable(p.table, d.table))),
  )
