import type { Cutoff } from './cutoff.ts'
import type { Period } from './period.ts'

/** A data subject: the table whose row is the person, and the events in the person's life that start clocks. */
export interface Subject {
  readonly kind: 'subject'
  readonly table: string
  readonly key: readonly string[]
  readonly events: Readonly<Record<string, Cutoff>>
  readonly erasure: readonly ErasureEntry[]
}

/** An event column that opens an erasure when it is set. */
export interface ErasureEntry {
  readonly event: string
  readonly clauses: readonly string[]
  /** How long the data stays restorable after the event. Null: none. */
  readonly residence: Period | null
  /** Whether clearing the event during residence cancels the erasure. */
  readonly cancel: 'event cleared' | 'never'
  /** The promised deadline, counted from the event. */
  readonly within: Period | null
}
