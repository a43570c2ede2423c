/** A value as an author writes it: text is what PostgreSQL would read, such as `2025-01-31` or `EU`. */
export type FateValue = string | number | boolean | null

/** What a run as of an instant leaves of the row: all of it, nothing, or a row with these values. */
export type Outcome = 'kept' | 'gone' | Readonly<Record<string, FateValue>>

/** One line of the table of expected fates: written by hand from the published text, never computed from the policy. */
export interface PublishedFate {
  readonly kind: 'fate'
  readonly clause: string
  /** The table of the row whose fate it is. */
  readonly table: string
  /** Values of the row by column; of rows that belong with it by `table.column`, where a list stands for several rows. */
  readonly given: Readonly<Record<string, FateValue | readonly FateValue[]>>
  /** The table whose row is on hold: the row's own, or an owner's. */
  readonly hold: string | null
  /** Whether a person has decided in the review queue that the row may go. */
  readonly approved: boolean
  /** One run after the other, each as of an instant with its offset from UTC. */
  readonly asOf: readonly { readonly instant: string; readonly is: Outcome }[]
}
