import type { Basis } from './basis.ts'
import type { Predicate } from './predicate.ts'
import type { RecordClass } from './record-class.ts'

/** A line of the retention schedule. */
export type Entry = RecordClass | Permanent | External | Statement | Pending | Absent | Total | PlacedHolds

/** Rows that are kept for good, and why that is lawful. */
export interface Permanent {
  readonly kind: 'permanent'
  readonly name: string
  readonly table: string
  readonly where: Predicate | null
  readonly clauses: readonly string[]
  readonly purpose: string
  readonly basis: readonly Basis[]
  readonly because: string
  /** The compiler checks that these columns carry no path to a person: no foreign key, no link. */
  readonly noIdentifiersIn: readonly string[]
}
/** Data that others hold: documented, not executed. */
export interface External {
  readonly kind: 'external'
  readonly what: string
  readonly clauses: readonly string[]
  readonly purpose: string
  readonly basis: readonly Basis[]
  readonly at: string
  readonly keeps: string
}
/** A clause that a database cannot enforce, said in the policy's own words. */
export interface Statement {
  readonly kind: 'statement'
  readonly clauses: readonly string[]
  readonly text: string
}
/** A clause that is to be enforced and is not yet. */
export interface Pending {
  readonly kind: 'pending'
  readonly clauses: readonly string[]
  readonly because: string
}
/** The compiler checks that the schema has no such table or column. */
export interface Absent {
  readonly kind: 'absent'
  readonly clauses: readonly string[]
  readonly table: string
  /** Null: the whole table. A table of `*` means any table. */
  readonly column: string | null
  readonly because: string
}
/** Legal holds that an officer places: the runs skip what they cover, and the guards refuse to lose it. */
export interface PlacedHolds {
  readonly kind: 'placed holds'
  readonly clauses: readonly string[]
  readonly text: string
}
/** The compiler checks that every table of the schema is scheduled, a part, or out of scope with a reason. */
export interface Total {
  readonly kind: 'total'
  readonly clauses: readonly string[]
  readonly text: string
}
