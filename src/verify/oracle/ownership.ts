import type { Subject } from '../../policy/subject.ts'
import { sameTable } from '../../schema/schema.ts'
import { childrenAlong, closure, parentsAlong } from './follow.ts'
import type { Ground } from './ground.ts'
import type { Entity } from './store.ts'

/** Every row that owns this one, however far, nearest first. */
export const ownersOf = (ground: Ground, entity: Entity): readonly Entity[] =>
  closure(entity, e => ground.edges.owners.filter(edge => sameTable(edge.from, e.table)).flatMap(edge => parentsAlong(ground, e, edge)))

/** Every row that refers to this one by a foreign key or belongs to it by a declared link, however far. */
export const dependantsOf = (ground: Ground, entity: Entity): readonly Entity[] =>
  closure(entity, e =>
    [...ground.edges.foreignKeys, ...ground.edges.owners.filter(edge => edge.kind === 'join')]
      .filter(edge => sameTable(edge.to, e.table))
      .flatMap(edge => childrenAlong(ground, e, edge)),
  )

/** The data subjects a row belongs to: itself, where it is one, and all that own it. */
export function subjectsOf(ground: Ground, entity: Entity, subject: Subject): readonly Entity[] {
  const table = ground.table(subject.table)
  const owners = ownersOf(ground, entity).filter(e => e.at !== entity.at)
  return [entity, ...owners].filter(e => sameTable(e.table, table))
}
