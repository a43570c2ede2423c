import type { Status } from '../bind/model.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import type { NotCovered } from './case/case.ts'
import type { Finding } from './prove/finding.ts'
import type { PublishedProof } from './published/published-proof.ts'

/** How much stands behind a statement: cases, the rows written for them (those around them included), instants they were judged by. */
export interface Evidence {
  readonly cases: number
  readonly rows: number
  readonly moments: number
}

/** What was shown for a stage of a class. */
export interface StageProof {
  readonly name: string
  readonly cases: number
  /** Cases in which the stage did its acts, as far as the row shows it, and in which the run left the row alone; of a stage that destroys, in which the row was gone and was not. */
  readonly acted: number
  readonly left: number
}

export interface ClassProof extends Evidence {
  readonly name: string
  readonly table: string
  readonly clauses: readonly string[]
  /** The policy in words: how long rows are kept, and what an erasure does. */
  readonly keeps: string
  readonly erasure: string
  readonly stages: readonly StageProof[]
  readonly findings: number
}

/**
 * What became of the row in a run: `gone`; `changed`, or an act put on record; else it stayed as it was. `held`: by a legal
 * hold. `waiting`: for a row that refers to it. `left for later`: due, and not for this run. `not reached`: the row is not due, although
 * the situation says so. `disagreement`: SQL and policy do not agree about such a case.
 */
export type Outcome =
  | 'gone'
  | 'changed'
  | 'not due'
  | 'not started'
  | 'held'
  | 'waiting'
  | 'in review'
  | 'untouched'
  | 'left for later'
  | 'not reached'
  | 'disagreement'

/** Cases of one kind that came to the same. */
export interface Situation {
  readonly stage: string
  /** In plain words. */
  readonly words: string
  readonly outcome: Outcome
  readonly cases: number
}

/** `runs`: rows were judged in runs. `compiler`: checked against the schema when the policy is compiled. `neither`: no matter for this proof. */
export type ShownBy = 'runs' | 'compiler' | 'neither'

/** A rule that keeps a clause, and what was shown for it. */
export interface RuleProof extends Evidence {
  readonly rule: string
  readonly by: ShownBy
  readonly shown: readonly Situation[]
}

/** What the proof says of a clause as a whole. A pending clause is shown in part at most. */
export type Verdict = 'shown' | 'shown in part' | 'not shown' | 'disagreement' | 'by the compiler' | 'outside the proof'

export interface ClauseProof extends Evidence {
  readonly id: string
  /** As published. */
  readonly text: string
  readonly status: Status
  /** Why it is not enforced; null where it is. */
  readonly reason: string | null
  readonly verdict: Verdict
  readonly rules: readonly RuleProof[]
  /** The rules behind it that no scenario covers, each with the reason. */
  readonly uncovered: readonly string[]
}

/** A rule that no scenario covers, with the classes of which that is true; none where it is no rule of a class. */
export interface Uncovered {
  readonly rule: string
  readonly classes: readonly string[]
  readonly clauses: readonly string[]
  readonly reason: string
}

/** The outcome of a proof: frozen plain data, the same for the same input but for `elapsedMs`. */
export interface VerifyReport {
  readonly kind: 'verify report'
  readonly policy: string
  readonly version: string
  /** An ISO date. */
  readonly effective: string
  readonly timeZone: string
  readonly lapse: string
  /** What PostgreSQL says of itself. */
  readonly engine: string
  /** What was proved: the SHA-256 of each migration, as `retention.migration` records it. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[]
  /** No disagreement. What no scenario covers does not count against it. */
  readonly proved: boolean
  /** `asOf` in UTC, `local` on the wall clock of the policy's zone. */
  readonly moments: readonly { readonly name: string; readonly asOf: string; readonly local: string }[]
  readonly classes: readonly ClassProof[]
  /** Every clause, in the order of the text. */
  readonly clauses: readonly ClauseProof[]
  readonly findings: readonly Finding[]
  /** The lines of the published table, and the contradictions to it. */
  readonly published: PublishedProof
  readonly uncovered: readonly Uncovered[]
  /** Scenarios that could not be made. */
  readonly notCovered: readonly NotCovered[]
  readonly totals: {
    readonly cases: number
    readonly rows: number
    readonly comparisons: number
    readonly runs: number
    readonly uncovered: number
  }
  readonly elapsedMs: number
  readonly diagnostics: readonly Diagnostic[]
}
