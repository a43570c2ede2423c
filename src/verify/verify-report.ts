import type { Status } from '../bind/model.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import type { NotCovered } from './case/case.ts'
import type { Finding } from './prove/finding.ts'
import type { PublishedProof } from './published/published-proof.ts'

/** What was shown for a stage of a class. */
export interface StageProof {
  readonly name: string
  readonly cases: number
  /** Cases in which the run did something to the row, and in which it left it alone. */
  readonly acted: number
  readonly left: number
}

export interface ClassProof {
  readonly name: string
  readonly table: string
  readonly clauses: readonly string[]
  readonly cases: number
  readonly rows: number
  readonly moments: number
  readonly stages: readonly StageProof[]
  readonly findings: number
}

export interface ClauseProof {
  readonly id: string
  readonly status: Status
  /** What enforces it, and with how many cases that was shown; 0 where no run shows it. */
  readonly rules: readonly string[]
  readonly cases: number
}

/** The outcome of a proof: frozen plain data. */
export interface VerifyReport {
  readonly kind: 'verify report'
  readonly policy: string
  readonly version: string
  readonly proved: boolean
  readonly moments: readonly { readonly name: string; readonly asOf: string }[]
  readonly classes: readonly ClassProof[]
  readonly clauses: readonly ClauseProof[]
  readonly findings: readonly Finding[]
  /** The lines of the published table, and the contradictions to it. */
  readonly published: PublishedProof
  readonly notCovered: readonly NotCovered[]
  readonly totals: { readonly cases: number; readonly rows: number; readonly comparisons: number; readonly runs: number }
  readonly elapsedMs: number
  readonly diagnostics: readonly Diagnostic[]
}
