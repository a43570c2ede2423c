import type { Part } from '../../policy/record-class.ts'
import type { ForeignKeyEdge } from './edge.ts'
import { childrenAlong, edgesBetween } from './follow.ts'
import type { Ground } from './ground.ts'
import type { RowEntry } from './membership.ts'
import type { Entity, Store } from './store.ts'

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
  inNeed: (entity: Entity) => readonly Entity[],
): { readonly going: readonly G[]; readonly blocked: ReadonlyMap<G, Entity> } {
  const blocked = new Map<G, Entity>()
  let going = groups
  for (;;) {
    const leaving = new Set(going.flatMap(g => g.members.map(m => m.at)))
    const before = blocked.size
    for (const group of going) {
      const inTheWay = obstacle(ground, store, group.members, leaving, held, inNeed)
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
  inNeed: (entity: Entity) => readonly Entity[],
): Entity | undefined {
  const heldPart = members.find(m => held.has(m.at))
  if (heldPart) return heldPart
  return (
    members
      .flatMap(m => referring(ground, store, m))
      .find(({ child, edge }) => !leaving.has(child.at) && (!severable(edge) || held.has(child.at)))?.child ??
    members.flatMap(inNeed).find(other => !leaving.has(other.at))
  )
}
