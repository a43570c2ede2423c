import type { OperationNode, ReferenceNode } from 'kysely'
import type { Predicate } from '../../policy/predicate.ts'
import { type Column, findColumn, type Table } from '../../schema/schema.ts'
import type { Ground } from '../oracle/ground.ts'
import { constant } from '../oracle/operand.ts'
import { holds } from '../oracle/predicate.ts'
import { newEntity } from '../oracle/store.ts'
import type { Row, Value } from '../oracle/world.ts'
import { valueFor } from './value.ts'

/** Column values with which a predicate is true, false, or unknown because a column is NULL. */
export interface Variant {
  readonly truth: 'true' | 'false' | 'unknown'
  readonly set: Row
}

const most = 400

/** The columns of the table that predicates read, with the constants they are compared with. */
export function readColumns(ground: Ground, table: Table, predicates: readonly Predicate[]): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Set<Value>>()
  const walk = (node: unknown, near: Set<Value>[]): void => {
    if (typeof node !== 'object' || node === null) return
    const kind = (node as OperationNode).kind
    if (kind === 'ValueNode') {
      for (const values of near) values.add(constant((node as unknown as { readonly value: unknown }).value))
      return
    }
    if (kind === 'PrimitiveValueListNode') {
      for (const value of (node as unknown as { readonly values: readonly unknown[] }).values)
        for (const values of near) values.add(constant(value))
      return
    }
    const inside = kind === 'BinaryOperationNode' ? referencesIn(node).flatMap(name => entry(name)) : near
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) for (const c of child) walk(c, inside)
      else walk(child, inside)
    }
  }
  const entry = (written: string): Set<Value>[] => {
    const name = columnOf(ground, table, written)
    if (name === null) return []
    const values = found.get(name) ?? new Set()
    found.set(name, values)
    return [values]
  }
  for (const p of predicates) {
    for (const name of referencesIn(p.node)) entry(name)
    walk(p.node, [])
  }
  return new Map([...found].map(([name, values]) => [name, [...values]]))
}

function columnOf(ground: Ground, table: Table, written: string): string | null {
  try {
    return ground.column(table, written)
  } catch {
    return null
  }
}

function referencesIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const reference = node as ReferenceNode
  if (reference.kind === 'ReferenceNode') return reference.column.kind === 'ColumnNode' ? [reference.column.column.name] : []
  return Object.values(node).flatMap(child => (Array.isArray(child) ? child.flatMap(referencesIn) : referencesIn(child)))
}

/** Every combination of promising values of the columns that the predicates read. */
export function combinations(ground: Ground, table: Table, predicates: readonly Predicate[]): readonly Row[] {
  let rows: readonly Row[] = [{}]
  for (const [name, constants] of readColumns(ground, table, predicates)) {
    const values = candidates(findColumn(table, name)!, constants)
    rows = rows.flatMap(row => values.map(value => ({ ...row, [name]: value }))).slice(0, most)
  }
  return rows
}

function candidates(column: Column, constants: readonly Value[]): readonly Value[] {
  const numeric = /int|numeric|real|double/.test(column.baseType)
  const near = numeric
    ? constants.flatMap(c => (c !== null && /^-?\d+$/.test(c) ? [String(Number(c) - 1), String(Number(c) + 1)] : []))
    : []
  return [
    ...new Set<Value>([
      ...constants.filter(c => c !== null),
      ...near,
      ...(column.enumLabels ?? []),
      ...(column.baseType === 'boolean' ? ['true', 'false'] : []),
      valueFor(column, 1),
      ...(column.notNull ? [] : [null]),
    ]),
  ].filter(value => value !== null || !column.notNull)
}

/** One combination per truth of the predicate, as far as there are such values. */
export function variantsOf(
  ground: Ground,
  table: Table,
  predicate: Predicate,
  accept: (row: Row) => boolean = () => true,
): readonly Variant[] {
  const found = new Map<Variant['truth'], Variant>()
  for (const set of combinations(ground, table, [predicate])) {
    const truth = holdsOn(ground, table, predicate, set) ? 'true' : Object.values(set).includes(null) ? 'unknown' : 'false'
    if (!found.has(truth) && accept(set)) found.set(truth, { truth, set })
  }
  return [...found.values()]
}

export const holdsOn = (ground: Ground, table: Table, predicate: Predicate, row: Row): boolean =>
  holds(ground, predicate, [newEntity(ground.store, table, row)])
