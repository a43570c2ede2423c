import type { Predicate } from './predicate.ts'

/** Settles how a row reaches its owner where the foreign keys do not, or say too much. */
export interface Link {
  readonly kind: 'owner' | 'accessor' | 'ignore'
  readonly from: string
  readonly to: string
  /** The referencing columns of the foreign key that is meant. */
  readonly by: readonly string[] | null
  /** A declared join, where there is no foreign key. */
  readonly on: Predicate | null
}
