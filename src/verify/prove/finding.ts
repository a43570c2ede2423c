import type { Row } from '../oracle/world.ts'

/** One disagreement between the emitted SQL and the oracle. */
export interface Finding {
  readonly class: string
  readonly clauses: readonly string[]
  /** `dispose`, `erase`, `interim_1`, …; null where no stage is concerned. */
  readonly stage: string | null
  /** The case that the row was made for; null for what concerns a whole run. */
  readonly case: string | null
  readonly asOf: string
  readonly table: string | null
  /** The row's key and the columns that differ. */
  readonly row: Row | null
  readonly did: string
  readonly expected: string
}
