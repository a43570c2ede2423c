import type {
  AndNode,
  BinaryOperationNode,
  OperationNode,
  OperatorNode,
  OrNode,
  ParensNode,
  PrimitiveValueListNode,
  UnaryOperationNode,
  ValueListNode,
} from 'kysely'
import type { Predicate } from '../../policy/predicate.ts'
import type { Column } from '../../schema/schema.ts'
import { equal, familyOf, like, order } from './compare.ts'
import type { Ground } from './ground.ts'
import { constant, type Operand, operand } from './operand.ts'
import type { Entity } from './store.ts'
import { and, not, or, type Truth } from './truth.ts'
import { OracleUnsupported } from './unsupported.ts'

/** Whether a predicate is true (not false, not unknown) of the rows in scope. Throws OracleUnsupported on what it cannot evaluate. */
export const holds = (ground: Ground, predicate: Predicate, scope: readonly Entity[]): boolean =>
  truth(ground, predicate.node, scope) === true

function truth(ground: Ground, node: OperationNode, scope: readonly Entity[]): Truth {
  switch (node.kind) {
    case 'AndNode':
      return and(truth(ground, (node as AndNode).left, scope), truth(ground, (node as AndNode).right, scope))
    case 'OrNode':
      return or(truth(ground, (node as OrNode).left, scope), truth(ground, (node as OrNode).right, scope))
    case 'ParensNode':
      return truth(ground, (node as ParensNode).node, scope)
    case 'UnaryOperationNode': {
      const operator = operatorOf((node as UnaryOperationNode).operator)
      if (operator !== 'not') throw new OracleUnsupported(`the operator ${operator}`)
      return not(truth(ground, (node as UnaryOperationNode).operand, scope))
    }
    case 'BinaryOperationNode':
      return binary(ground, node as BinaryOperationNode, scope)
    default:
      return asTruth(operand(ground, node, scope))
  }
}

function asTruth({ value, column }: Operand): Truth {
  if (column && familyOf(column) !== 'boolean') throw new OracleUnsupported(`${column.name} stands as a condition and is no boolean`)
  return value === null ? null : value === 'true'
}

type Compare = (left: Operand, right: Operand) => Truth

const both =
  (test: (column: Column, a: string, b: string) => boolean): Compare =>
  (left, right) => {
    const column = commonColumn(left, right)
    return left.value === null || right.value === null ? null : test(column, left.value, right.value)
  }
const negated =
  (compare: Compare): Compare =>
  (left, right) =>
    not(compare(left, right))

const equals = both(equal)
const isLike = both((c, a, b) => like(c, a, b, false))
const isILike = both((c, a, b) => like(c, a, b, true))
const distinct: Compare = (left, right) =>
  left.value === null || right.value === null ? left.value !== right.value : not(equals(left, right))
const is: Compare = (left, right) => left.value === right.value

const comparisons: Readonly<Record<string, Compare>> = {
  '=': equals,
  '==': equals,
  '!=': negated(equals),
  '<>': negated(equals),
  '<': both((c, a, b) => order(c, a, b) < 0),
  '<=': both((c, a, b) => order(c, a, b) <= 0),
  '>': both((c, a, b) => order(c, a, b) > 0),
  '>=': both((c, a, b) => order(c, a, b) >= 0),
  like: isLike,
  'not like': negated(isLike),
  ilike: isILike,
  'not ilike': negated(isILike),
  'is distinct from': distinct,
  'is not distinct from': negated(distinct),
  is,
  'is not': negated(is),
}

function binary(ground: Ground, node: BinaryOperationNode, scope: readonly Entity[]): Truth {
  const operator = operatorOf(node.operator)
  const left = operand(ground, node.leftOperand, scope)
  if (operator === 'in' || operator === 'not in') {
    const list = listed(ground, node.rightOperand, scope)
    const within = list.reduce<Truth>((so, right) => or(so, equals(left, right)), false)
    return operator === 'in' ? within : not(within)
  }
  if (operator === 'between') {
    const { left: low, right: high } = node.rightOperand as AndNode
    return and(comparisons['>=']!(left, operand(ground, low, scope)), comparisons['<=']!(left, operand(ground, high, scope)))
  }
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined
  if (!compare) throw new OracleUnsupported(`the operator ${operator}`)
  return compare(left, operand(ground, node.rightOperand, scope))
}

function listed(ground: Ground, node: OperationNode, scope: readonly Entity[]): readonly Operand[] {
  const list =
    node.kind === 'PrimitiveValueListNode'
      ? (node as PrimitiveValueListNode).values.map(v => ({ value: constant(v), column: null }))
      : node.kind === 'ValueListNode'
        ? (node as ValueListNode).values.map(v => operand(ground, v, scope))
        : null
  if (list === null || list.length === 0) throw new OracleUnsupported(`a list that is ${list ? 'empty' : `a ${node.kind}`}`)
  return list
}

function operatorOf(node: OperationNode): string {
  if (node.kind !== 'OperatorNode') throw new OracleUnsupported(`the operator is a ${node.kind}`)
  return (node as OperatorNode).operator
}

/** Two columns must be of one family: PostgreSQL's implicit casts are not ours to repeat. */
function commonColumn(left: Operand, right: Operand): Column {
  const column = left.column ?? right.column ?? { ...constantType(left.value ?? right.value ?? '') }
  if (left.column && right.column && familyOf(left.column) !== familyOf(right.column))
    throw new OracleUnsupported(`${left.column.name} and ${right.column.name} have different types`)
  return column
}

function constantType(value: string): Column {
  const baseType = /^[+-]?\d+(\.\d+)?$/.test(value) ? 'numeric' : 'text'
  return { name: 'a constant', type: baseType, baseType, enumLabels: null, notNull: false, hasDefault: false, generated: null }
}
