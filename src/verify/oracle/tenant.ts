import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import type { Edge } from './edge.ts'
import { parentsAlong } from './follow.ts'
import type { Ground } from './ground.ts'
import { holds } from './predicate.ts'
import type { Entity } from './store.ts'
import type { Value } from './world.ts'

/** Which rows a run takes. By default all of every class, as a manual run without a tenant does. */
export interface RunScope {
  /** Only the tenants that opted in, where the class's schedule says so. */
  readonly scheduled?: boolean
  /** Only the rows of one tenant, by its key. */
  readonly tenant?: string
  /** Only these classes, by name. */
  readonly classes?: readonly string[]
}

/** The keys of the tenants to which a row leads; null where its table leads to none. */
export function tenantKeys(ground: Ground, entity: Entity): readonly Value[] | null {
  const found = tenantsOf(ground, entity)
  const { tenant } = ground.policy
  return found && tenant && found.map(t => t.row[ground.column(ground.table(tenant.table), tenant.key)] ?? null)
}

function tenantsOf(ground: Ground, entity: Entity): readonly Entity[] | null {
  const { tenant } = ground.policy
  const way = tenant && wayTo(ground, entity.table, ground.table(tenant.table))
  return way?.reduce<readonly Entity[]>((rows, edge) => rows.flatMap(row => parentsAlong(ground, row, edge)), [entity]) ?? null
}

/** Whether a run looks at the row at all. Rows of tables that lead to no tenant belong to every run; rows without one to no tenant's. */
export function takesPart(ground: Ground, entity: Entity, entry: RecordClass): boolean {
  const { scope, policy } = ground
  if (scope.classes && !scope.classes.includes(entry.name)) return false
  const { tenant } = policy
  const tenants = tenantsOf(ground, entity)
  if (!tenant || !tenants) return true
  if (scope.tenant !== undefined && !tenantKeys(ground, entity)!.includes(scope.tenant)) return false
  const activation = entry.clock?.activation ?? policy.activation
  const asksForOptIn = activation.some(a => a.kind === 'scheduled' && a.optIn)
  if (!scope.scheduled || !asksForOptIn || !tenant.optIn) return true
  return tenants.some(t => holds(ground, tenant.optIn!, [t]))
}

/** The shortest way up the owner edges; a foreign key counts before a link of the same length. Null: none. */
function wayTo(ground: Ground, from: Table, to: Table): readonly Edge[] | null {
  let ways: readonly { readonly at: Table; readonly edges: readonly Edge[] }[] = [{ at: from, edges: [] }]
  const seen = new Set<Table>([from])
  while (ways.length > 0) {
    const there = ways.find(w => sameTable(w.at, to))
    if (there) return there.edges
    ways = ways.flatMap(w =>
      ground.edges.owners.filter(e => sameTable(e.from, w.at) && !seen.has(e.to)).map(e => ({ at: e.to, edges: [...w.edges, e] })),
    )
    for (const w of ways) seen.add(w.at)
  }
  return null
}
