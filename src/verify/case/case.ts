import type { RecordClass } from '../../policy/record-class.ts'
import type { Draft, Scope } from '../build/draft.ts'

/** A situation that a clause speaks about, as rows: what the run makes of them is compared with what the oracle expects. */
export interface Case {
  readonly class: RecordClass
  /** `dispose`, `erase`, `interim_1`, …: which of the class's stages the case is about. */
  readonly stage: string
  readonly name: string
  readonly scope: Scope
  readonly row: Draft
  readonly holds: readonly { readonly row: Draft; readonly released: boolean }[]
  readonly decisions: readonly { readonly decision: 'dispose' | 'keep'; readonly until: string | null }[]
}

/** Something the proof has no case for. */
export interface NotCovered {
  readonly class: string
  readonly what: string
  readonly reason: string
}
