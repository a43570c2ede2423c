import type { RecordClass } from '../../policy/record-class.ts'
import { type Draft, openScope, type Scope, Unbuildable } from '../build/draft.ts'
import { variantsOf } from '../build/variants.ts'
import { make } from '../build/workshop.ts'
import type { Row } from '../oracle/world.ts'
import { type Bench, dueStage, makeDue, membershipOf, tableOf } from './bench.ts'

/** A tenant that did not opt in, with somebody who may run its purge by hand. */
export interface ManualTenant {
  readonly tenant: string
  readonly classes: readonly { readonly name: string; readonly actor: string | null; readonly phrase: string | null }[]
}

/** Whether the class is run by schedule for those tenants only that opted in. */
const asksForOptIn = (bench: Bench, c: RecordClass): boolean =>
  (c.clock?.activation ?? bench.workshop.ground.policy.activation).some(a => a.kind === 'scheduled' && a.optIn)

export const notOptedIn = 'due, and its tenant did not opt in'

/** Due rows of every class, all of one tenant that did not opt in: its scheduled run leaves them, its manual run takes them. */
export function tenantCases(bench: Bench, classes: readonly RecordClass[]): ManualTenant | null {
  const { ground } = bench.workshop
  const { tenant } = ground.policy
  const some = classes.filter(c => asksForOptIn(bench, c) && dueStage(bench, c) !== null)
  if (!tenant?.optIn || some.length === 0) return null
  const table = ground.table(tenant.table)
  const out = variantsOf(ground, table, tenant.optIn).find(v => v.truth !== 'true')
  if (!out) {
    for (const c of some)
      bench.notCovered.push({ class: c.name, what: 'a tenant that did not opt in', reason: 'every value of its columns opts in' })
    return null
  }
  const scope = openScope()
  const shop = make(bench.workshop, scope, table, out.set)
  const runs = some.flatMap((c): ManualTenant['classes'][number][] => {
    try {
      const row = make(bench.workshop, scope, tableOf(bench, c), membershipOf(bench, c))
      const stage = makeDue(bench, c, { scope, row })!
      bench.cases.push({ class: c, stage, name: notOptedIn, scope, row, holds: [], decisions: [] })
      return [{ name: c.name, ...keysFor(bench, c, scope) }]
    } catch (error) {
      if (!(error instanceof Unbuildable)) throw error
      bench.notCovered.push({ class: c.name, what: 'a tenant that did not opt in', reason: error.message })
      return []
    }
  })
  otherTenantCases(bench, some, out.set)
  return { tenant: shop.values.get(ground.column(table, tenant.key))!, classes: runs }
}

/** Due rows of a tenant that nobody runs a purge for. */
function otherTenantCases(bench: Bench, classes: readonly RecordClass[], set: Row): void {
  const scope = openScope()
  make(bench.workshop, scope, bench.workshop.ground.table(bench.workshop.ground.policy.tenant!.table), set)
  for (const c of classes)
    try {
      const row = make(bench.workshop, scope, tableOf(bench, c), membershipOf(bench, c))
      const stage = makeDue(bench, c, { scope, row })!
      bench.cases.push({ class: c, stage, name: 'due, and nobody runs the purge of its tenant', scope, row, holds: [], decisions: [] })
    } catch (error) {
      // The tenant before it says why.
      if (!(error instanceof Unbuildable)) throw error
    }
}

/** What the gates of a manual run ask for. */
function keysFor(bench: Bench, c: RecordClass, scope: Scope): { readonly actor: string | null; readonly phrase: string | null } {
  const { ground } = bench.workshop
  const gates = (c.clock?.activation ?? ground.policy.activation).flatMap(a => (a.kind === 'manual' ? a.gates : []))
  const phrase = gates.find(g => g.kind === 'phrase')
  const gate = gates.find(g => g.kind === 'actor')
  return { phrase: phrase?.kind === 'phrase' ? phrase.text : null, actor: gate?.kind === 'actor' ? actorKey(bench, scope, gate) : null }
}

function actorKey(bench: Bench, scope: Scope, gate: { readonly table: string; readonly where: Parameters<typeof variantsOf>[2] }): string {
  const table = bench.workshop.ground.table(gate.table)
  const may = variantsOf(bench.workshop.ground, table, gate.where).find(v => v.truth === 'true')
  if (!may) throw new Unbuildable(`no row of ${gate.table} may start a run`)
  const actor: Draft =
    scope.drafts.find(d => d.table === table && Object.entries(may.set).every(([k, v]) => d.values.get(k) === v)) ??
    make(bench.workshop, scope, table, may.set)
  return actor.values.get(table.primaryKey![0]!)!
}
