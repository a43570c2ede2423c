import type { Act, Erasure } from './act.ts'
import type { Activation, Gate } from './activation.ts'
import type { Basis } from './basis.ts'
import type { Cutoff } from './cutoff.ts'
import type { Keep } from './keep.ts'
import type { Period } from './period.ts'
import type { Predicate } from './predicate.ts'
import type { Tell } from './recipient.ts'
import type { Suppress } from './suppression.ts'

/** Rows of one table that share one purpose and one rule. */
export interface RecordClass {
  readonly kind: 'class'
  readonly name: string
  readonly table: string
  readonly where: Predicate | null
  readonly clauses: readonly string[]
  readonly purpose: string
  readonly basis: readonly Basis[]
  readonly special: 'health' | 'biometric' | 'children' | null
  /** Null: no clock of its own, kept until its subject is erased. */
  readonly clock: Clock | null
  readonly onErasure: Erasure
  /** An erasure takes these rows at its event, without waiting out the subject's residence. */
  readonly promptly: boolean
  readonly parts: readonly Part[]
  readonly tells: readonly Tell[]
  /** What stays on lists when rows of the class go. */
  readonly suppresses: readonly Suppress[]
  readonly preserve: 'copy' | 'block'
  readonly collected: string | null
  readonly acknowledge: Readonly<Record<string, string>>
}

export interface Clock {
  readonly cutoff: Cutoff
  /** A further floor: the row is kept, and its ceiling suspended, while this holds. */
  readonly while: While | null
  readonly keep: Keep
  readonly interim: readonly Stage[]
  readonly dispose: readonly Act[]
  readonly gate: Gate | null
  /** Null: the policy's. */
  readonly activation: readonly Activation[] | null
}

/** `before`: while the instant is NULL or later than the run's `as_of`. */
export type While = { readonly kind: 'before'; readonly cutoff: Cutoff } | Predicate

/** An earlier stage, counted from the same cutoff. */
export interface Stage {
  readonly after: Period
  readonly acts: readonly Act[]
}

/** A component that shares the fate of the row it refers to. */
export interface Part {
  readonly kind: 'part'
  readonly table: string
  readonly parts: readonly Part[]
  readonly tells: readonly Tell[]
}
