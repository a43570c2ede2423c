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
import { familyOf } from './compare.ts'
import { comparisons } from './comparison.ts'
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

function binary(ground: Ground, node: BinaryOperationNode, scope: readonly Entity[]): Truth {
  const operator = operatorOf(node.operator)
  const left = operand(ground, node.leftOperand, scope)
  if (operator === 'in' || operator === 'not in') {
    const list = listed(ground, node.rightOperand, scope)
    const within = list.reduce<Truth>((so, right) => or(so, comparisons['=']!(left, right)), false)
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
