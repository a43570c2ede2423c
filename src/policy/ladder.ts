import type { Cutoff } from './cutoff.ts'
import type { Period } from './period.ts'

export const steps = ['notify', 'review', 'erase'] as const
export type LadderAct = (typeof steps)[number]

/** Ordered steps that end in the erasure of a person of whom nothing is heard; whatever moves the start ends the countdown. */
export interface Ladder {
  readonly kind: 'ladder'
  readonly name: string
  /** The subject's table. */
  readonly subject: string
  readonly clauses: readonly string[]
  /** When the person was last heard of. */
  readonly since: Cutoff
  /** In their order; the last one erases. */
  readonly steps: readonly LadderStep[]
}

export interface LadderStep {
  readonly do: LadderAct
  /** The first counts from the start, each other from when the step before it was done. */
  readonly after: Period
  /** The column of the person's row that an erasure stamps with its instant, where it is NULL. */
  readonly closes: string | null
}
