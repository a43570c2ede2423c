import type { Column } from '../../schema/schema.ts'
import { equal, familyOf, like, order } from './compare.ts'
import type { Operand } from './operand.ts'
import { not, type Truth } from './truth.ts'
import { OracleUnsupported } from './unsupported.ts'

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

/** SQL's comparison operators, by name. */
export const comparisons: Readonly<Record<string, Compare>> = {
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
