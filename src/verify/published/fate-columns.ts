import { splitRef } from '../../policy/plain.ts'
import type { FateValue, PublishedFate } from '../../policy/published-fate.ts'
import { type Column, findColumn, type Table } from '../../schema/schema.ts'
import type { Ground } from '../oracle/ground.ts'
import type { Value } from '../oracle/world.ts'

/** A column of the catalog with what a line says about it. */
export interface Given {
  /** As the line writes it. */
  readonly name: string
  readonly table: Table
  readonly column: Column
  /** Whether it is the row's own, or that of a row which belongs with it. */
  readonly own: boolean
  readonly values: readonly FateValue[]
}

const columnOf = (ground: Ground, table: Table, name: string): Column => findColumn(table, ground.column(table, name))!

/** What a line gives, by the catalog's names. Throws OracleUnsupported for a name that the schema does not have. */
export function givenOf(ground: Ground, fate: PublishedFate): readonly Given[] {
  return Object.entries(fate.given).map(([name, value]): Given => {
    const own = !name.includes('.')
    const ref = own ? { table: fate.table, column: name } : splitRef(name)
    const table = ground.table(ref.table)
    return { name, table, column: columnOf(ground, table, ref.column), own, values: Array.isArray(value) ? value : [value as FateValue] }
  })
}

/** The columns of an outcome with their values. Throws OracleUnsupported for a name that the schema does not have. */
export const outcomeColumns = (ground: Ground, fate: PublishedFate, values: Readonly<Record<string, FateValue>>) =>
  Object.entries(values).map(([name, value]) => [columnOf(ground, ground.table(fate.table), name), value] as const)

export const textOf = (value: FateValue): Value => (value === null ? null : String(value))
