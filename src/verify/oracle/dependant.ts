import type { Part } from '../../policy/record-class.ts'
import { sameTable } from '../../schema/schema.ts'
import { relatedTables } from './cutoff.ts'
import type { ForeignKeyEdge } from './edge.ts'
import { childrenAlong, edgesBetween } from './follow.ts'
import type { Ground } from './ground.ts'
import { entryOf, type RowEntry } from './membership.ts'
import { relatedRow } from './related.ts'
import { type Entity, entitiesOf, placeOf, type Store } from './store.ts'
import type { Done } from './world.ts'

/** A row with the parts that go with it, the row first. */
export function withParts(ground: Ground, store: Store, entity: Entity, entry: RowEntry): readonly Entity[] {
  const collect = (whole: Entity, parts: readonly Part[]): readonly Entity[] =>
    parts.flatMap(part => {
      const edges = edgesBetween(ground, ground.table(part.table), whole.table)
      return edges.flatMap(edge => childrenAlong(ground, whole, edge, store)).flatMap(child => [child, ...collect(child, part.parts)])
    })
  const all = [entity, ...collect(entity, entry.kind === 'class' ? entry.parts : [])]
  return [...new Map(all.map(e => [e.at, e])).values()]
}

/** The rows that refer to this one, each with the foreign key by which it does. */
export const referring = (
  ground: Ground,
  store: Store,
  entity: Entity,
): readonly { readonly child: Entity; readonly edge: ForeignKeyEdge }[] =>
  (ground.edges.foreignKeysTo.get(entity.table) ?? []).flatMap(edge =>
    childrenAlong(ground, entity, edge, store).map(child => ({ child, edge })),
  )

/** Whether PostgreSQL lets go of the child when the row goes. */
export const severable = (edge: ForeignKeyEdge): boolean =>
  edge.foreignKey.onDelete === 'set null' || edge.foreignKey.onDelete === 'set default'

/**
 * Which rows can go together, and what stands in the way of the others. `groups` are rows with their parts; a row is in
 * the way when it refers to a member, goes with none of the groups, and cannot be let go or is held.
 */
export function settle<G extends { readonly members: readonly Entity[] }>(
  ground: Ground,
  store: Store,
  groups: readonly G[],
  held: ReadonlySet<string>,
  done: readonly Done[],
): { readonly going: readonly G[]; readonly blocked: ReadonlyMap<G, Entity> } {
  const blocked = new Map<G, Entity>()
  const linked = linkedRows(ground, store, done)
  let going = groups
  for (;;) {
    const leaving = new Set(going.flatMap(g => g.members.map(m => m.at)))
    const before = blocked.size
    for (const group of going) {
      const inTheWay = obstacle(ground, store, group.members, leaving, held, linked)
      if (inTheWay) blocked.set(group, inTheWay)
    }
    if (blocked.size === before) return { going, blocked }
    going = going.filter(g => !blocked.has(g))
  }
}

function obstacle(
  ground: Ground,
  store: Store,
  members: readonly Entity[],
  leaving: ReadonlySet<string>,
  held: ReadonlySet<string>,
  linked: (entity: Entity) => readonly Entity[],
): Entity | undefined {
  const heldPart = members.find(m => held.has(m.at))
  if (heldPart) return heldPart
  return (
    members
      .flatMap(m => referring(ground, store, m))
      .find(({ child, edge }) => !leaving.has(child.at) && (!severable(edge) || held.has(child.at)))?.child ??
    members.flatMap(m => [...standingOn(ground, store, m), ...linked(m)]).find(other => !leaving.has(other.at))
  )
}

/** Rows whose cutoff is read from this row though they do not refer to it: without it their clock would never start. */
const standingOn = (ground: Ground, store: Store, entity: Entity): readonly Entity[] =>
  ground.policy.schedule.flatMap(e => {
    if (e.kind !== 'class' || e.clock === null || !relatedTables(e.clock.cutoff).some(t => sameTable(ground.table(t), entity.table)))
      return []
    const table = ground.table(e.table)
    if (ground.edges.foreignKeys.some(edge => sameTable(edge.from, table) && sameTable(edge.to, entity.table))) return []
    return entitiesOf(store, table).filter(other => relatedRow(ground, other, entity.table)?.at === entity.at)
  })

/** Rows that belong to this one by a declared link, and which an erasure of it has yet to act on. */
function linkedRows(ground: Ground, store: Store, done: readonly Done[]): (entity: Entity) => readonly Entity[] {
  const erased = new Set(done.filter(d => d.fact.kind === 'erased').map(d => placeOf(d.table, d.key) + d.className))
  return entity =>
    (ground.edges.ownersTo.get(entity.table) ?? [])
      .filter(edge => edge.kind === 'join')
      .flatMap(edge => childrenAlong(ground, entity, edge, store))
      .filter(child => {
        const entry = entryOf(ground, child)
        return entry?.kind === 'class' && entry.onErasure.kind !== 'untouched' && !erased.has(child.at + entry.name)
      })
}
