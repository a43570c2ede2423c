import type { Gate } from '../policy/activation.ts'
import type { Policy } from '../policy/policy.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { sameTable } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import { rowPredicate } from './membership.ts'
import type { BoundGate } from './model.ts'
import { ownerPaths } from './owner-paths.ts'

type Bind<G extends Gate> = (gate: G, c: RecordClass, policy: Policy, binder: Binder) => readonly BoundGate[]
type Kinds = { readonly [K in Gate['kind']]: Bind<Extract<Gate, { kind: K }>> }

const kinds: Kinds = {
  phrase: gate => [gate],
  'fresh preview': gate => [gate],
  review: (_, c, __, { problems }) => {
    problems.error(c, 'review-of-a-run', `class "${c.name}": a review decides on rows, not on a run`, 'Write gate: review(…) on the rule.')
    return []
  },
  actor: (gate, c, policy, binder) => {
    const what = `class "${c.name}": actor`
    const table = binder.names.table(gate.table, c, what)
    if (!table) return []
    const key = table.primaryKey ?? []
    if (key.length !== 1) {
      binder.problems.error(c, 'actor-key', `${what}: "${gate.table}" has no primary key of one column, by which a caller could be named`)
      return []
    }
    const { sql } = rowPredicate(gate.where, gate.table, 'a', c, what, binder)
    const tenants = policy.tenant && binder.names.table(policy.tenant.table, policy.tenant, 'tenant')
    const path = tenants && ownerPaths(table, 'a', binder.edges).find(p => sameTable(p.to, tenants))
    const place = path && { alias: path.alias, column: binder.names.columnName(policy.tenant!.table, policy.tenant!.key) }
    return [{ kind: 'actor', table, key: key[0]!, where: sql, tenant: path && place ? { joins: path.joins, place } : null }]
  },
}

/** Resolve a gate of a manual run. */
export const bindGate = (gate: Gate, c: RecordClass, policy: Policy, binder: Binder): readonly BoundGate[] =>
  (kinds[gate.kind] as Bind<Gate>)(gate, c, policy, binder)
