import type { Subject } from '../../policy/subject.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import { childrenAlong, closure, parentsAlong } from './follow.ts'
import type { Ground } from './ground.ts'
import type { Entity } from './store.ts'

/** Every row that owns this one, however far, nearest first. */
export const ownersOf = (ground: Ground, entity: Entity): readonly Entity[] =>
  closure(entity, e => (ground.edges.ownersFrom.get(e.table) ?? []).flatMap(edge => parentsAlong(ground, e, edge)))

/** Every table whose rows can own a row of this one, however far. */
export function tablesAbove({ edges }: Pick<Ground, 'edges'>, table: Table): ReadonlySet<Table> {
  const reached = new Set<Table>()
  const climb = (from: Table): void => {
    for (const { to } of edges.ownersFrom.get(from) ?? [])
      if (!reached.has(to)) {
        reached.add(to)
        climb(to)
      }
  }
  climb(table)
  return reached
}

/** Every row that belongs to this one, however far, but not by way of some tables. */
export const ownedBy = (ground: Ground, entity: Entity, without: ReadonlySet<Table>): readonly Entity[] =>
  closure(entity, e =>
    (ground.edges.ownersTo.get(e.table) ?? []).filter(edge => !without.has(edge.from)).flatMap(edge => childrenAlong(ground, e, edge)),
  )

/** Every row that these refer to by a foreign key or belong to by a declared link, however far, but not by way of some tables. */
export function referredTo(ground: Ground, entities: readonly Entity[], without: ReadonlySet<Table>): readonly Entity[] {
  const all = [...ground.edges.foreignKeys, ...ground.edges.owners.filter(edge => edge.kind === 'join')]
  const edges = all.filter(edge => !without.has(edge.to))
  const reached = new Map<string, Entity>()
  const queue = [...entities]
  for (const e of queue)
    for (const edge of edges)
      if (sameTable(edge.from, e.table))
        for (const to of parentsAlong(ground, e, edge))
          if (!reached.has(to.at)) {
            reached.set(to.at, to)
            queue.push(to)
          }
  return [...reached.values()]
}

/** The data subjects a row belongs to: itself, where it is one, and all that own it. */
export function subjectsOf(ground: Ground, entity: Entity, subject: Subject): readonly Entity[] {
  const table = ground.table(subject.table)
  const owners = ownersOf(ground, entity).filter(e => e.at !== entity.at)
  return [entity, ...owners].filter(e => sameTable(e.table, table))
}
