import { findColumn, sameTable, type Table } from '../../schema/schema.ts'
import type { Edge } from '../oracle/edge.ts'
import { equalities } from '../oracle/equalities.ts'
import type { Ground } from '../oracle/ground.ts'
import type { Value } from '../oracle/world.ts'

/** What ties a row to another one: equal columns, and constants that a declared link asks for. */
export interface Tie {
  readonly name: string
  readonly from: Table
  readonly to: Table
  readonly pairs: readonly (readonly [from: string, to: string])[]
  readonly constants: readonly (readonly [column: string, value: Value])[]
  readonly owner: boolean
  readonly required: boolean
  readonly foreignKey: boolean
}

/** The ties of a table's rows to others, foreign keys first. Links whose predicate is no list of equalities are left out. */
export function tiesOf(ground: Ground, table: Table): readonly Tie[] {
  const owner = (e: Edge): boolean => ground.edges.owners.includes(e)
  const keys = ground.edges.foreignKeys
    .filter(e => sameTable(e.from, table) && !sameTable(e.to, table))
    .map((e): Tie => {
      const { columns, references, name } = e.foreignKey
      return {
        name,
        from: e.from,
        to: e.to,
        pairs: columns.map((c, i) => [c, references.columns[i]!] as const),
        constants: [],
        owner: owner(e),
        required: columns.every(c => findColumn(table, c)!.notNull),
        foreignKey: true,
      }
    })
  const joins = ground.edges.owners.flatMap((e): Tie[] => {
    if (e.kind !== 'join' || !sameTable(e.from, table)) return []
    const read = equalities(ground, e.on.node, e.from, e.to)
    const name = `link to ${e.to.name}`
    return read ? [{ name, from: e.from, to: e.to, ...read, owner: true, required: false, foreignKey: false }] : []
  })
  return [...keys, ...joins]
}
