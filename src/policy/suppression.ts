import type { Period } from './period.ts'
import type { Predicate } from './predicate.ts'

/** A list by which somebody is known again, or left alone, when the record that said so has gone: keyed digests, and until when each counts. */
export interface Suppression {
  readonly kind: 'suppression'
  readonly name: string
  readonly clauses: readonly string[]
  /** How long a digest stays, from the disposal that left it. */
  readonly keep: Period
}

/** What a class leaves on a list when its rows go. */
export interface Suppress {
  readonly list: string
  /** `table.column`, of the row or of an owner. */
  readonly of: string
  /** Only where this is true of the row; null: always. */
  readonly when: Predicate | null
}
