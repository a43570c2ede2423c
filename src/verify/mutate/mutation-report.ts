import type { Diagnostic } from '../../report/diagnostic.ts'
import type { Judged } from './mutant.ts'
import type { Kind } from './mutator.ts'

/** What became of every mistake that was made on purpose. */
export interface MutationReport {
  readonly kind: 'mutation report'
  readonly policy: string
  readonly version: string
  /** How many mistakes somebody could have noticed, and how many the proof did. */
  readonly mutants: number
  readonly caught: number
  readonly survivors: readonly Survivor[]
  /** Mistakes that nobody can notice here, each with the reason; not counted above. */
  readonly equivalent: readonly (Survivor & { readonly why: string })[]
  readonly kinds: readonly { readonly kind: Kind; readonly mutants: number; readonly caught: number }[]
  readonly all: readonly Judged[]
  readonly elapsedMs: number
  readonly diagnostics: readonly Diagnostic[]
}

export type Survivor = Pick<Judged, 'kind' | 'what' | 'protects' | 'at' | 'from' | 'to'>
