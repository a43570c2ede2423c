import { sameTable, type Table } from '../../schema/schema.ts'
import { childrenAlong, edgesBetween, parentsAlong } from './follow.ts'
import type { Ground } from './ground.ts'
import type { Entity } from './store.ts'
import { OracleUnsupported } from './unsupported.ts'

/**
 * The one row of another table that a row refers to, or that belongs to the same third row by a key of its own (a send
 * and the preferences, both of one user). Null: there is none. Throws OracleUnsupported where there may be several.
 */
export function relatedRow(ground: Ground, entity: Entity, target: Table): Entity | null {
  const edges = edgesBetween(ground, entity.table, target)
  const name = `${entity.table.name} refers to ${target.name}`
  if (edges.length > 1) throw new OracleUnsupported(`${name} in ${edges.length} ways`)
  const rows = edges[0] ? parentsAlong(ground, entity, edges[0]) : siblings(ground, entity, target)
  if (rows === null) throw new OracleUnsupported(`${name} in no way`)
  if (rows.length > 1) throw new OracleUnsupported(`a row of ${name} in ${rows.length} rows`)
  return rows[0] ?? null
}

/** The rows of the target that refer to what this row refers to, where a key of theirs allows only one. Null: no such way. */
function siblings(ground: Ground, entity: Entity, target: Table): readonly Entity[] | null {
  const keys = [target.primaryKey ?? [], ...target.uniqueKeys].filter(key => key.length > 0)
  const ways = ground.edges.foreignKeys
    .filter(mine => sameTable(mine.from, entity.table))
    .flatMap(mine =>
      ground.edges.foreignKeys
        .filter(theirs => sameTable(theirs.from, target) && sameTable(theirs.to, mine.to))
        .filter(theirs => keys.some(key => key.every(column => theirs.foreignKey.columns.includes(column))))
        .map(theirs => ({ mine, theirs })),
    )
  if (ways.length === 0) return null
  const rows = ways.flatMap(({ mine, theirs }) =>
    parentsAlong(ground, entity, mine).flatMap(shared => childrenAlong(ground, shared, theirs)),
  )
  return [...new Map(rows.map(e => [e.at, e])).values()]
}
