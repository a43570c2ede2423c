import type { Predicate } from './predicate.ts'

/** What may be done to a row. */
export type Act = Destroy | Anonymize | Generalize | Pseudonymize | Sever | Rollup | Archive

export interface Destroy {
  readonly kind: 'destroy'
}
/** Overwrite identifying columns with fixed values, so that nobody can be identified. */
export interface Anonymize {
  readonly kind: 'anonymize'
  readonly set: readonly Assignment[]
}
/** Replace detail by something coarser, or by a snapshot. */
export interface Generalize {
  readonly kind: 'generalize'
  readonly set: readonly Assignment[]
}
/** Replace a value by its HMAC-SHA-256 under a key that is destroyed after the run, or kept (and then it is still personal data). */
export interface Pseudonymize {
  readonly kind: 'pseudonymize'
  readonly columns: readonly { readonly from: string; readonly into: string }[]
  readonly key: 'destroyed after the run' | 'kept'
}
/** Set the columns that lead to the person to NULL. */
export interface Sever {
  readonly kind: 'sever'
  readonly columns: readonly string[]
}
/** Add the row to an aggregate table. */
export interface Rollup {
  readonly kind: 'rollup'
  readonly into: string
  readonly key: readonly RollupKey[]
  readonly add: readonly Measure[]
}
/** Copy the row into an archive table, or stamp the instant of archiving into a column. */
export interface Archive {
  readonly kind: 'archive'
  readonly into: { readonly table: string } | { readonly column: string }
}

export interface Assignment {
  readonly column: string
  readonly value:
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    /** The value of a column on an owner of the row, at the moment of the act. */
    | { readonly kind: 'copy of'; readonly table: string; readonly column: string }
    | Predicate
}
export interface RollupKey {
  readonly column: string
  readonly from:
    | { readonly kind: 'column'; readonly column: string }
    | { readonly kind: 'grain'; readonly grain: 'hour' | 'day' | 'month'; readonly column: string }
}
export interface Measure {
  readonly column: string
  readonly measure: { readonly kind: 'count'; readonly where: Predicate | null } | { readonly kind: 'sum'; readonly column: string }
}

/** What an erasure of the person does to the row. */
export type Erasure =
  | { readonly kind: 'acts'; readonly acts: readonly Act[] }
  /** Kept to its own period on a ground of Art. 17(3) GDPR; `meanwhile` is done at once. */
  | { readonly kind: 'retain'; readonly ground: RetainGround; readonly meanwhile: readonly Act[] }
  | { readonly kind: 'untouched'; readonly why: string }

export type RetainGround = 'legal obligation' | 'legal claims' | 'public health' | 'archiving' | 'expression'
