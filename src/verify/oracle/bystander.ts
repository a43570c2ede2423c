import type { Part } from '../../policy/record-class.ts'
import type { Table } from '../../schema/schema.ts'
import type { Ground } from './ground.ts'
import { findNamed } from './names.ts'
import { tablesAbove } from './ownership.ts'

/**
 * The tables out of scope that no hold concerns: their rows take none, and none is followed by way of them. All of them but those by which rows in scope belong to
 * their subject, and those in whose columns a hold stands.
 */
export function bystanders({ policy, schema, names, edges, table }: Ground): ReadonlySet<Table> {
  const outside = new Set(Object.keys(policy.outOfScope).flatMap(name => findNamed(names, schema, name) ?? []))
  if (outside.size === 0) return outside
  const tablesOf = (parts: readonly Part[]): readonly string[] => parts.flatMap(p => [p.table, ...tablesOf(p.parts)])
  const above = (from: Table): ReadonlySet<Table> => tablesAbove({ edges }, from)
  const subjects = policy.subjects.map(s => table(s.table))
  const concerned = new Set([
    ...subjects,
    ...policy.schedule.flatMap(e => (e.kind === 'class' ? [e.table, ...tablesOf(e.parts)].map(table) : [])),
    ...policy.holds.flatMap(h => [table(h.table), table(h.holds)]),
  ])
  const onTheWay = [...concerned].flatMap(t => [...above(t)].filter(o => subjects.some(s => above(o).has(s))))
  for (const t of [...concerned, ...onTheWay]) outside.delete(t)
  return outside
}
