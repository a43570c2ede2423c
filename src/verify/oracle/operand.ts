import type { CastNode, OperationNode, ParensNode, ReferenceNode, ValueNode } from 'kysely'
import { type Column, findColumn, sameTable } from '../../schema/schema.ts'
import type { Ground } from './ground.ts'
import type { Entity } from './store.ts'
import { OracleUnsupported } from './unsupported.ts'
import type { Value } from './world.ts'

/** A value with the column whose type it has; a constant takes the type of what it is compared with. */
export interface Operand {
  readonly value: Value
  readonly column: Column | null
}

const anyText = (name: string): Column => ({
  name,
  type: 'text',
  baseType: 'text',
  enumLabels: null,
  notNull: false,
  hasDefault: false,
  generated: null,
})

/** The value of a node over the rows in scope. Throws OracleUnsupported on anything but columns, constants and casts to text. */
export function operand(ground: Ground, node: OperationNode, scope: readonly Entity[]): Operand {
  switch (node.kind) {
    case 'ReferenceNode':
      return referenced(ground, node as ReferenceNode, scope)
    case 'ValueNode':
      return { value: constant((node as ValueNode).value), column: null }
    case 'ParensNode':
      return operand(ground, (node as ParensNode).node, scope)
    case 'CastNode': {
      const inner = operand(ground, (node as CastNode).expression, scope)
      const type = (node as CastNode).dataType as { readonly dataType?: string }
      if (type.dataType !== 'text' || /^timestamp/.test(inner.column?.baseType ?? ''))
        throw new OracleUnsupported(`a cast to ${type.dataType}`)
      return { value: inner.value, column: anyText(inner.column?.name ?? 'a constant') }
    }
    default:
      throw new OracleUnsupported(`an expression holds a ${node.kind}`)
  }
}

/** A constant as PostgreSQL reads it. */
export function constant(value: unknown): Value {
  if (value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return String(value)
  throw new OracleUnsupported(`a constant of type ${typeof value}`)
}

function referenced(ground: Ground, node: ReferenceNode, scope: readonly Entity[]): Operand {
  if (node.column.kind !== 'ColumnNode') throw new OracleUnsupported(`an expression holds a ${node.column.kind}`)
  const written = node.column.column.name
  const id = node.table?.table
  const table = id ? ground.table(id.schema ? `${id.schema.name}.${id.identifier.name}` : id.identifier.name) : null
  const found = scope
    .filter(e => table === null || sameTable(e.table, table))
    .flatMap(e => {
      const column = columnOf(ground, e, written)
      return column ? [{ value: e.row[column.name] ?? null, column }] : []
    })
  if (found.length !== 1) throw new OracleUnsupported(`${written} names ${found.length} columns`)
  return found[0]!
}

function columnOf(ground: Ground, entity: Entity, written: string): Column | undefined {
  try {
    return findColumn(entity.table, ground.column(entity.table, written))
  } catch (error) {
    if (error instanceof OracleUnsupported) return undefined
    throw error
  }
}
