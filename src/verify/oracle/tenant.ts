import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import type { Ground } from './ground.ts'
import { ownersOf } from './ownership.ts'
import { holds } from './predicate.ts'
import type { Entity } from './store.ts'

/** Which rows a run takes. By default all of every class, as a manual run without a tenant does. */
export interface RunScope {
  /** Only the tenants that opted in, where the class's schedule says so. */
  readonly scheduled?: boolean
  /** Only the rows of one tenant, by its key. */
  readonly tenant?: string
  /** Only these classes, by name. */
  readonly classes?: readonly string[]
}

/** Whether a run looks at the row at all. Rows of tables that lead to no tenant belong to every run; rows without one to no tenant's. */
export function takesPart(ground: Ground, entity: Entity, entry: RecordClass): boolean {
  const { scope, policy } = ground
  if (scope.classes && !scope.classes.includes(entry.name)) return false
  const { tenant } = policy
  if (!tenant || !leadsTo(ground, entity.table, ground.table(tenant.table))) return true
  const table = ground.table(tenant.table)
  const tenants = [entity, ...ownersOf(ground, entity)].filter(e => sameTable(e.table, table))
  const key = ground.column(table, tenant.key)
  if (scope.tenant !== undefined && !tenants.some(t => t.row[key] === scope.tenant)) return false
  const activation = entry.clock?.activation ?? policy.activation
  const asksForOptIn = activation.some(a => a.kind === 'scheduled' && a.optIn)
  if (!scope.scheduled || !asksForOptIn || !tenant.optIn) return true
  return tenants.some(t => holds(ground, tenant.optIn!, [t]))
}

/** Whether rows of a table can have an owner in another one, or are in it. */
function leadsTo(ground: Ground, from: Table, to: Table): boolean {
  const reached = new Set<Table>([from])
  for (const table of reached) for (const edge of ground.edges.owners) if (sameTable(edge.from, table)) reached.add(edge.to)
  return reached.has(to)
}
