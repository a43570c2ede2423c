import { type Expression, expressionBuilder, isExpression } from 'kysely'
import { policyError } from './policy-error.ts'
import type { Predicate } from './predicate.ts'

export const list = <X>(x: X | readonly X[] | undefined): readonly X[] =>
  x === undefined ? Object.freeze([]) : Object.freeze(Array.isArray(x) ? [...x] : [x as X])

// What is frozen at the top only is no reason to stop: an author's own frozen list may hold things that are not.
const deep = new WeakSet<object>()

/** Freeze to the bottom; views on bytes and dates cannot be frozen. */
export function freeze<X>(x: X): X {
  if (typeof x !== 'object' || x === null || deep.has(x) || ArrayBuffer.isView(x) || x instanceof Date) return x
  deep.add(Object.freeze(x))
  for (const value of Object.values(x)) freeze(value)
  return x
}

/** Call the author's `eb => …` and keep the Kysely operation node. */
export function predicate(what: string, callback: unknown): Predicate {
  if (typeof callback !== 'function') throw policyError('predicate-not-a-function', `${what} must be written as eb => eb(…)`)
  const expression = (callback as (eb: unknown) => unknown)(expressionBuilder<any, any>())
  if (!isExpression(expression)) throw policyError('predicate-not-an-expression', `${what} does not return a Kysely expression`)
  return { kind: 'predicate', node: (expression as Expression<unknown>).toOperationNode() }
}

/** `auth.users.id` → table `auth.users`, column `id`. */
export function splitRef(ref: string): { readonly table: string; readonly column: string } {
  const dot = ref.lastIndexOf('.')
  if (dot < 1) throw policyError('reference-without-table', `"${ref}" names no table`, 'Write it as table.column.')
  return { table: ref.slice(0, dot), column: ref.slice(dot + 1) }
}
