import type { Cutoff } from '../../policy/cutoff.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable } from '../../schema/schema.ts'
import { eventTables, relatedTables } from './cutoff.ts'
import { childrenAlong, edgesBetween } from './follow.ts'
import type { Ground } from './ground.ts'
import { entryOf } from './membership.ts'
import { ownedBy, ownersOf, tablesAbove } from './ownership.ts'
import { relatedRow } from './related.ts'
import { type Entity, entitiesOf, placeOf, type Store } from './store.ts'
import type { Done } from './world.ts'

const cutoffsOf = ({ clock }: RecordClass): readonly Cutoff[] =>
  clock ? [clock.cutoff, ...(clock.while?.kind === 'before' ? [clock.while.cutoff] : [])] : []

/**
 * The rows that need a row though no foreign key need say so: those that belong to it by a declared link and on which an erasure would act, and those whose clock is read
 * from it or by way of it. An erasure that has acted on them has seen to both. Asked of the rows as they are by then, and of what is done by then.
 */
export function whoNeeds(ground: Ground, store: Store, done: readonly Done[]): (entity: Entity) => readonly Entity[] {
  const now: Ground = { ...ground, store }
  const erased = new Set<string>()
  let read = 0
  const isErased = (other: Entity, entry: RecordClass): boolean => {
    for (; read < done.length; read++) {
      const { table, key, className, fact } = done[read]!
      if (fact.kind === 'erased') erased.add(placeOf(table, key) + className)
    }
    return erased.has(other.at + entry.name)
  }
  const open = (other: Entity): RecordClass | null => {
    const entry = entryOf(now, other)
    return entry?.kind === 'class' && !isErased(other, entry) ? entry : null
  }
  const linked = (entity: Entity): readonly Entity[] =>
    (ground.edges.ownersTo.get(entity.table) ?? [])
      .filter(edge => edge.kind === 'join')
      .flatMap(edge => childrenAlong(now, entity, edge))
      .filter(child => (open(child)?.onErasure.kind ?? 'untouched') !== 'untouched')
  const related = (entity: Entity): readonly Entity[] =>
    ground.policy.schedule.flatMap(e => {
      if (e.kind !== 'class' || !cutoffsOf(e).some(c => relatedTables(c).some(t => sameTable(ground.table(t), entity.table)))) return []
      const table = ground.table(e.table)
      const edges = edgesBetween(ground, table, entity.table)
      const near = edges.length > 0 ? edges.flatMap(edge => childrenAlong(now, entity, edge)) : entitiesOf(store, table)
      return near.filter(other => open(other) === e && relatedRow(now, other, entity.table)?.at === entity.at)
    })
  const counted = new Set(
    ground.policy.schedule.flatMap(e =>
      e.kind === 'class' && cutoffsOf(e).some(c => eventTables(c).length > 0) ? [...tablesAbove(ground, ground.table(e.table))] : [],
    ),
  )
  const below = (entity: Entity): readonly Entity[] => {
    if (!counted.has(entity.table)) return []
    const above = [entity, ...ownersOf(now, entity)]
    const readsAbove = (other: Entity) => (c: Cutoff) =>
      eventTables(c).some(t => above.some(person => person.at !== other.at && sameTable(person.table, ground.table(t))))
    return ownedBy(now, entity, new Set()).filter(other => {
      const entry = open(other)
      return entry !== null && cutoffsOf(entry).some(readsAbove(other))
    })
  }
  return entity => [...linked(entity), ...related(entity), ...below(entity)]
}
