import type { OutputFile } from '../../emit/output-file.ts'
import type { Finding } from '../prove/finding.ts'
import type { StepName } from '../prove/step.ts'
import type { Invariant, Kind } from './mutator.ts'

/** The emitted SQL with one mistake in it. */
export interface Mutant {
  readonly kind: Kind
  readonly what: string
  readonly protects: Invariant
  /** The function, view, trigger, table or file with the mistake. */
  readonly at: string
  /** What stood there and what stands there now, each shortened to a line. */
  readonly from: string
  readonly to: string
  /** Puts the mistake into an installed schema. */
  readonly sql: string
  /** The emitted files with the mistake, where it stands in one that is not installed. */
  readonly files: readonly OutputFile[] | null
  /** Classes whose runs it may change; where none is named, any. */
  readonly classes: readonly string[]
  readonly steps: readonly StepName[]
}

/** What became of it: caught by the first disagreement, equivalent with the argument why nobody can tell, or survived. */
export type Judged = Mutant &
  (
    | { readonly state: 'caught'; readonly by: Pick<Finding, 'class' | 'case' | 'did' | 'expected'> }
    | { readonly state: 'equivalent'; readonly why: string }
    | { readonly state: 'survived' }
  )
