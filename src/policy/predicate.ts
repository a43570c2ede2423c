import type { OperationNode } from 'kysely'

/** A Kysely expression as plain data: what an author wrote as `eb => eb(…)`. */
export interface Predicate {
  readonly kind: 'predicate'
  readonly node: OperationNode
}
