import type { StandingHold } from '../../policy/policy.ts'
import { sameTable } from '../../schema/schema.ts'
import { edgesBetween, parentsAlong } from './follow.ts'
import type { Ground } from './ground.ts'
import { entryOf } from './membership.ts'
import { ownersOf, referredTo } from './ownership.ts'
import { holds } from './predicate.ts'
import { type Entity, entitiesOf } from './store.ts'
import type { Hold } from './world.ts'

/**
 * The rows that may not be touched, by their place: what a hold matches, all that they own, and all that any of these
 * refer to: a row on hold says whom it is about, so its owners stay with it.
 */
export function heldRows(ground: Ground): ReadonlySet<string> {
  const all = ground.schema.tables.flatMap(t => entitiesOf(ground.store, t))
  const matched = new Set(
    [
      ...ground.world.holds.filter(h => !h.released).flatMap(h => all.filter(e => matches(ground, h, e))),
      ...ground.policy.holds.flatMap(h => standing(ground, h)),
    ].map(e => e.at),
  )
  if (matched.size === 0) return matched
  const down = all.filter(e => matched.has(e.at) || ownersOf(ground, e).some(owner => matched.has(owner.at)))
  return new Set([...down, ...referredTo(ground, down)].map(e => e.at))
}

function matches(ground: Ground, { scope }: Hold, entity: Entity): boolean {
  if (scope.kind === 'class') return entryOf(ground, entity)?.name === scope.className
  return sameTable(scope.table, entity.table) && Object.entries(scope.key).every(([column, value]) => entity.row[column] === value)
}

/** The rows a standing hold matches: those whose own columns say so, or the rows that these refer to. */
function standing(ground: Ground, hold: StandingHold): readonly Entity[] {
  const table = ground.table(hold.table)
  const target = ground.table(hold.holds)
  const flagged = entitiesOf(ground.store, table).filter(e => holds(ground, hold.where, [e]))
  if (sameTable(table, target)) return flagged
  const edges = edgesBetween(ground, table, target)
  return flagged.flatMap(e => edges.flatMap(edge => parentsAlong(ground, e, edge)))
}
