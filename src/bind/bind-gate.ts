import type { Gate } from '../policy/activation.ts'
import type { Policy } from '../policy/policy.ts'
import { sameTable } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import { rowPredicate } from './membership.ts'
import type { BoundGate } from './model.ts'
import { ownerPaths } from './owner-paths.ts'

/** Where the policy writes a gate, and what messages call that. */
interface Spot {
  readonly at: object
  readonly what: string
}
type Bind<G extends Gate> = (gate: G, spot: Spot, policy: Policy, binder: Binder) => readonly BoundGate[]
type Kinds = { readonly [K in Gate['kind']]: Bind<Extract<Gate, { kind: K }>> }

const kinds: Kinds = {
  phrase: gate => [gate],
  'fresh preview': gate => [gate],
  review: (_, { at, what }, __, { problems }) => {
    problems.error(at, 'review-of-a-run', `${what}: a review decides on rows, and on nothing else`, 'Write gate: review(…) on the rule.')
    return []
  },
  actor: (gate, spot, policy, binder) => {
    const { at } = spot
    const what = `${spot.what}: actor`
    const table = binder.names.table(gate.table, at, what)
    if (!table) return []
    const key = table.primaryKey ?? []
    if (key.length !== 1) {
      binder.problems.error(at, 'actor-key', `${what}: "${gate.table}" has no primary key of one column, by which a caller could be named`)
      return []
    }
    const { sql } = rowPredicate(gate.where, gate.table, 'a', at, what, binder)
    const tenants = policy.tenant && binder.names.table(policy.tenant.table, policy.tenant, 'tenant')
    const path = tenants && ownerPaths(table, 'a', binder.edges).find(p => sameTable(p.to, tenants))
    const place = path && { alias: path.alias, column: binder.names.columnName(policy.tenant!.table, policy.tenant!.key) }
    return [{ kind: 'actor', table, key: key[0]!, where: sql, tenant: path && place ? { joins: path.joins, place } : null }]
  },
}

/** Resolve a gate of a manual run, or of a request. */
export const bindGate = (gate: Gate, spot: Spot, policy: Policy, binder: Binder): readonly BoundGate[] =>
  (kinds[gate.kind] as Bind<Gate>)(gate, spot, policy, binder)
