import { sameTable, type Table } from '../../schema/schema.ts'
import type { Edge } from './edge.ts'
import type { Ground } from './ground.ts'
import { holds } from './predicate.ts'
import { type Entity, entitiesOf, lookUp, type Store } from './store.ts'

/** The rows an edge leads to from a row that refers. */
export function parentsAlong(ground: Ground, entity: Entity, edge: Edge, store: Store = ground.store): readonly Entity[] {
  if (edge.kind === 'join') return likely(store, edge.to, entity, edge.pairs).filter(to => holds(ground, edge.on, [entity, to]))
  const { columns, references } = edge.foreignKey
  return lookUp(
    store,
    edge.to,
    references.columns,
    columns.map(c => entity.row[c] ?? null),
  )
}

/** The rows that a declared join can lead to. */
const likely = (
  store: Store,
  table: Table,
  entity: Entity,
  pairs: readonly (readonly [mine: string, theirs: string])[],
): readonly Entity[] =>
  pairs.length === 0
    ? entitiesOf(store, table)
    : lookUp(
        store,
        table,
        pairs.map(([, theirs]) => theirs),
        pairs.map(([mine]) => entity.row[mine] ?? null),
      )

/** The rows that refer to a row along an edge. */
export function childrenAlong(ground: Ground, entity: Entity, edge: Edge, store: Store = ground.store): readonly Entity[] {
  if (edge.kind === 'join') {
    const pairs = edge.pairs.map(([from, to]) => [to, from] as const)
    return likely(store, edge.from, entity, pairs).filter(from => holds(ground, edge.on, [from, entity]))
  }
  const { columns, references } = edge.foreignKey
  return lookUp(
    store,
    edge.from,
    columns,
    references.columns.map(c => entity.row[c] ?? null),
  )
}

/** The edges between two tables: those of ownership where there are any, otherwise the foreign keys. */
export function edgesBetween(ground: Ground, from: Table, to: Table): readonly Edge[] {
  const between = (e: Edge): boolean => sameTable(e.from, from) && sameTable(e.to, to)
  const owners = ground.edges.owners.filter(between)
  return owners.length > 0 ? owners : ground.edges.foreignKeys.filter(between)
}

/** All rows that a step reaches again and again, the first left out unless a circle leads back to it. */
export function closure(first: Entity, step: (entity: Entity) => readonly Entity[]): readonly Entity[] {
  const reached = new Map<string, Entity>()
  let frontier: readonly Entity[] = [first]
  while (frontier.length > 0) {
    frontier = frontier.flatMap(step).filter(e => !reached.has(e.at))
    for (const e of frontier) reached.set(e.at, e)
  }
  return [...reached.values()]
}
