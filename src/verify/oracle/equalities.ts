import type { AndNode, BinaryOperationNode, OperationNode, OperatorNode, ParensNode, ReferenceNode, ValueNode } from 'kysely'
import { sameTable, type Table } from '../../schema/schema.ts'
import { constant } from './operand.ts'
import type { Value } from './world.ts'

/** What a declared join asks for, where it is a list of equalities: equal columns, and constants on the referring row. */
export interface Equalities {
  readonly pairs: readonly (readonly [from: string, to: string])[]
  readonly constants: readonly (readonly [column: string, value: Value])[]
}

export interface Resolver {
  readonly table: (name: string) => Table
  /** Throws where the table has no such column. */
  readonly column: (table: Table, column: string) => string
}

/** The equalities of a join's predicate; null where it says more than that. */
export function equalities(resolver: Resolver, node: OperationNode, from: Table, to: Table): Equalities | null {
  if (node.kind === 'ParensNode') return equalities(resolver, (node as ParensNode).node, from, to)
  if (node.kind === 'AndNode') {
    const { left, right } = node as AndNode
    const [a, b] = [equalities(resolver, left, from, to), equalities(resolver, right, from, to)]
    return a && b && { pairs: [...a.pairs, ...b.pairs], constants: [...a.constants, ...b.constants] }
  }
  if (node.kind !== 'BinaryOperationNode') return null
  const { leftOperand, operator, rightOperand } = node as BinaryOperationNode
  if ((operator as OperatorNode).operator !== '=') return null
  const [left, right] = [sideOf(resolver, leftOperand, from, to), sideOf(resolver, rightOperand, from, to)]
  if (!left || !right) return null
  if (left.kind === 'constant' || right.kind === 'constant') {
    const [place, value] = left.kind === 'constant' ? [right, left] : [left, right]
    if (place.kind !== 'from' || value.kind !== 'constant') return null
    return { pairs: [], constants: [[place.column, value.value]] }
  }
  if (left.kind === right.kind) return null
  const [mine, theirs] = left.kind === 'from' ? [left, right] : [right, left]
  return { pairs: [[mine.column, theirs.column]], constants: [] }
}

type Side = { readonly kind: 'from' | 'to'; readonly column: string } | { readonly kind: 'constant'; readonly value: Value }

function sideOf(resolver: Resolver, node: OperationNode, from: Table, to: Table): Side | null {
  if (node.kind === 'ValueNode') return { kind: 'constant', value: constant((node as ValueNode).value) }
  if (node.kind !== 'ReferenceNode') return null
  const { table, column } = node as ReferenceNode
  if (column.kind !== 'ColumnNode') return null
  const id = table?.table
  const named = id ? resolver.table(id.schema ? `${id.schema.name}.${id.identifier.name}` : id.identifier.name) : null
  const has = (t: Table): string | null => {
    if (named && !sameTable(named, t)) return null
    try {
      return resolver.column(t, column.column.name)
    } catch {
      return null
    }
  }
  const mine = has(from)
  if (mine !== null) return { kind: 'from', column: mine }
  const theirs = has(to)
  return theirs === null ? null : { kind: 'to', column: theirs }
}
